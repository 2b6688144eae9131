global using OvsTop.Model.Flows;

namespace OvsTop.Model.Events;

/// <summary>Decides about a record.</summary>
public delegate RecordFate RecordTest(in ProbeEvent record);

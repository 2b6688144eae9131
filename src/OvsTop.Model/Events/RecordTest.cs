namespace OvsTop.Model.Events;

/// <summary>Decides about a record.</summary>
public delegate bool RecordTest(in ProbeEvent record);

namespace OvsTop.Model.Filters.Fields;

/// <summary>Where the value of a field comes from, which decides when and where it can be tested.</summary>
public enum FieldPlace : byte
{
    /// <summary>The flow key: in the kernel and here.</summary>
    Key,

    /// <summary>Parts of the flow key that the kernel table does not hold: only here.</summary>
    KeyHere,

    /// <summary>The upcall itself (length, type): in the kernel and here.</summary>
    Upcall,

    /// <summary>The captured record: only here.</summary>
    Capture,

    /// <summary>OpenFlow state of the translation: only here, once the trace is known.</summary>
    Trace,

    /// <summary>What became of the packet: only here, once it is known.</summary>
    Result,
}

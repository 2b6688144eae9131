namespace OvsTop.Model.Filters.Evaluation;

/// <summary>What a <see cref="FilterRow"/> is.</summary>
internal enum FilterRowKind : byte
{
    /// <summary>All parts hold.</summary>
    All,

    /// <summary>One part holds.</summary>
    Any,

    /// <summary>A field compared with a number.</summary>
    Number,

    /// <summary>Only the existence of the field.</summary>
    Exists,

    /// <summary>A name or text.</summary>
    Text,

    /// <summary>A port of this name: there is none.</summary>
    NoSuchPort,

    /// <summary>A port of this name: nobody knows its number.</summary>
    UnknownPort,
}

namespace OvsTop.Recording.Json;

/// <summary>How a field is written in JSON.</summary>
internal enum FieldKind
{
    /// <summary>A number, not negative.</summary>
    Unsigned,

    /// <summary>A number that may be negative.</summary>
    Signed,

    /// <summary>A string with 0x and hex digits.</summary>
    Pointer,

    /// <summary>A string that is kept in the table of names.</summary>
    Name,

    /// <summary>A string as dpctl prints ufids.</summary>
    Ufid,

    /// <summary>A string of hex digits, two a byte.</summary>
    Bytes,
}

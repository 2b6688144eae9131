namespace OvsTop.Model.Flows;

/// <summary>
/// The mask of an attribute or field. Three cases: none was given (everything is exact), one was given, or masks were given but not
/// for this attribute (everything is wildcarded; generate_all_wildcard_mask in lib/odp-util.c).
/// </summary>
internal readonly ref struct MaskView
{
    /// <summary>As many zero bytes as any fixed-size attribute has.</summary>
    private static readonly byte[] Zeros = new byte[256];

    private MaskView(ReadOnlySpan<byte> bytes)
    {
        Bytes = bytes;
        IsPresent = true;
    }

    /// <summary>No mask: all exact.</summary>
    public static MaskView None => default;

    /// <summary>The mask's bytes; empty if <see cref="IsPresent"/> is false.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>True if there is a mask.</summary>
    public bool IsPresent { get; }

    /// <summary>True if no mask was given or all bits are set.</summary>
    public bool IsExact => !IsPresent || Bytes.IndexOfAnyExcept((byte)0xff) < 0;

    /// <summary>True if a mask was given and no bit is set.</summary>
    public bool IsWildcard => IsPresent && Bytes.IndexOfAnyExcept((byte)0) < 0;

    /// <summary>This mask.</summary>
    public static MaskView Of(ReadOnlySpan<byte> bytes) => new(bytes);

    /// <summary>A mask of zeros.</summary>
    public static MaskView Wildcard(int length) => new(length <= Zeros.Length ? Zeros.AsSpan(0, length) : new byte[length]);

    /// <summary>The mask of a field.</summary>
    public MaskView Slice(int offset, int length) => IsPresent ? new(Bytes.Slice(offset, length)) : default;
}

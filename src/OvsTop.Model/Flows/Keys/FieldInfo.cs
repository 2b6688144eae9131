namespace OvsTop.Model.Flows;

/// <summary>One <c>name=value</c> inside a key attribute.</summary>
/// <param name="Name">Name dpctl prints.</param>
/// <param name="Kind">Storage and format.</param>
/// <param name="Offset">Byte offset in the attribute's payload.</param>
/// <param name="TraceName">Name the daemon's own parser takes where it differs from what it prints.</param>
internal sealed record FieldInfo(string Name, FieldKind Kind, int Offset, string? TraceName = null)
{
    private static ReadOnlySpan<byte> Sizes => [6, 4, 16, 1, 1, 2, 2, 4, 4, 8, 1];

    /// <summary>Bytes of the field.</summary>
    public int Size => Sizes[(int)Kind];
}

namespace OvsTop.Recording.Json;

/// <summary>A field of a line and its place in <see cref="OvsTop.Model.Events.EventHeader"/>.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Offset">Byte offset in the header; for <see cref="FieldKind.Bytes"/> the offset of its full length.</param>
/// <param name="Width">Bytes it has there: 2, 4, 8, or 16 for a ufid.</param>
/// <param name="Optional">Written only when it says something: not zero, or a length that differs from what was captured.</param>
internal sealed record CaptureField(string Name, FieldKind Kind, int Offset, int Width, bool Optional = false)
{
    /// <summary>The number of this field's name in <see cref="CaptureSchema.Names"/>; fields of different places can share a name.</summary>
    public int NameId { get; init; }
}

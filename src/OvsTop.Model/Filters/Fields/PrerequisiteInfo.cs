namespace OvsTop.Model.Filters.Fields;

/// <summary>What a prerequisite means.</summary>
/// <param name="Parts">The key must hold one of these; none for no prerequisite.</param>
/// <param name="Kinds">Packets that meet it, as alternatives.</param>
/// <param name="Text">The alternatives as filter text, aligned with <paramref name="Kinds"/>.</param>
public sealed record PrerequisiteInfo(KeyParts Parts, IReadOnlyList<PacketKind> Kinds, IReadOnlyList<string> Text);

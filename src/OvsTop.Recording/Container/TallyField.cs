namespace OvsTop.Recording.Container;

/// <summary>A field of a thread's tally: some counts of one width side by side.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Offset">Bytes from the start of <see cref="Model.Tallies.ThreadTally"/>.</param>
/// <param name="Width">Bytes of a count: 4 or 8.</param>
/// <param name="Count">How many.</param>
internal sealed record TallyField(string Name, int Offset, int Width, int Count);

namespace OvsTop.Analysis.Diagnosis;

/// <summary>One line of the diagnosis: what it looks like, with the numbers that say so.</summary>
/// <param name="Id">Name for other programs, e.g. <c>storm_by_eviction</c>; never changes.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Text">One sentence with its numbers. May hold names: untrusted text.</param>
public sealed record Finding(string Id, Severity Severity, string Text)
{
    /// <summary>The evidence by name (snake case; units in the names).</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <summary>Keys of the views that prove it, the most telling first.</summary>
    public IReadOnlyList<int> Views { get; init; } = [];

    /// <summary>Severity in a word, as in reports.</summary>
    public string Word => Severity switch { Severity.Critical => "critical", Severity.Warning => "warning", _ => "notice" };

    /// <summary>Severity in a character.</summary>
    public char Glyph => Severity switch { Severity.Critical => '!', Severity.Warning => '*', _ => '-' };
}

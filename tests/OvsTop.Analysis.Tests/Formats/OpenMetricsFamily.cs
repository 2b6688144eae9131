namespace OvsTop.Analysis.Tests.Formats;

/// <summary>A metric family as parsed.</summary>
internal sealed class OpenMetricsFamily(string name)
{
    public string Name { get; } = name;

    public string? Type { get; set; }

    public string? Unit { get; set; }

    public string? Help { get; set; }

    public List<(string Suffix, SortedDictionary<string, string> Labels, double Value)> Samples { get; } = [];

    public double Value(string suffix, params (string Name, string Value)[] labels) =>
        Samples.Single(s => s.Suffix == suffix && s.Labels.Select(l => (l.Key, l.Value)).SequenceEqual(labels.OrderBy(l => l.Name, StringComparer.Ordinal))).Value;
}

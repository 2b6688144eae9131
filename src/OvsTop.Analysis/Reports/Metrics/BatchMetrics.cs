using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Metrics;

/// <summary>A snapshot as a whole exposition, since start: what a scrape reads.</summary>
/// <param name="stream">Where to; flushed after each.</param>
/// <param name="dialect">Which format.</param>
public sealed class BatchMetrics(Stream stream, MetricsDialect dialect)
{
    private readonly MetricSamples _samples = new();

    /// <summary>Writes one exposition.</summary>
    public void Write(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        foreach (var family in MetricFamilies.All)
        {
            _samples.Family = family.Name;
            family.Write(snapshot, _samples);
            if (_samples.Take() is { Length: > 0 } samples)
            {
                Describe(text, family);
                text.Write(samples);
            }
        }

        if (dialect == MetricsDialect.OpenMetrics)
        {
            text.WriteLine("# EOF");
        }

        text.Flush();
        stream.Flush();
    }

    private void Describe(StreamWriter text, MetricFamily family)
    {
        bool open = dialect == MetricsDialect.OpenMetrics;
        string name = !open && family.Type == "counter" ? family.Name + "_total" : family.Name;
        text.WriteLine($"# TYPE {name} {family.Type}");
        if (open && family.Unit is { } unit)
        {
            text.WriteLine($"# UNIT {name} {unit}");
        }

        text.WriteLine($"# HELP {name} {family.Help}");
    }
}

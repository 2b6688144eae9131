using System.Globalization;
using System.Text;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Reports.Metrics;

/// <summary>Collects the samples of a family in their text form, which both dialects share.</summary>
internal sealed class MetricSamples
{
    /// <summary>Buckets end at powers of two, from 1 us to 17 s: there the tool's own buckets end too, so that nothing is interpolated.</summary>
    private const int FirstPower = 10, LastPower = 34;

    private readonly StringBuilder _text = new();

    /// <summary>Name of the family in front of every sample.</summary>
    public string Family { get; set; } = "";

    /// <summary>The samples since the last call.</summary>
    public string Take()
    {
        string taken = _text.ToString();
        _text.Clear();
        return taken;
    }

    /// <summary>Adds a sample of a gauge.</summary>
    public void Gauge(double value, params ReadOnlySpan<(string Name, string Value)> labels) => Sample("", labels, Number(value));

    /// <summary>Adds a sample of a gauge if it is known.</summary>
    public void Gauge(double? value)
    {
        if (value is { } known)
        {
            Gauge(known);
        }
    }

    /// <summary>Adds a sample of a counter.</summary>
    public void Counter(ulong value, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Sample("_total", labels, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a histogram in seconds; none when nothing was measured.</summary>
    public void Histogram(StageRow? stage, string name)
    {
        if (stage is not { Total.IsEmpty: false })
        {
            return;
        }

        ulong count = 0;
        int bucket = 0;
        for (int power = FirstPower; power <= LastPower; power++)
        {
            ulong boundNs = 1UL << power;
            for (; bucket < stage.TotalBuckets.Count && LatencyBuckets.LowerBoundNs(bucket) < boundNs; bucket++)
            {
                count += stage.TotalBuckets[bucket];
            }

            // A bucket counts what is less than its bound, le what is not more: one nanosecond is between them.
            Sample("_bucket", [("stage", name), ("le", Number((boundNs - 1) / 1e9))], count.ToString(CultureInfo.InvariantCulture));
        }

        for (; bucket < stage.TotalBuckets.Count; bucket++)
        {
            count += stage.TotalBuckets[bucket];
        }

        Sample("_bucket", [("stage", name), ("le", "+Inf")], count.ToString(CultureInfo.InvariantCulture));
        Sample("_sum", [("stage", name)], Number(Math.Round(stage.Total.MeanUs * stage.Total.Count / 1e6, 9)));
        Sample("_count", [("stage", name)], count.ToString(CultureInfo.InvariantCulture));
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');

    private void Sample(string suffix, ReadOnlySpan<(string Name, string Value)> labels, string value)
    {
        _text.Append(Family).Append(suffix);
        char separator = '{';
        foreach (var (name, text) in labels)
        {
            // An empty label is the same as none.
            if (text.Length > 0)
            {
                _text.Append(separator).Append(name).Append("=\"").Append(Escaped(text)).Append('"');
                separator = ',';
            }
        }

        _text.Append(separator == '{' ? " " : "} ").Append(value).Append('\n');
    }

    /// <summary>Names of threads and files are nobody's promise: printable, then escaped.</summary>
    private static string Escaped(string text) =>
        Plain.Safe(text, 200).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

using OvsTop.Analysis.Reports;
using OvsTop.Analysis.Reports.Csv;
using OvsTop.Analysis.Reports.Metrics;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Commands;

/// <summary>The formats of <c>ovstop batch</c>.</summary>
internal static class BatchFormats
{
    private static readonly Dictionary<string, Func<Stream, Action<Snapshot>>> Writers = new(StringComparer.Ordinal)
    {
        ["text"] = stream => new BatchText(Output.Text(stream)).Write,
        ["json"] = stream => new BatchJson(stream).Write,
        ["csv"] = stream => new BatchCsv(Output.Text(stream)).Write,
        ["openmetrics"] = stream => new BatchMetrics(stream, MetricsDialect.OpenMetrics).Write,
        ["prometheus"] = stream => new BatchMetrics(stream, MetricsDialect.Prometheus).Write,
    };

    /// <summary>Their names, the default first.</summary>
    public static string[] Names { get; } = [.. Writers.Keys];

    /// <summary>Those of which every snapshot is a whole document: they can replace a file.</summary>
    public static string[] Documents { get; } = ["openmetrics", "prometheus"];

    /// <summary>What writes each snapshot to a stream.</summary>
    public static Action<Snapshot> Writer(string format, Stream stream) => Writers[format](stream);
}

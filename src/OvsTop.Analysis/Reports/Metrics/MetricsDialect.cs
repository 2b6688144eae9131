namespace OvsTop.Analysis.Reports.Metrics;

/// <summary>Which of the two text formats of metrics is written.</summary>
public enum MetricsDialect
{
    /// <summary>OpenMetrics 1.0: a counter's family is named without <c>_total</c>, units are said, <c># EOF</c> ends it.</summary>
    OpenMetrics,

    /// <summary>
    /// The Prometheus text format 0.0.4, as node exporter's textfile collector reads it. It reads the other one too, but there sees counters
    /// without their type.
    /// </summary>
    Prometheus,
}

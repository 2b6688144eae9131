using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Metrics;

/// <summary>One metric family: a row of <see cref="MetricFamilies"/>.</summary>
/// <param name="Name">Without the suffix of a counter; ends in the unit, if there is one.</param>
/// <param name="Type">counter, gauge or histogram.</param>
/// <param name="Unit">A base unit; null for a number of things.</param>
/// <param name="Help">One sentence, without quotes, backslashes and line feeds.</param>
/// <param name="Write">Writes the samples of a snapshot; a family without samples is left out.</param>
internal sealed record MetricFamily(string Name, string Type, string? Unit, string Help, Action<Snapshot, MetricSamples> Write);

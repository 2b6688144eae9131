using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Csv;

/// <summary>A column of <see cref="BatchCsv"/>.</summary>
/// <param name="Name">With its unit. Columns are only ever added, at the end.</param>
/// <param name="Value">Of an interval and a row: null for a thread's row, where it belongs to no thread; empty when unknown.</param>
internal sealed record CsvColumn(string Name, Func<Snapshot, HandlerRow, string?> Value);

using OvsTop.Analysis.Snapshots;

namespace OvsTop.Screen.Panes;

/// <summary>A line of the revalidators' table: one thread, or all.</summary>
internal readonly record struct RevalidatorLine(string Name, uint Tid, double ResultsPerSecond, double DeletesPerSecond, double RetranslationsPerSecond, ulong Results, ulong Deletes)
{
    public static RevalidatorLine Of(RevalidatorRow row) =>
        new(row.Name, row.Tid, row.ResultsPerSecond, row.DeletesPerSecond, row.RetranslationsPerSecond, row.Results, row.Deletes);

    public RevalidatorLine Plus(RevalidatorRow row) => new(
        Name, 0, ResultsPerSecond + row.ResultsPerSecond, DeletesPerSecond + row.DeletesPerSecond, RetranslationsPerSecond + row.RetranslationsPerSecond, Results + row.Results,
        Deletes + row.Deletes);
}

using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports;

/// <summary>A block of text an interval, like <c>top -b</c>, in 80 columns.</summary>
/// <param name="text">Each block is flushed to it.</param>
public sealed class BatchText(TextWriter text)
{
    /// <summary>Writes one interval.</summary>
    public void Write(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Header(snapshot);
        Table(snapshot.Upcalls, snapshot.Unfiltered?.Upcalls);
        text.WriteLine();
        text.Flush();
    }

    private void Header(Snapshot snapshot)
    {
        string time = snapshot.Time() is { } known ? $"{known:HH:mm:ss}" : $"{snapshot.ElapsedSeconds:0.0} s";
        text.WriteLine(Plain.Safe($"ovstop - {time}, interval {snapshot.IntervalSeconds:0.0} s, {snapshot.Source.Title}", Plain.Width));
        var total = snapshot.Upcalls.Total;
        var revalidator = snapshot.Revalidator;
        text.WriteLine(
            $"Per s: {Plain.Rate(total.UpcallsPerSecond)} upcalls, {Plain.Rate(total.PutsPerSecond)} puts, {Plain.Rate(total.ExecutesPerSecond)} executes, "
            + $"{Plain.Rate(revalidator.DeletesPerSecond)} deletes");
        text.WriteLine($"Details: {snapshot.Losses.Delivered:N0} seen, {snapshot.Losses.Lost:N0} lost, {snapshot.Losses.Skipped:N0} left out");
        if (snapshot is { Filter: { } filter, Unfiltered: { } all })
        {
            string counts = filter.IsExact ? "" : ", counts of details";
            text.WriteLine(Plain.Safe($"Filter: {filter.Expression}", Plain.Width));
            text.WriteLine(
                $"  {Plain.Rate(filter.UpcallsPerSecond)} of {Plain.Rate(all.Upcalls.Total.UpcallsPerSecond)} upcalls/s match, {Plain.Percent(filter.Share)}{counts}");
        }

        string flows = revalidator.Flows is { } count ? $", {count:N0} flows" : "";
        string limit = revalidator.FlowLimit is { } most ? $" of {most:N0}" : "";
        string dump = revalidator.DumpDurationMs is { } ms ? $", dump {ms:N0} ms" : "";
        text.WriteLine(revalidator.IsTold
            ? $"Revalidator (unixctl):{$"{dump}{flows}{limit}".TrimStart(',')}"
            : $"Revalidator: {Plain.Rate(revalidator.RoundsPerSecond)} rounds/s{dump}{flows}{limit}");
        foreach (var datapath in snapshot.Facts?.Datapaths ?? [])
        {
            string Known(double? rate) => rate is { } perSecond ? Plain.Rate(perSecond) : "-";
            text.WriteLine(Plain.Safe(
                $"{datapath.Name} (unixctl): {Known(datapath.HitsPerSecond)} hits/s, {Known(datapath.MissesPerSecond)} misses/s, {Known(datapath.LostPerSecond)} lost/s", Plain.Width));
        }

        foreach (var finding in snapshot.Diagnosis.Findings)
        {
            text.WriteLine(Plain.Safe($"{finding.Glyph} {finding.Text}", Plain.Width));
        }

        foreach (var reason in revalidator.Reasons.Where(reason => reason.Total > 0))
        {
            text.WriteLine($"  {reason.Name,-20}{Plain.Rate(reason.PerSecond),10}/s{reason.Total,14:N0} in all");
        }

        string busy = snapshot.MainLoop.Busy is { } share ? $", {Plain.Percent(share)} busy" : "";
        text.WriteLine($"Main loop: {Plain.Rate(snapshot.MainLoop.LoopsPerSecond)} loops/s{busy}");
        foreach (var stage in snapshot.Latency.Stages.Where(stage => !stage.Interval.IsEmpty))
        {
            var us = stage.Interval;
            text.WriteLine(
                $"  {stage.Name,-20}p50 {Plain.Us(us.P50Us),6}   p90 {Plain.Us(us.P90Us),6}   p99 {Plain.Us(us.P99Us),6}   max {Plain.Us(us.MaxUs),6} us");
        }
    }

    private void Table(UpcallsSnapshot upcalls, UpcallsSnapshot? all)
    {
        text.WriteLine();
        text.WriteLine($"{"TID",8} {"HANDLER",-15}{"UPCALL/S",9}{"SHARE",7}{"PUT/S",9}{"EXEC/S",9}{"BATCH",6}{"P99us",6}{"UPCALLS",10}");
        foreach (var handler in upcalls.Handlers)
        {
            Row($"{handler.Tid}", handler);
        }

        Row("", upcalls.Other);
        Row("", upcalls.Total);
        if (all is not null)
        {
            Row("", all.Total with { Name = "all" });
        }
    }

    private void Row(string tid, HandlerRow row) => text.WriteLine(
        $"{tid,8} {Plain.Safe(row.Name, 15),-15}{Plain.Rate(row.UpcallsPerSecond),9}{Plain.Percent(row.Share),7}{Plain.Rate(row.PutsPerSecond),9}"
        + $"{Plain.Rate(row.ExecutesPerSecond),9}{row.BatchMean,6:0.0}{(row.Translate.IsEmpty ? "-" : Plain.Us(row.Translate.P99Us)),6}{row.Upcalls,10}");
}

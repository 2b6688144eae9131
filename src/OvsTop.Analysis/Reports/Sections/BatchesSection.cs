using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>Batches by their size.</summary>
internal sealed class BatchesSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        var upcalls = last.Upcalls;
        ulong batches = upcalls.Total.Batches;
        if (batches == 0)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"Upcalls per batch: {batches:N0} batches, mean {(double)upcalls.Total.Upcalls / batches:0.00}, max {upcalls.Total.BatchMax}");
        ulong most = upcalls.BatchSizes.Max();
        for (int size = 1; size < upcalls.BatchSizes.Count; size++)
        {
            if (upcalls.BatchSizes[size] is var count and > 0)
            {
                text.WriteLine(Plain.BarLine($"{size}", count, most));
            }
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        json.WriteStartObject("batch_sizes");
        for (int size = 0; size < last.Upcalls.BatchSizes.Count; size++)
        {
            if (last.Upcalls.BatchSizes[size] > 0)
            {
                json.WriteNumber(size.ToString(), last.Upcalls.BatchSizes[size]);
            }
        }

        json.WriteEndObject();
    }
}

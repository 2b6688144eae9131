using System.Globalization;
using System.Text.Json;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>What the kernel refused since start, by error: upcalls that were lost, puts and executes that failed.</summary>
internal sealed class KernelErrorsSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        var refused = Refused(last).Where(kind => kind.Errors.Total > 0).ToList();
        if (refused.Count == 0)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"{"Refused by the kernel",-28}{"total",11}  by error");
        foreach (var (name, errors) in refused)
        {
            string split = string.Join(", ", errors.Classes.Select(c => string.Create(CultureInfo.InvariantCulture, $"{ErrorClasses.Name(c.Class)} {c.Value:N0}")));
            text.WriteLine($"  {name,-26}{errors.Total,11:N0}  {split}");
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        json.WriteStartObject("kernel_errors");
        foreach (var (name, errors) in Refused(last))
        {
            json.WriteStartObject(name);
            foreach (var (error, count) in errors.Classes)
            {
                json.WriteNumber(ErrorClasses.Name(error), (ulong)count);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static (string Name, ErrorSplit Errors)[] Refused(Snapshot last)
    {
        var total = (last.Unfiltered ?? last).Upcalls.Total;
        return [("upcalls", total.Lost ?? ErrorSplit.None), ("puts", total.PutErrors), ("executes", total.ExecuteErrors)];
    }
}

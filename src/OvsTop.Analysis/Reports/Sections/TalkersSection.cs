using System.Text.Json;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>Who caused upcalls: the loudest by each dimension that was counted; rows and other add up to the total.</summary>
internal sealed class TalkersSection : IReportSection
{
    private const int TextRows = 10;
    private const int JsonRows = 50;

    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        foreach (var list in last.Talkers.Lists.Where(IsReadable))
        {
            text.WriteLine();
            text.WriteLine($"{$"Upcalls by {list.Dimension.Info().Title}",-50}{"upcalls",11}{"at most +",11}{"share",8}");
            var rows = Loudest(list, TextRows);
            foreach (var row in rows)
            {
                Line(text, row.Name.Length > 0 ? $"{row.Name} ({row.Text}{(row.Bridge.Length > 0 ? $" on {row.Bridge}" : "")})" : row.Text, row.Total, $"{row.Bound:N0}", row.TotalShare);
            }

            ulong other = Other(list, rows);
            Line(text, "other", other, "", Share(other, list));
            Line(text, "total", list.All.Total, "", Share(list.All.Total, list));
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        json.WriteStartObject("talkers");
        foreach (var list in last.Talkers.Lists)
        {
            json.WriteStartArray(list.Dimension.Info().Name);
            foreach (var row in Loudest(list, JsonRows))
            {
                json.WriteStartObject();
                json.WriteString("key", row.Text);
                if (row.Name.Length > 0)
                {
                    json.WriteString("name", row.Name);
                    json.WriteString("bridge", row.Bridge);
                }

                json.WriteNumber("upcalls", row.Total);
                json.WriteNumber("bound", row.Bound);
                json.WriteNumber("share", Math.Round(row.TotalShare, 6));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        WriteOf(json, "others", last.Talkers, list => Other(list, Loudest(list, JsonRows)));
        WriteOf(json, "totals", last.Talkers, list => list.All.Total);
        if (last.Talkers.Find(TalkerDimension.InPort) is { } ports)
        {
            json.WriteNumber("other", Other(ports, Loudest(ports, JsonRows)));
        }

        json.WriteEndObject();
    }

    /// <summary>Recordings without flow keys have one row, of all, that names nobody.</summary>
    private static bool IsReadable(TalkerList list) => list.Rows is not [{ Key.Kind: TalkerKind.Unreadable } all] || all.Total < list.All.Total;

    private static void WriteOf(Utf8JsonWriter json, string name, TalkersSnapshot talkers, Func<TalkerList, ulong> of)
    {
        json.WriteStartObject(name);
        foreach (var list in talkers.Lists)
        {
            json.WriteNumber(list.Dimension.Info().Name, of(list));
        }

        json.WriteEndObject();
    }

    private static IReadOnlyList<TalkerRow> Loudest(TalkerList list, int rows) =>
        [.. list.Rows.OrderByDescending(row => row.Total).ThenBy(row => row.Key, TalkerKey.Order).Take(rows)];

    private static ulong Other(TalkerList list, IReadOnlyList<TalkerRow> rows) => list.All.Total - rows.Aggregate(0UL, (sum, row) => sum + row.Total);

    private static double Share(ulong count, TalkerList list) => list.All.Total == 0 ? 0 : (double)count / list.All.Total;

    private static void Line(TextWriter text, string name, ulong count, string bound, double share) =>
        text.WriteLine($"  {Plain.Safe(name, 48),-48}{count,11:N0}{bound,11}{Plain.Percent(share),8}");
}

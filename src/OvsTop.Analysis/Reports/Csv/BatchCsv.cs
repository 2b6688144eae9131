using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Csv;

/// <summary>
/// CSV after RFC 4180: a header once, then for every interval a row of the total, one of every handler thread and one of <c>other</c>, which add up.
/// </summary>
/// <param name="text">Each interval is flushed to it.</param>
public sealed class BatchCsv(TextWriter text)
{
    private bool _begun;

    /// <summary>Writes one interval.</summary>
    public void Write(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (!_begun)
        {
            _begun = true;
            Line(CsvColumns.All.Select(column => column.Name));
        }

        foreach (var row in (IEnumerable<HandlerRow>)[snapshot.Upcalls.Total, .. snapshot.Upcalls.Handlers, snapshot.Upcalls.Other])
        {
            Line(CsvColumns.All.Select(column => column.Value(snapshot, row) ?? ""));
        }

        text.Flush();
    }

    private void Line(IEnumerable<string> fields)
    {
        text.Write(string.Join(',', fields.Select(Quoted)));
        text.Write("\r\n");
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}

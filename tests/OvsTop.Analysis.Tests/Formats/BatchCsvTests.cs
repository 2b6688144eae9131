using System.Globalization;
using OvsTop.Analysis.Reports.Csv;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Tests.Formats;

public sealed class BatchCsvTests
{
    [Fact]
    public void A_header_once_then_the_total_its_threads_and_the_rest()
    {
        var snapshots = Captures.Play("l4-flow-limit");
        var records = CsvReader.Read(Csv(snapshots));
        Assert.Single(records, record => record[0] == "time");
        Assert.Equal(1 + (snapshots.Sum(s => s.Upcalls.Handlers.Count) + (2 * snapshots.Count)), records.Count);
        var last = records[^4..].Select(record => records[0].Zip(record).ToDictionary(p => p.First, p => p.Second)).ToArray();
        Assert.Equal(["total", "handler1", "handler2", "other"], last.Select(row => row["handler"]));
        Assert.Equal(["600", "318", "282", "0"], last.Select(row => row["upcalls_total"]));
        Assert.Equal(["", "518", "519", ""], last.Select(row => row["tid"]));
        Assert.Equal(["315", "", "", ""], last.Select(row => row["deletes_flow_idle_total"]));
        Assert.Equal(["0", "", "", ""], last.Select(row => row["deletes_purge_total"]));
        Assert.Equal(["6050", "", "", ""], last.Select(row => row["flow_limit"]));
        Assert.Equal(last[0]["without_put_total"], $"{int.Parse(last[1]["without_put_total"], CultureInfo.InvariantCulture) + int.Parse(last[2]["without_put_total"], CultureInfo.InvariantCulture)}");
    }

    [Fact]
    public void Columns_keep_their_names_and_places() => Golden.Verify("csv-columns.txt", string.Join("\n", CsvColumns.All.Select(column => column.Name)) + "\n");

    [Fact]
    public void Names_with_commas_and_quotes_are_quoted()
    {
        using var source = new HandSource();
        source.Thread(7, "a,\"b\"\u001b").Hits[(int)ProbeId.RecvUpcall] = 3;
        var snapshots = source.Run();
        source.At(1);
        source.At(2);
        Assert.Equal(["total", "a,\"b\"?", "other"], CsvReader.Read(Csv(snapshots)).Skip(1).Select(record => record[3]));
    }

    private static string Csv(IEnumerable<Snapshot> snapshots)
    {
        using var text = new StringWriter();
        var csv = new BatchCsv(text);
        foreach (var snapshot in snapshots)
        {
            csv.Write(snapshot);
        }

        return text.ToString();
    }
}

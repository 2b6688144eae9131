using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Facts;
using OvsTop.Model.Talkers;

namespace OvsTop.Analysis.Tests;

public sealed class TalkerTests : IDisposable
{
    private readonly HandSource _source = new();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Rates_are_those_of_the_window_and_rows_and_other_are_all()
    {
        var snapshots = _source.Run();
        Cause(1, 100, 0);
        _source.At(0);
        Cause(1, 30, 0);
        Cause(2, 10, 5);
        _source.At(1);
        var ports = snapshots[0].Talkers.Find(TalkerDimension.InPort)!;
        Assert.Equal(["1", "2"], ports.Rows.Select(row => row.Text));
        Assert.Equal((145UL, 130UL, 10UL, 5UL), (ports.All.Total, ports.Rows[0].Total, ports.Rows[1].Total, ports.Other.Total));
        AssertAddsUp(ports);

        Cause(2, 40, 0);
        _source.At(2);
        ports = snapshots[1].Talkers.Find(TalkerDimension.InPort)!;
        Assert.Equal(["2", "1"], ports.Rows.Select(row => row.Text));
        Assert.Equal((40.0, 0.0, 40.0), (ports.Rows[0].PerSecond, ports.Rows[1].PerSecond, ports.All.PerSecond));
        Assert.Equal(2, ports.Rows[0].History.Values.Length);
        AssertAddsUp(ports);
    }

    [Fact]
    public void A_port_has_its_name_where_it_is_known()
    {
        _source.Facts = new DaemonFacts { Ports = new(1, 1, [new BridgePort("br-int", "vm-42", 7, 2, "", ""), new BridgePort("br-int", "down", 8, null, "", "")]) };
        var snapshots = _source.Run();
        Cause(2, 5, 0);
        Cause(3, 4, 0);
        _source.At(0);
        _source.At(1);
        Assert.Equal([("2", "vm-42", "br-int"), ("3", "", "")], snapshots[0].Talkers.Lists[0].Rows.Select(row => (row.Text, row.Name, row.Bridge)));
    }

    [Fact]
    public void Thousands_of_talkers_are_listed_in_part_and_still_add_up()
    {
        var snapshots = _source.Run();
        _source.At(0);
        for (uint i = 0; i < 20_000; i++)
        {
            Cause(i, i % 97, 0);
        }

        _source.At(1);
        var ports = snapshots[0].Talkers.Lists[0];
        Assert.InRange(ports.Rows.Count, 100, 200);
        Assert.True(ports.More > 3_000);
        Assert.True(ports.Other.Total > 0);
        AssertAddsUp(ports);
    }

    [Fact]
    public void A_row_keeps_its_history_while_it_moves()
    {
        var snapshots = _source.Run();
        for (int second = 0; second < 6; second++)
        {
            Cause(1, 10, 0);
            Cause(2, (ulong)(second * 5), 0);
            _source.At(second);
        }

        var rows = snapshots[^1].Talkers.Lists[0].Rows;
        Assert.Equal("2", rows[0].Text);
        Assert.Equal([5f, 10f, 15f, 20f, 25f], rows[0].History.Values.ToArray());
        Assert.Equal([10f, 10f, 10f, 10f], rows[1].History.Values.ToArray()[^4..]);
    }

    [Fact]
    public void Another_position_of_a_recording_gives_no_rates_of_what_was_before()
    {
        var snapshots = _source.Run();
        Cause(1, 10, 0);
        _source.At(0);
        Cause(1, 1_000_000, 0);
        _source.At(500, discontinuity: true);
        Cause(1, 3, 0);
        _source.At(501);
        Assert.Equal(3.0, snapshots[^1].Talkers.Lists[0].Rows[0].PerSecond, 6);
    }

    private static void AssertAddsUp(TalkerList list)
    {
        Assert.Equal(list.All.Total, list.Rows.Aggregate(list.Rest.Total + list.Other.Total, (sum, row) => sum + row.Total));
        Assert.Equal(list.All.PerSecond, list.Rows.Sum(row => row.PerSecond) + list.Rest.PerSecond + list.Other.PerSecond, 6);
        Assert.Equal(list.All.Share, list.Rows.Sum(row => row.Share) + list.Rest.Share + list.Other.Share, 6);
    }

    private void Cause(uint port, ulong upcalls, ulong unattributed)
    {
        _source.Hit(1, ProbeId.RecvUpcall, upcalls + unattributed);
        var ports = _source.Talkers.Find(TalkerDimension.InPort)!;
        if (upcalls > 0)
        {
            ports.Add(new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, port), upcalls);
        }

        ports.Total += upcalls + unattributed;
    }
}

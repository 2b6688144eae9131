using OvsTop.Analysis.Lives;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Tests;

public sealed class FlowLivesTests
{
    private const ulong Second = 1_000_000_000;
    private readonly FlowLives _lives = new();
    private readonly ProbeBatch _batch = new();

    [Theory]
    [InlineData("l4-udp-idle")]
    [InlineData("l4-flow-limit")]
    [InlineData("l4-rule-change")]
    [InlineData("l4-storm")]
    [InlineData("double-thrash")]
    public void Lives_of_a_capture_are_those_of_its_lines(string capture)
    {
        var script = FlowScript.Of(Captures.PathOf(capture));
        var flows = Captures.Play(capture)[^1].Flows;

        Assert.Equal(((ulong)script.Puts, (ulong)script.Deletes, (ulong)script.Unexplained), (flows.Puts, flows.Deletes, flows.Unexplained));
        Assert.Equal(script.Churn.Select(c => (c.Key, (ulong)c.Value)), flows.ChurnReasons.Select(r => (r.Name, r.Total)).OrderBy(r => r.Name, StringComparer.Ordinal));
        Assert.Equal((ulong)script.Churn.Values.Sum(), flows.Churn);
        Assert.True(flows.Lives.IsComplete);
        Assert.Equal(script.Reinstalls.Count, flows.Lives.Reinstalled);
        Assert.Equal(
            script.Reinstalls.Values.OrderDescending().Take(FlowLivesSnapshot.MaxTop),
            flows.Lives.Top.Where(row => row.Reinstalls > 0).Select(row => (int)row.Reinstalls));
        Assert.All(flows.Lives.Top, row => Assert.Equal(script.Reinstalls.GetValueOrDefault(row.Id["ufid:".Length..]), (int)row.Reinstalls));
        Assert.Equal((ulong)script.AgesNs.Count, flows.Lives.Age.Count);
        Assert.Equal(script.AgesNs.DefaultIfEmpty().Min() / 1e3, flows.Lives.Age.MinUs, 1e-6);
        Assert.Equal(script.AgesNs.DefaultIfEmpty().Max() / 1e3, flows.Lives.Age.MaxUs, 1e-6);
        Assert.Equal((ulong)script.AgesNs.Count, (ulong)flows.Lives.AgeOctaves.Sum(count => (decimal)count));
    }

    [Fact]
    public void The_churn_of_a_thrashing_daemon_is_what_the_daemon_said()
    {
        // The double's own counts of the run that was recorded.
        var flows = Captures.Play("double-thrash")[^1].Flows;
        Assert.Equal(
            [("AVOID_CACHING", 1ul), ("FLOW_IDLE", 67), ("FLOW_LIMIT", 333), ("FLOW_WILDCARDED", 3), ("TOO_EXPENSIVE", 7), ("UPDATE_FAIL", 4), ("XLATION_ERROR", 3), ("unexplained", 1)],
            flows.ChurnReasons.Select(r => (r.Name, r.Total)));
        Assert.Equal((701ul, 8ul, 547ul, 3ul, 47ul), (flows.Puts, flows.Modifies, flows.Deletes, flows.Unexplained, flows.WithoutPut));
    }

    [Fact]
    public void The_flows_of_a_capture_have_keys_that_are_filters()
    {
        foreach (string capture in (string[])["l4-udp-idle", "ct1-tcp", "double-thrash"])
        {
            var rows = Captures.Play(capture)[^1].Flows.Lives.Top;
            Assert.NotEmpty(rows);
            Assert.All(rows.Where(row => row.Key.Length > 0), row => Assert.Null(Filter.Parse(row.Key).Error));
        }
    }

    [Fact]
    public void A_life_goes_from_put_over_keeps_and_modifies_to_a_delete_with_its_reason()
    {
        Put(1, 10 * Second);
        Verdict(1, 11 * Second, RevalidationResult.Keep, packets: 3);
        Verdict(1, 12 * Second, RevalidationResult.Keep, packets: 8);
        Put(1, 13 * Second, flags: 2);
        Verdict(1, 14 * Second, RevalidationResult.Delete, DeleteReason.FlowIdle, packets: 9);
        Delete(1, 15 * Second);
        Put(1, 16 * Second);

        var row = Assert.Single(Take().Top);
        Assert.Equal((1ul, 1ul, 2ul, 1ul, "FLOW_IDLE"), (row.Reinstalls, row.Deletes, row.Keeps, row.Modifies, row.LastReason));
        Assert.Equal(
            new FlowLife
            {
                Generation = 0, PutNs = 10 * Second, Keeps = (2, 11 * Second, 12 * Second), Modifies = (1, 13 * Second), DeletedNs = 15 * Second,
                Reason = "FLOW_IDLE", Packets = 9,
            },
            row.Lives[0]);
        Assert.Equal(5 * Second, row.Lives[0].AgeNs);
        Assert.Equal(new FlowLife { Generation = 1, PutNs = 16 * Second }, row.Lives[1]);
    }

    [Fact]
    public void A_delete_without_a_verdict_is_unexplained()
    {
        Put(1, Second);
        Delete(1, 2 * Second);
        Assert.Equal("unexplained", Assert.Single(Take().Top).LastReason);
    }

    [Fact]
    public void Only_the_latest_lives_are_kept()
    {
        for (ulong i = 0; i < 10; i++)
        {
            Put(1, (2 * i + 1) * Second);
            Delete(1, (2 * i + 2) * Second);
        }

        var row = Assert.Single(Take().Top);
        Assert.Equal((9ul, 10ul), (row.Reinstalls, row.Deletes));
        Assert.Equal([4ul, 5ul, 6ul, 7ul, 8ul, 9ul], row.Lives.Select(life => life.Generation));
    }

    [Fact]
    public void A_put_that_knows_of_a_lost_delete_begins_a_new_life()
    {
        Put(1, Second);
        Put(1, 10 * Second, sinceDeletedNs: Second, reason: DeleteReason.FlowLimit, generation: 7);

        var row = Assert.Single(Take().Top);
        Assert.Equal((7ul, 1ul, "FLOW_LIMIT"), (row.Reinstalls, row.Deletes, row.LastReason));
        Assert.Equal([9 * Second, 0ul], row.Lives.Select(life => life.DeletedNs));
    }

    [Fact]
    public void A_put_of_a_flow_that_is_installed_begins_nothing()
    {
        Put(1, Second);
        Put(1, 2 * Second);
        var row = Assert.Single(Take().Top);
        Assert.Equal((0ul, Second), (row.Reinstalls, Assert.Single(row.Lives).PutNs));
    }

    [Fact]
    public void The_most_often_reinstalled_come_first_then_the_latest()
    {
        Put(1, Second);
        Put(2, 2 * Second);
        Put(3, 3 * Second);
        Delete(3, 4 * Second);
        Put(3, 5 * Second);
        Put(4, 6 * Second);
        Assert.Equal([Id(3), Id(4), Id(2), Id(1)], Take().Top.Select(row => row.Id));
        Assert.Equal(1, Take().Reinstalled);
    }

    [Fact]
    public void The_shortest_and_the_longest_life_are_those_that_ended()
    {
        Put(1, Second);
        Put(2, 2 * Second);
        Put(3, 2 * Second);
        Delete(2, 3 * Second);
        Delete(1, 9 * Second);
        var lives = Take();
        Assert.Equal((Id(2), Id(1)), (lives.ShortestLived?.Id, lives.LongestLived?.Id));
        Assert.Equal(2ul, lives.Age.Count);
    }

    [Fact]
    public void The_flow_not_heard_of_for_longest_gives_way_and_is_counted()
    {
        for (uint i = 0; i < FlowLives.Capacity; i++)
        {
            Put(i, Second + i);
        }

        Put(0, 2 * Second, flags: 2);
        Put(FlowLives.Capacity, 3 * Second);
        Delete(1, 4 * Second);
        Delete(0, 5 * Second);
        var lives = Take();
        Assert.Equal((FlowLives.Capacity, 2ul), (lives.Known, lives.Evicted));
        Assert.False(lives.IsComplete);

        // Flow 1 gave way, so its put is no longer known; flow 0 was heard of in between.
        Assert.Equal(1ul, lives.Age.Count);
    }

    [Fact]
    public void Details_that_did_not_come_make_it_a_part()
    {
        Put(1, Second);
        var lives = _lives.Take(puts: 5);
        Assert.Equal((1ul, 5ul, false), (lives.PutsSeen, lives.Puts, lives.IsComplete));
    }

    [Fact]
    public void Another_daemon_begins_with_nothing()
    {
        Put(1, Second);
        Delete(1, 2 * Second);
        _batch.Records.Clear();
        _batch.Discontinuity = true;
        _lives.Add(_batch);
        var lives = Take();
        Assert.Equal((0, 0ul), (lives.Known, lives.Age.Count));
        Assert.Null(lives.LongestLived);
    }

    [Fact]
    public void No_detail_allocates_once_the_bound_is_reached()
    {
        Fill(_batch, 3);
        for (uint i = 0; i < 2 * FlowLives.Capacity; i++)
        {
            _lives.Add(Renamed(i));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (uint i = 0; i < FlowLives.Capacity; i++)
        {
            _lives.Add(Renamed(i));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Id(uint flow) => $"ufid:{new Ufid(flow, 0, 0, 7)}";

    private static void Fill(ProbeBatch batch, uint flow)
    {
        var header = new EventHeader { Flags = EventFlags.Ufid, Ufid = new Ufid(flow, 0, 0, 7), TimeNs = Second, Argument = 1, KeyLength = 132 };
        batch.Records.Append(header with { Probe = ProbeId.FlowPut }, [], new byte[132], new byte[152], []);
        batch.Records.Append(header with { Probe = ProbeId.FlowResult }, [], new byte[132], [], []);
        batch.Records.Append(header with { Probe = ProbeId.FlowDel, TimeNs = 2 * Second }, [], new byte[132], [], []);
    }

    /// <summary>The same batch about another flow.</summary>
    private ProbeBatch Renamed(uint flow)
    {
        foreach (var record in _batch.Records)
        {
            System.Runtime.CompilerServices.Unsafe.AsRef(in record.Header).Ufid = new Ufid(flow, 0, 0, 7);
        }

        return _batch;
    }

    private FlowLivesSnapshot Take() => _lives.Take(puts: 0);

    private void Put(uint flow, ulong ns, int flags = 1, ulong sinceDeletedNs = 0, DeleteReason reason = DeleteReason.None, uint generation = 0) => Add(
        flow,
        new EventHeader
        {
            Probe = ProbeId.FlowPut, TimeNs = ns, Argument = flags, Value0 = generation, Value1 = sinceDeletedNs,
            Detail = sinceDeletedNs > 0 ? (uint)reason + 1 : 0,
        });

    private void Delete(uint flow, ulong ns) => Add(flow, new EventHeader { Probe = ProbeId.FlowDel, TimeNs = ns });

    private void Verdict(uint flow, ulong ns, RevalidationResult result, DeleteReason reason = DeleteReason.None, ulong packets = 0) =>
        Add(flow, new EventHeader { Probe = ProbeId.FlowResult, TimeNs = ns, Argument = (int)result, Detail = (uint)reason, Value0 = packets });

    private void Add(uint flow, EventHeader header)
    {
        header.Flags = EventFlags.Ufid;
        header.Ufid = new Ufid(flow, 0, 0, 7);
        _batch.Records.Clear();
        _batch.Records.Append(header, [], [], [], []);
        _lives.Add(_batch);
    }
}

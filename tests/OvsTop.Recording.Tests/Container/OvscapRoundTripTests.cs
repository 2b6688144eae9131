using System.Reactive.Concurrency;
using System.Runtime.InteropServices;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

public sealed class OvscapRoundTripTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("ct2-one")]
    [InlineData("ct1-tcp")]
    [InlineData("l4-rule-change")]
    [InlineData("l4-flow-limit")]
    [InlineData("l4-udp-idle")]
    [InlineData("l4-storm")]
    public void A_capture_comes_back_event_for_event_and_count_for_count(string name)
    {
        var original = Recorded.Convert(Captures.PathOf(name), _path);
        using var source = Open(_path);
        var log = new BatchLog(source);

        Assert.True(log.Completed);
        Assert.Equal(original.Records, log.Records);
        Assert.Equal(original.Losses, log.Losses);
        Assert.True(MemoryMarshal.AsBytes(original.Tallies.Slots).SequenceEqual(MemoryMarshal.AsBytes(log.Tallies.Slots)));
        Assert.Equal(original.Names, log.Names);
        Assert.Empty(source.Info.Notices);
        Assert.Equal(original.Times[^1], log.Times[^1]);
        Assert.Equal(original.Times.Where(log.Times.Contains), log.Times.Distinct());
        Assert.Equal(0, log.Discontinuities);
    }

    [Fact]
    public void An_event_of_a_probe_of_a_newer_ovstop_stands_for_none_of_this_one()
    {
        var batch = new ProbeBatch { TimeNs = 2 };
        batch.Records.Append(new EventHeader { Probe = (ProbeId)(ProbeTable.Slots + (int)ProbeId.FlowPut), TimeNs = 1 }, [], [], [], []);
        using (var writer = RecordingWriter.Create(_path, new RecordingSession { Source = "x" }))
        {
            Assert.True(writer.Write(batch));
        }

        using var reader = new OvscapReader(File.OpenRead(_path));
        Assert.True(reader.Read(batch));
        Assert.Equal((1, 0U), (batch.Records.Count, reader.ProbesSeen));
    }

    [Fact]
    public void It_is_much_smaller_than_the_json_lines()
    {
        Recorded.Convert(Captures.PathOf("l4-storm"), _path);
        long lines = Captures.Lines("l4-storm").Length, container = new FileInfo(_path).Length;

        Assert.True(lines > container * 10, $"{lines} bytes of JSON lines became {container}");
    }

    [Fact]
    public void A_session_explains_itself()
    {
        var session = new RecordingSession
        {
            Source = "system@ovs-system · pid 485",
            OvsVersion = "4.0.90",
            KernelRelease = "6.12.0",
            ChurnSeconds = 7,
            Layout = "L2",
            Filter = "udp",
            Epoch = new DateTimeOffset(2026, 7, 23, 1, 2, 3, TimeSpan.Zero),
            Probes = [ProbeId.RecvUpcall, ProbeId.DpUpcall],
            Primary = PrimaryProbes.Kernel with { Executes = [ProbeId.FlowExecute] },
            Ports = new Dictionary<uint, string> { [2] = "vm-42" },
        };
        Recorded.Convert(Captures.PathOf("ct2-one"), _path, new RecordingOptions { Payload = PayloadLevel.None }, session);
        using var reader = new OvscapReader(File.OpenRead(_path));
        Assert.True(reader.Read(new ProbeBatch()));
        using var source = Open(_path);

        var read = reader.Session!;
        Assert.Equal((session.Source, session.OvsVersion, session.KernelRelease, session.ChurnSeconds), (read.Source, read.OvsVersion, read.KernelRelease, read.ChurnSeconds));
        Assert.Equal((session.Layout, session.Filter, session.Epoch), (read.Layout, read.Filter, read.Epoch));
        Assert.Equal((PayloadLevel.None, "vm-42"), (read.Payload, read.Ports[2]));
        Assert.Equal(session.Probes, read.Probes);
        Assert.Equal($"{Path.GetFileName(_path)} · {session.Source}", source.Info.Title);
        Assert.Equal(session.Epoch, source.Info.Epoch);
        Assert.Equal(session.Probes, source.Info.Attached);
        foreach (var (mine, its) in new[] { (session.Primary, read.Primary!), (session.Primary, source.Info.Primary) })
        {
            Assert.Equal((mine.Upcalls, mine.Puts), (its.Upcalls, its.Puts), ByElements);
            Assert.Equal((mine.Executes, mine.Deletes), (its.Executes, its.Deletes), ByElements);
        }

        static bool ByElements((IReadOnlyList<ProbeId>, IReadOnlyList<ProbeId>) a, (IReadOnlyList<ProbeId>, IReadOnlyList<ProbeId>) b) =>
            a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2);
    }

    [Theory]
    [InlineData(PayloadLevel.None, 0)]
    [InlineData(PayloadLevel.Head, RecordingOptions.HeadBytes)]
    public void Packets_are_cut_as_wished_and_nothing_else_is(PayloadLevel level, int longest)
    {
        var original = Recorded.Convert(Captures.PathOf("ct1-tcp"), _path, new RecordingOptions { Payload = level });
        using var source = Open(_path);
        var log = new BatchLog(source);

        Assert.Equal(original.Records.Count, log.Records.Count);
        foreach (var (before, after) in original.Records.Zip(log.Records))
        {
            var expected = MemoryMarshal.Read<EventHeader>(before);
            int kept = Math.Min(expected.PacketCaptured, longest), cut = expected.PacketCaptured - kept;
            byte[] wanted = [.. before.AsSpan(0, EventHeader.Size + kept), .. before.AsSpan(EventHeader.Size + kept + cut)];
            expected.PacketCaptured = (ushort)kept;
            MemoryMarshal.Write(wanted, expected);
            Assert.Equal(wanted, after);
        }
    }

    [Fact]
    public void A_step_back_in_a_container_works_as_in_a_capture()
    {
        Recorded.Convert(Captures.PathOf("ct1-tcp"), _path);
        var time = new HistoricalScheduler();
        using var source = ReplaySource.Open(_path, null, time);
        var log = new BatchLog(source);
        time.AdvanceBy(TimeSpan.FromSeconds(3));
        source.StepBy(TimeSpan.FromSeconds(-1));
        time.AdvanceBy(TimeSpan.FromSeconds(1));

        Assert.Equal(1, log.Discontinuities);
        Assert.InRange(source.State.Position.TotalSeconds, 2, 2);
        Assert.InRange((log.Times[^1] - log.Times[0]) / 1e9, 1.6, 2);
    }

    private static ReplaySource Open(string path) =>
        ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
}

using System.Reactive.Concurrency;
using System.Text.Json;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Analysis.Tests;

/// <summary>After going to a place, its snapshot is the one that playing from the beginning to there has given.</summary>
public sealed class SeekSnapshotTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Everything = new() { Converters = { new SeriesConverter() } };

    private readonly string _container = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");
    private readonly HistoricalScheduler _time = new();
    private readonly RecordBuffer _one = new();

    public void Dispose() => File.Delete(_container);

    [Theory]
    [InlineData("l4-flow-limit", false)]
    [InlineData("l4-flow-limit", true)]
    [InlineData("l4-udp-idle", false)]
    public void In_a_capture_back_and_forth(string capture, bool container)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "captures", capture + ".jsonl.gz");
        if (container)
        {
            Convert(path);
            path = _container;
        }

        var played = Play(path);
        var replay = new Watched(Open(path, paused: true), _time);
        foreach (int second in (int[])[3, 7, 2, 8, 5, 1, 6])
        {
            Assert.Equal(played[second], replay.GoTo(second));
        }
    }

    [Fact]
    public void In_a_long_recording_by_its_index()
    {
        Storm(minutes: 10);
        var played = Play(_container);
        var replay = new Watched(Open(_container, paused: true), _time);
        foreach (int second in (int[])[400, 160, 599, 130, 30, 401, 250])
        {
            Assert.Equal(played[second], replay.GoTo(second));
            Assert.Equal(second >= 250, replay.Source.State.Since is not null);
        }
    }

    [Fact]
    public void Played_on_from_there_it_stays_the_same()
    {
        Storm(minutes: 10);
        var played = Play(_container);
        var replay = new Watched(Open(_container, paused: true), _time);
        replay.GoTo(399);
        replay.Source.Play();
        _time.AdvanceBy(TimeSpan.FromSeconds(100));
        Assert.Equal(played[499], replay.Latest);
    }

    [Fact]
    public void Before_the_first_tick_what_there_is_of_the_interval_is_shown_and_then_replaced()
    {
        Storm(minutes: 1);
        var played = Play(_container);
        var replay = new Watched(Open(_container, paused: true), _time);
        replay.GoTo(10);
        replay.Source.Seek(TimeSpan.FromMilliseconds(400));
        _time.AdvanceBy(TimeSpan.FromTicks(1));
        Assert.Equal(0.4, replay.LatestSnapshot!.IntervalSeconds, 6);
        replay.Source.Play();
        _time.AdvanceBy(TimeSpan.FromSeconds(3));
        Assert.Equal(played[3], replay.Latest);
    }

    [Fact]
    public void At_the_end_the_last_part_of_an_interval_is_shown_and_one_can_go_back()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "captures", "l4-flow-limit.jsonl.gz");
        var played = Play(path);
        var replay = new Watched(Open(path, paused: false, hold: true), _time);
        _time.AdvanceBy(TimeSpan.FromMinutes(5));
        Assert.True(replay.Source.State.AtEnd);
        Assert.Equal(Captures.Play("l4-flow-limit")[^1].TimeNs, replay.LatestSnapshot!.TimeNs);
        Assert.Equal(Text(Captures.Play("l4-flow-limit")[^1] with { Number = 0, Source = replay.LatestSnapshot.Source }), replay.Latest);
        Assert.Equal(played[4], replay.GoTo(4));
        Assert.False(replay.Source.State.AtEnd);
    }

    // Lives are of the details since a jump, and say of how many puts.
    private static string Text(Snapshot snapshot) => JsonSerializer.Serialize(snapshot with { Number = 0, Traces = null!, Diagnosis = DiagnosisSnapshot.Nothing, Flows = snapshot.Flows with { Lives = FlowLivesSnapshot.Empty }, Source = snapshot.Source with { Ended = false, Attached = null, ProbesAttached = 0 } }, Everything);

    private static ReplaySource Open(string path, bool paused, HistoricalScheduler time, bool hold = false) =>
        ReplaySource.Open(path, new ReplayOptions { StartPaused = paused, HoldAtEnd = hold }, time);

    private ReplaySource Open(string path, bool paused, bool hold = false) => Open(path, paused, _time, hold);

    /// <summary>The snapshots of a recording played through, by second.</summary>
    private static Dictionary<int, string> Play(string path)
    {
        var snapshots = new Dictionary<int, string>();
        using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        using var subscription = Pipeline.Snapshots(source, Interval).Subscribe(s => snapshots.TryAdd((int)Math.Round(s.ElapsedSeconds, 3), Text(s)));
        return snapshots;
    }

    private void Convert(string from)
    {
        using var source = ReplaySource.Open(from, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        using var writer = RecordingWriter.Create(_container, new RecordingSession { Source = "x" }, new RecordingOptions { Sync = SyncPolicy.Never, Payload = PayloadLevel.Full });
        using var subscription = source.Batches.Subscribe(batch => writer.Write(batch));
    }

    /// <summary>A recording with a batch every 100 ms, upcalls and main loops that change from second to second.</summary>
    private void Storm(int minutes)
    {
        using var writer = RecordingWriter.Create(_container, new RecordingSession { Source = "x" }, new RecordingOptions { Sync = SyncPolicy.Never });
        var tallier = new Tallier();
        var talkers = new TalkerCounter();
        talkers.Table.Dimensions = TalkerDimensions.Recorded;
        var batch = new ProbeBatch { Tallies = tallier.Table, Talkers = talkers.Table };
        for (ulong i = 1, id = 0; i <= (ulong)minutes * 600; i++)
        {
            batch.TimeNs = 7_000_000_000 + i * 100_000_000;
            batch.Records.Clear();
            ulong count = 1 + i / 10 * 7919 % 13;
            for (ulong n = 0; n < count; n++)
            {
                Event(ProbeId.RecvUpcall, 11, batch.TimeNs - 100_000_000 + n * 1000, ++id);
                Event(ProbeId.FlowPut, 11, batch.TimeNs - 100_000_000 + n * 1000 + 200 + i % 977, id);
            }

            Event(ProbeId.RunStart, 10, batch.TimeNs - 50_000_000, 0);
            Event(ProbeId.PollBlock, 10, batch.TimeNs - 50_000_000 + i * 17 % 100_000, 0);
            Assert.True(writer.Write(batch));
        }

        void Event(ProbeId probe, uint tid, ulong timeNs, ulong key)
        {
            batch.Records.Append(new EventHeader { Probe = probe, Tid = tid, TimeNs = timeNs }, [], BitConverter.GetBytes(key), [], []);
            _one.Clear();
            _one.Append(new EventHeader { Probe = probe, Tid = tid, TimeNs = timeNs }, [], BitConverter.GetBytes(key), [], []);
            foreach (var record in _one)
            {
                tallier.Add(record);
                talkers.Add(record);
            }
        }
    }

    private sealed class Watched
    {
        private readonly HistoricalScheduler _time;

        public Watched(ReplaySource source, HistoricalScheduler time)
        {
            (Source, _time) = (source, time);
            source.PreRoll = Pipeline.Memory(Interval);
            Pipeline.Snapshots(source, Interval).Subscribe(snapshot => LatestSnapshot = snapshot);
        }

        public ReplaySource Source { get; }

        public Snapshot? LatestSnapshot { get; private set; }

        public string Latest => Text(LatestSnapshot!);

        public string GoTo(int second)
        {
            Source.Seek(TimeSpan.FromSeconds(second));
            _time.AdvanceBy(TimeSpan.FromTicks(1));
            Assert.False(Source.State.Seeking);
            return Latest;
        }
    }

    private sealed class SeriesConverter : System.Text.Json.Serialization.JsonConverter<Series>
    {
        public override Series Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Series value, JsonSerializerOptions options) => writer.WriteStringValue(string.Join(' ', value.Values.ToArray()));
    }
}

using NSubstitute;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests.Session;

/// <summary>A live screen that looks at what was. The snapshots are a second apart, at 14:02:54, 14:02:55 and so on.</summary>
public sealed class FlightTests
{
    private readonly IHost _host = Substitute.For<IHost>();
    private readonly Queue<Func<HostEvent>> _events = new();
    private readonly List<string> _frames = [];
    private IObserver<Snapshot>? _observer;
    private IPlayback? _player;

    public FlightTests()
    {
        _host.Size.Returns((80, 24));
        _host.Wait(Arg.Any<int>()).Returns(_ => _events.Dequeue()());
        _host.When(h => h.Present(Arg.Any<Frame>())).Do(call => _frames.Add(FrameText.Of(call.Arg<Frame>())));
    }

    [Fact]
    public void Steps_back_show_what_was_and_say_how_long_ago_and_how_to_return()
    {
        Ticks(0, 4);
        Press("TT");
        Run();
        Assert.Contains("◀ 0:02 ago every 1 s   14:02:56", _frames[^1], StringComparison.Ordinal);
        Assert.Contains("◀ 0:02 ago  14:02:56  of 0:04 kept  ", Last(_frames[^1], 2), StringComparison.Ordinal);
        Assert.Contains("t T step  Space Esc now", Last(_frames[^1], 2), StringComparison.Ordinal);
    }

    [Fact]
    public void New_numbers_never_bring_one_back()
    {
        Ticks(0, 4);
        Press("T");
        Ticks(5, 9);
        Run();
        Assert.All(_frames.TakeLast(5), frame => Assert.Contains("14:02:57", frame, StringComparison.Ordinal));
        Assert.Contains("◀ 0:06 ago", _frames[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\e")]
    [InlineData(":goto end\n")]
    [InlineData(":goto now\n")]
    public void Some_keys_lead_back_to_now(string keys)
    {
        Ticks(0, 4);
        Press("TT");
        Ticks(5, 6);
        Press(keys);
        Run();
        Assert.Contains("● live every 1 s   14:03:00", _frames[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("kept", _frames[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TTTt", "14:02:57")]
    [InlineData("TTTTTTT", "14:02:54")]
    [InlineData(":goto -3s\n", "14:02:56")]
    [InlineData(":goto -3s\n:goto +1s\n", "14:02:57")]
    [InlineData(":goto 14:02:55\n", "14:02:55")]
    [InlineData(":goto start\n", "14:02:54")]
    [InlineData(":goto 50%\n", "14:02:56")]
    [InlineData(":goto peak\n", "14:02:56")]
    [InlineData(":goto -1h\n", "14:02:54")]
    public void One_goes_to_a_snapshot_that_is_kept(string keys, string time)
    {
        Ticks(0, 5, busiest: 2);
        Press(keys);
        Run();
        Assert.Contains($"ago every 1 s   {time}", _frames[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":goto 13:00\n", "'13:00:00' is outside what is kept: 0:00 to 0:05, 14:02:54 to 14:02:59")]
    [InlineData(":goto soon\n", "'soon' is no place; give -3m")]
    [InlineData("T:goto start\nT", "this is the oldest that is kept")]
    [InlineData("t", "this is the newest")]
    [InlineData("n", "no spike after here")]
    public void Where_nothing_is_kept_a_line_says_so(string keys, string line)
    {
        Ticks(0, 5);
        Press(keys);
        Run();
        Assert.Contains(line, _frames[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<<>", "◀ 0:10 ago")]
    [InlineData("<<>>>", "‖ paused")]
    public void Arrows_jump_ten_seconds_and_stay_where_they_end(string arrows, string says)
    {
        Ticks(0, 30);
        Press([.. arrows.Select(c => new Key(c == '<' ? KeyCode.Left : KeyCode.Right))]);
        Run();
        Assert.Contains(says, _frames[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Spikes_are_found_by_the_same_keys_and_words_as_in_recordings()
    {
        Ticks(0, 40, busiest: 20);
        Press("N");
        Run();
        Assert.Contains("spike at 14:03:14: 99,000 upcalls/s, before 12,400", _frames[^1], StringComparison.Ordinal);
        Assert.Contains("14:03:14", _frames[^1].Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_cannot_be_wound_is_gone_back_in_what_is_kept_of_it()
    {
        _player = Substitute.For<IPlayback>();
        _player.State.Returns(new PlaybackState { Position = TimeSpan.FromSeconds(4), CanSeek = false, Speed = double.PositiveInfinity });
        Ticks(0, 4);
        Press("T:goto -1s\n");
        Run();
        Assert.Contains("◀ 0:02 ago", _frames[^1], StringComparison.Ordinal);
    }

    private static string Last(string frame, int row) => frame.TrimEnd('\n').Split('\n')[^row];

    private void Run()
    {
        _events.Enqueue(() => new HostEvent(HostEventKind.Terminate, Signal: 15));
        new ScreenApp(_host, new ScreenOptions { Theme = Shot.Dark, Player = _player }).Run(new Feed(observer => _observer = observer));
    }

    private void Ticks(int first, int last, int? busiest = null)
    {
        for (int tick = first; tick <= last; tick++)
        {
            var storm = Samples.StormLater(tick);
            double rate = tick == busiest ? 99_000 : 12_400;
            var snapshot = storm with { Upcalls = storm.Upcalls with { Total = storm.Upcalls.Total with { UpcallsPerSecond = rate, Upcalls = 910_000 + (ulong)tick * 12_400 } } };
            _events.Enqueue(() =>
            {
                _observer!.OnNext(snapshot);
                return new HostEvent(HostEventKind.Wake);
            });
        }
    }

    private void Press(string keys) => Press([.. keys.Select(c => c switch { '\n' => new Key(KeyCode.Enter), '\e' => new Key(KeyCode.Escape), _ => Key.Of(c) })]);

    private void Press(params Key[] keys)
    {
        foreach (var key in keys)
        {
            _events.Enqueue(() => new HostEvent(HostEventKind.Key, key));
        }
    }

    private sealed class Feed(Action<IObserver<Snapshot>> subscribed) : IObservable<Snapshot>, IDisposable
    {
        public IDisposable Subscribe(IObserver<Snapshot> observer)
        {
            subscribed(observer);
            return this;
        }

        public void Dispose()
        {
        }
    }
}

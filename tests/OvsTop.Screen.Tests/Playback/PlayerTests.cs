using NSubstitute;
using OvsTop.Model.Sources;
using OvsTop.Screen.Input;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Playback;

/// <summary>What keys do to a recording of 72 s that stands at 20 s.</summary>
public sealed class PlayerTests
{
    private static readonly UiState State = new();

    private readonly IPlayback _player = Substitute.For<IPlayback>();

    public PlayerTests() => At(new PlaybackState { Position = TimeSpan.FromSeconds(20), Length = TimeSpan.FromSeconds(72) });

    [Fact]
    public void Space_pauses_and_plays()
    {
        Press(Key.Of(' '));
        _player.Received(1).Pause();
        At(_player.State with { Paused = true });
        Press(Key.Of(' '));
        _player.Received(1).Play();
    }

    [Fact]
    public void Space_at_the_end_plays_from_the_beginning()
    {
        At(_player.State with { AtEnd = true, Paused = true });
        Press(Key.Of(' '));
        _player.Received(1).Seek(TimeSpan.FromSeconds(1));
        _player.Received(1).Play();
    }

    [Fact]
    public void Steps_are_intervals_and_never_before_the_first()
    {
        Press(Key.Of('t'));
        _player.Received(1).StepBy(TimeSpan.FromSeconds(1));
        Press(Key.Of('T'));
        _player.Received(1).StepBy(TimeSpan.FromSeconds(-1));
        At(_player.State with { Position = TimeSpan.FromSeconds(1.5) });
        Press(Key.Of('T'));
        _player.Received(1).StepBy(TimeSpan.FromSeconds(-0.5));
    }

    [Theory]
    [InlineData(KeyCode.Left, 20, 10)]
    [InlineData(KeyCode.Right, 20, 30)]
    [InlineData(KeyCode.Left, 5, 1)]
    [InlineData(KeyCode.Right, 70, 72)]
    public void Arrows_jump_ten_seconds_within_the_recording(KeyCode key, double from, double to)
    {
        At(_player.State with { Position = TimeSpan.FromSeconds(from) });
        Press(new Key(key));
        _player.Received(1).Seek(TimeSpan.FromSeconds(to));
    }

    [Fact]
    public void Brackets_change_the_speed_and_backspace_resets_it()
    {
        Press(Key.Of(']'));
        _player.Received(1).Speed = 2;
        Press(Key.Of('['));
        _player.Received(1).Speed = 0.5;
        At(_player.State with { Speed = 50 });
        Press(new Key(KeyCode.Backspace));
        _player.Received(1).Speed = 1;
    }

    [Fact]
    public void Capital_l_loops_and_no_more()
    {
        Press(Key.Of('L'));
        _player.Received(1).Loops = true;
        At(_player.State with { Loop = true });
        Press(Key.Of('L'));
        _player.Received(1).Loops = false;
    }

    [Fact]
    public void A_stream_as_it_comes_refuses_with_a_reason()
    {
        At(new PlaybackState { Position = default, CanSeek = false, Speed = double.PositiveInfinity });
        foreach (var key in (Key[])[Key.Of('t'), Key.Of('T'), new(KeyCode.Left), new(KeyCode.Right), Key.Of('L')])
        {
            Assert.Equal("a stream is read once and cannot be wound: write it to a file, then replay that", Press(key));
        }

        Assert.StartsWith("a stream is shown as it comes", Press(Key.Of(']')), StringComparison.Ordinal);
        Assert.DoesNotContain(_player.ReceivedCalls(), call => call.GetMethodInfo().Name != "get_State");
    }

    [Fact]
    public void Back_from_a_spike_that_is_just_over_goes_to_the_one_before()
    {
        var at = _player.State with { Speed = 10 };
        Assert.Equal(TimeSpan.FromSeconds(20), Player.SpikeFrom(at, forth: true));
        Assert.Equal(TimeSpan.FromSeconds(5), Player.SpikeFrom(at, forth: false));
        Assert.Equal(TimeSpan.FromSeconds(20), Player.SpikeFrom(at with { Paused = true }, forth: false));
    }

    [Fact]
    public void A_spike_is_gone_to_and_told()
    {
        Assert.Equal("spike at 0:34: 2,000 upcalls/s, before 12", Player.ShowSpike(_player, State, new Spike(TimeSpan.FromSeconds(34), 2000, 12), true));
        _player.Received(1).Seek(TimeSpan.FromSeconds(34));
        Assert.StartsWith("no spike after here: ", Player.ShowSpike(_player, State, null, true), StringComparison.Ordinal);
        Assert.StartsWith("no spike before here: ", Player.ShowSpike(_player, State, null, false), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_time_are_the_same_live_and_those_of_speed_are_only_there_for_recordings()
    {
        foreach (var line in KeyTable.Recording.Lines.Where(line => Player.Knows(line.Action.Command.Kind)))
        {
            bool everywhere = line.Action.Command.Kind is CommandKind.Pause or CommandKind.StepTime or CommandKind.Jump or CommandKind.Spike;
            Assert.All(line.Keys, key => Assert.Equal(everywhere ? line.Action.Command : default, KeyTable.Default.Find(key)));
            Assert.All(line.Keys, key => Assert.Equal(line.Action.Command, KeyTable.Recording.Find(key)));
        }
    }

    private void At(PlaybackState state) => _player.State.Returns(state);

    private string? Press(Key key) => Player.Execute(_player, State, KeyTable.Recording.Find(key));
}

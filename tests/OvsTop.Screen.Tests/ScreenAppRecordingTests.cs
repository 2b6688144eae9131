using NSubstitute;
using OvsTop.Model.Sources;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Recordings;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests;

/// <summary>Recordings that the screen makes, and recordings that it plays.</summary>
public sealed class ScreenAppRecordingTests : ScreenAppHarness
{
    [Fact]
    public void A_recording_is_started_and_ended_by_one_key_and_marked_with_its_size()
    {
        var state = default(RecordingState);
        _recorder.State.Returns(_ => state);
        _recorder.Start(Arg.Any<string>()).Returns(call =>
        {
            state = new RecordingState(call.Arg<string>(), 12 << 20, 1204, null);
            return null;
        });
        _recorder.When(recorder => recorder.Finish()).Do(_ => state = state! with { Ended = "recorded: it is whole" });
        Snapshots(Samples.Storm());
        Press(Key.Of('R'), Key.Of('R'), Key.Of('1'), Key.Of('q'));
        Run();

        _recorder.Received(1).Start(Path.Combine(_folder, "ovstop-record-20261121-140254.ovscap"));
        Assert.DoesNotContain("REC", _frames[1], StringComparison.Ordinal);
        Assert.Contains("● REC 12.0 MB  1,204 dropped", _frames[2], StringComparison.Ordinal);
        Assert.DoesNotContain("REC 12.0", _frames[3], StringComparison.Ordinal);
        Assert.Contains("recorded: it is whole", _frames[3], StringComparison.Ordinal);
        Assert.DoesNotContain("it is whole", _frames[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_is_started_with_a_name_that_is_typed_and_another_only_when_it_has_ended()
    {
        var state = default(RecordingState);
        _recorder.State.Returns(_ => state);
        _recorder.Start(Arg.Any<string>()).Returns(call =>
        {
            state = new RecordingState(call.Arg<string>(), 1, 0, null);
            return null;
        });
        Snapshots(Samples.Storm());
        Press([.. ":rec a.cap".Select(Key.Of), new Key(KeyCode.Enter), .. ":rec b.cap".Select(Key.Of), new Key(KeyCode.Enter), Key.Of('q')]);
        Run();

        _recorder.Received(1).Start("a.cap");
        _recorder.DidNotReceive().Start("b.cap");
        _recorder.DidNotReceive().Finish();
        Assert.Contains("a.cap is being recorded; R ends that", _frames[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_that_cannot_be_is_a_line_and_the_screen_goes_on()
    {
        _recorder.State.Returns(default(RecordingState));
        _recorder.Start(Arg.Any<string>()).Returns("cannot record to x: permission denied");
        Snapshots(Samples.Storm());
        Press(Key.Of('R'), Key.Of('2'), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Contains("cannot record to x: permission denied", _frames[2], StringComparison.Ordinal);
        Assert.DoesNotContain("cannot record", _frames[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_is_controlled_not_the_display_and_what_is_on_the_way_is_not_shown()
    {
        _player = Substitute.For<IPlayback>();
        _player.State.Returns(new PlaybackState { Position = TimeSpan.FromSeconds(20), Length = TimeSpan.FromSeconds(72) });
        Snapshots(Samples.Storm());
        Press(Key.Of(' '), Key.Of(':'), new(KeyCode.Paste, Text: "goto 1:00"), new(KeyCode.Enter));
        Happen(() =>
        {
            _player.State.Returns(_player.State with { Seeking = true });
            _feed.Observer!.OnNext(Samples.Quiet());
            return new HostEvent(HostEventKind.Wake);
        });
        Happen(() =>
        {
            _player.State.Returns(_player.State with { Seeking = false });
            return new HostEvent(HostEventKind.Timeout);
        });
        Press(Key.Of('q'));
        Assert.Equal(0, Run());
        _player.Received(1).Pause();
        _player.Received(1).Seek(TimeSpan.FromMinutes(1));
        Assert.Contains(":goto 1:00", _frames[4], StringComparison.Ordinal);
        Assert.Contains("OVS 4.0.90", _frames[6], StringComparison.Ordinal);
        Assert.Contains("seeking", _frames[6], StringComparison.Ordinal);
        Assert.Contains("incident.ovscap", _frames[7], StringComparison.Ordinal);
    }

    [Fact]
    public void A_spike_is_looked_for_beside_and_gone_to_when_found()
    {
        var found = new TaskCompletionSource<Spike?>();
        _player = Substitute.For<IPlayback>();
        _player.State.Returns(new PlaybackState { Position = TimeSpan.FromSeconds(20), Length = TimeSpan.FromSeconds(72) });
        _player.FindSpike(TimeSpan.FromSeconds(20), true).Returns(found.Task);
        Snapshots(Samples.Storm());
        Press(Key.Of('n'));
        Happen(() =>
        {
            found.SetResult(new Spike(TimeSpan.FromSeconds(34), 2000, 12));
            return new HostEvent(HostEventKind.Wake);
        });
        Press(Key.Of('q'));
        Run();
        Assert.Contains("looking for a spike", _frames[2], StringComparison.Ordinal);
        Assert.Contains("spike at 0:34", _frames[3], StringComparison.Ordinal);
        _player.Received(1).Seek(TimeSpan.FromSeconds(34));
    }

    [Fact]
    public void Space_over_a_stream_as_it_comes_pauses_the_display_and_holds_nobody_up()
    {
        _player = Substitute.For<IPlayback>();
        _player.State.Returns(new PlaybackState { Position = default, CanSeek = false, Speed = double.PositiveInfinity });
        Snapshots(Samples.Storm());
        Press(Key.Of(' '));
        Snapshots(Samples.Quiet());
        Press(Key.Of('q'));
        Run();
        _player.DidNotReceive().Pause();
        Assert.Contains("OVS 4.0.90", _frames[3], StringComparison.Ordinal);
    }
}

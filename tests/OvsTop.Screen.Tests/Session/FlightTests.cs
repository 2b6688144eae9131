using NSubstitute;
using OvsTop.Model.Sources;
using OvsTop.Screen.Input;

namespace OvsTop.Screen.Tests.Session;

/// <summary>A live screen that looks at what was. The snapshots are a second apart, at 14:02:54, 14:02:55 and so on.</summary>
public sealed class FlightTests
{
    private readonly LiveScreen _screen = new();

    [Fact]
    public void Steps_back_show_what_was_and_say_how_long_ago_and_how_to_return()
    {
        _screen.Ticks(0, 4);
        _screen.Press("TT");
        _screen.Run();
        Assert.Contains("◀ 0:02 ago every 1 s   14:02:56", _screen.Last, StringComparison.Ordinal);
        Assert.Contains("◀ 0:02 ago  14:02:56  of 0:04 kept  ", _screen.Rows[^2], StringComparison.Ordinal);
        Assert.Contains("t T step  Space Esc now", _screen.Rows[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void New_numbers_never_bring_one_back()
    {
        _screen.Ticks(0, 4);
        _screen.Press("T");
        _screen.Ticks(5, 9);
        _screen.Run();
        Assert.All(_screen.Frames.TakeLast(5), frame => Assert.Contains("14:02:57", frame, StringComparison.Ordinal));
        Assert.Contains("◀ 0:06 ago", _screen.Last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\e")]
    [InlineData(":goto end\n")]
    [InlineData(":goto now\n")]
    public void Some_keys_lead_back_to_now(string keys)
    {
        _screen.Ticks(0, 4);
        _screen.Press("TT");
        _screen.Ticks(5, 6);
        _screen.Press(keys);
        _screen.Run();
        Assert.Contains("● live every 1 s   14:03:00", _screen.Last, StringComparison.Ordinal);
        Assert.DoesNotContain("kept", _screen.Last, StringComparison.Ordinal);
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
        _screen.Ticks(0, 5, busiest: 2);
        _screen.Press(keys);
        _screen.Run();
        Assert.Contains($"ago every 1 s   {time}", _screen.Last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":goto 13:00\n", "'13:00:00' is outside what is kept: 0:00 to 0:05, 14:02:54 to 14:02:59")]
    [InlineData(":goto soon\n", "'soon' is no place; give -3m")]
    [InlineData("T:goto start\nT", "this is the oldest that is kept")]
    [InlineData("t", "this is the newest")]
    [InlineData("n", "no spike after here")]
    public void Where_nothing_is_kept_a_line_says_so(string keys, string line)
    {
        _screen.Ticks(0, 5);
        _screen.Press(keys);
        _screen.Run();
        Assert.Contains(line, _screen.Last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<<>", "◀ 0:10 ago")]
    [InlineData("<<>>>", "‖ paused")]
    public void Arrows_jump_ten_seconds_and_stay_where_they_end(string arrows, string says)
    {
        _screen.Ticks(0, 30);
        _screen.Press([.. arrows.Select(c => new Key(c == '<' ? KeyCode.Left : KeyCode.Right))]);
        _screen.Run();
        Assert.Contains(says, _screen.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void Spikes_are_found_by_the_same_keys_and_words_as_in_recordings()
    {
        _screen.Ticks(0, 40, busiest: 20);
        _screen.Press("N");
        _screen.Run();
        Assert.Contains("spike at 14:03:14: 99,000 upcalls/s, before 12,400", _screen.Last, StringComparison.Ordinal);
        Assert.Contains("14:03:14", _screen.Rows[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_cannot_be_wound_is_gone_back_in_what_is_kept_of_it()
    {
        var player = Substitute.For<IPlayback>();
        player.State.Returns(new PlaybackState { Position = TimeSpan.FromSeconds(4), CanSeek = false, Speed = double.PositiveInfinity });
        var screen = new LiveScreen { Player = player };
        screen.Ticks(0, 4).Press("T:goto -1s\n").Run();
        Assert.Contains("◀ 0:02 ago", screen.Last, StringComparison.Ordinal);
    }
}

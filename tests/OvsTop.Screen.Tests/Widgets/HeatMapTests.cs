using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Tests.Widgets;

public sealed class HeatMapTests
{
    [Fact]
    public void Newest_is_at_the_right_longest_at_the_top_and_more_is_darker()
    {
        string[] lines = Draw(17, 5, [Tick((10, 1)), Tick((13, 1)), Tick((10, 1000), (11, 900), (13, 10))]);
        Assert.StartsWith("heat  time", lines[0], StringComparison.Ordinal);
        Assert.Equal(
        [
            "8µs" + new string(' ', 12) + "░▒",
            "4µs",
            "2µs" + new string(' ', 13) + "█",
            "1µs" + new string(' ', 11) + "░ █",
        ], lines[1..5]);
    }

    [Fact]
    public void Octaves_share_a_row_when_there_are_more_than_rows()
    {
        string[] lines = Draw(17, 5, [Tick((10, 100), (12, 60)), Tick((20, 1))]);
        Assert.Equal(["524µs" + new string(' ', 11) + "░", "66µs", "8µs", "1µs" + new string(' ', 12) + "█"], lines[1..5]);
    }

    [Fact]
    public void Without_room_or_samples_nothing_is_drawn()
    {
        Assert.All(Draw(17, 4, [Tick((10, 1))]), line => Assert.Equal("", line));
        Assert.All(Draw(17, 8, [Tick()]), line => Assert.Equal("", line));
        Assert.All(Draw(5, 8, [Tick((10, 1))]), line => Assert.Equal("", line));
    }

    private static string[] Draw(int width, int height, IReadOnlyList<IReadOnlyList<ulong>> ticks)
    {
        var frame = new Frame(width, height);
        HeatMap.Draw(frame, new Rect(0, 0, width, height), ticks, ThemeStore.Load("dark"));
        return [.. FrameText.Of(frame).TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }

    private static ulong[] Tick(params (int Octave, ulong Count)[] counts)
    {
        ulong[] octaves = new ulong[40];
        foreach (var (octave, count) in counts)
        {
            octaves[octave] = count;
        }

        return octaves;
    }
}

using OvsTop.Analysis.Comparisons;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Pictures;
using OvsTop.Screen.State;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests.Pictures;

public sealed class ViewPicturesTests
{
    [Fact]
    public void Every_view_is_itself_whatever_is_open_or_zoomed_on_the_screen()
    {
        var (before, mark, now) = (GrownSamples.At(0, 0), GrownSamples.At(30, 30), GrownSamples.At(60, 180));
        var comparing = new Comparing(null, new TimeMark("1", mark), AreBoth: false) { Result = WindowComparison.Of(new TimeWindow(before, mark), new TimeWindow(mark, now)) };
        var state = new UiState { Marks = [comparing.Second], Comparing = comparing, Zoomed = true, Help = new() };
        string[] open = Draw(state), plain = Draw(state with { Comparing = null, Zoomed = false, Help = null });
        Assert.Equal(plain, open);
        Assert.Equal(Views.All.Count, open.Distinct().Count());

        string[] Draw(UiState shown) => [.. ViewPictures.Of(now, shown, KeyTable.Default, Shot.Dark).Select(view => FrameText.Of(view.Picture.Frame))];
    }
}

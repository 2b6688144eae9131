using OvsTop.Screen.Frames;
using OvsTop.Screen.Toolkits;

namespace OvsTop.Screen.Tests.Toolkits;

public sealed class ToolkitStyleTests
{
    private static readonly Style Warning = new(Color.Ansi(11).WithRgb(0xE8, 0xC3, 0x5A), Color.Ansi(4).WithRgb(1, 2, 3), Modifiers.Bold | Modifiers.Underline);

    [Theory]
    [InlineData(ColorDepth.TrueColor)]
    [InlineData(ColorDepth.Ansi256)]
    public void Exact_colours_stay_exact(ColorDepth depth) =>
        Assert.Equal(new ToolkitStyle(ToolkitStyle.Exact | 0xE8C35A, ToolkitStyle.Exact | 0x010203, 1 | 8), ToolkitStyle.Of(Warning, depth));

    [Fact]
    public void With_16_colours_they_are_names() => Assert.Equal(new ToolkitStyle(14, 1, 1 | 8), ToolkitStyle.Of(Warning, ColorDepth.Ansi16));

    [Fact]
    public void Without_colours_a_background_is_reverse() =>
        Assert.Equal(new ToolkitStyle(ToolkitStyle.OwnColor, ToolkitStyle.OwnColor, 1 | 8 | 32), ToolkitStyle.Of(Warning, ColorDepth.Mono));

    [Fact]
    public void What_a_theme_leaves_open_is_the_terminals_own() =>
        Assert.Equal(new ToolkitStyle(ToolkitStyle.OwnColor, ToolkitStyle.OwnColor, 2), ToolkitStyle.Of(new Style(default, default, Modifiers.Dim), ColorDepth.TrueColor));

    // ColorName16: Black Blue Green Cyan Red Magenta Yellow Gray, DarkGray BrightBlue ...
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4)]
    [InlineData(2, 2)]
    [InlineData(3, 6)]
    [InlineData(4, 1)]
    [InlineData(5, 5)]
    [InlineData(6, 3)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    [InlineData(9, 12)]
    [InlineData(12, 9)]
    [InlineData(15, 15)]
    public void A_colour_of_ANSI_has_the_name_of_that_colour(int ansi, int name) =>
        Assert.Equal(name, ToolkitStyle.Of(new Style(Color.Ansi(ansi)), ColorDepth.Ansi16).Foreground);
}

using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Tests.Themes;

/// <summary>Colours can be read: contrast as WCAG 2 computes it, on the backgrounds that terminals have.</summary>
public sealed class ContrastTests
{
    private const double Text = 4.5, Graphic = 3;

    private static readonly Role[] Words =
        [Role.Dim, Role.Title, Role.Accent, Role.Ok, Role.Warn, Role.Crit, Role.Loss, Role.Header, Role.Key, Role.Tab, Role.Message, Role.Selected];

    private static readonly Role[] Shapes = [Role.Bar, Role.Spark];

    [Theory]
    [InlineData("dark", 0x000000)]
    [InlineData("dark", 0x1E1E1E)]
    [InlineData("light", 0xFFFFFF)]
    [InlineData("light", 0xFAF8F0)]
    [InlineData("high-contrast", 0x000000)]
    [InlineData("high-contrast", 0x1E1E1E)]
    [InlineData("colour-blind", 0x000000)]
    [InlineData("colour-blind", 0x1E1E1E)]
    public void Words_and_shapes_stand_out(string name, int background)
    {
        var theme = ThemeStore.Load(name);
        Assert.All(Words, role => Assert.True(Contrast(theme[role], background) >= (name == "high-contrast" ? 7 : Text), $"{role}: {Contrast(theme[role], background):F1}"));
        Assert.All(Shapes, role => Assert.True(Contrast(theme[role], background) >= Graphic, $"{role}: {Contrast(theme[role], background):F1}"));
    }

    [Fact]
    public void Black_on_white_is_21()
    {
        Assert.Equal(21, Contrast(new Style(Color.Ansi(0).WithRgb(0, 0, 0)), 0xFFFFFF), 3);
        Assert.Equal(1, Contrast(new Style(Color.Ansi(0).WithRgb(0x12, 0x34, 0x56)), 0x123456), 3);
    }

    [Theory]
    [InlineData("colour-blind")]
    [InlineData("high-contrast")]
    [InlineData("mono")]
    public void What_warns_differs_in_more_than_its_hue(string name)
    {
        var theme = ThemeStore.Load(name);
        Assert.NotEqual(theme[Role.Ok].Modifiers, theme[Role.Warn].Modifiers);
        Assert.True(theme[Role.Crit].Modifiers != theme[Role.Warn].Modifiers || theme[Role.Crit].Background != theme[Role.Warn].Background);
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    [InlineData("high-contrast")]
    [InlineData("colour-blind")]
    [InlineData("mono")]
    public void Without_colours_the_selected_row_and_the_tab_are_still_marked(string name)
    {
        var theme = ThemeStore.Load(name);
        foreach (var role in (Role[])[Role.Selected, Role.Tab, Role.Message])
        {
            var frame = new Frame(3, 1);
            frame.Write(0, 0, theme[role], "abc");
            string sent = System.Text.Encoding.ASCII.GetString(new FrameDiff(new TerminalTraits(ColorDepth.Mono, true)).Update(frame).Span);
            Assert.Matches("\e\\[[0-9;]*7mabc", sent);
        }
    }

    private static double Contrast(Style style, int background)
    {
        double text = Luminance(style.Foreground.R << 16 | style.Foreground.G << 8 | style.Foreground.B);
        double ground = Luminance(style.Background.HasRgb ? style.Background.R << 16 | style.Background.G << 8 | style.Background.B : background);
        return (Math.Max(text, ground) + 0.05) / (Math.Min(text, ground) + 0.05);
    }

    private static double Luminance(int rgb) => 0.2126 * Linear(rgb >> 16 & 255) + 0.7152 * Linear(rgb >> 8 & 255) + 0.0722 * Linear(rgb & 255);

    private static double Linear(int value) => value / 255.0 is var c && c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}

using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Tests.Themes;

public sealed class BtopThemeTests : IDisposable
{
    private const string Sample = """
        # A theme
        theme[main_bg]="#101820"
        theme[main_fg]="#CC"
        theme[title]="255 128 0"
        theme[hi_fg]=#ff5555
        theme[selected_bg]="#334455"
        theme[selected_fg]="#ffffff"
        theme[cpu_end]=""
        theme[unknown_thing]="#123456"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-btop-").FullName;

    [Fact]
    public void Its_colours_get_the_roles_that_come_closest()
    {
        string path = Path.Combine(_folder, "mine.theme");
        File.WriteAllText(path, Sample);
        var theme = ThemeStore.Load(path);
        Assert.Equal("mine", theme.Name);
        Assert.Equal((0xCC, 0xCC, 0xCC), Rgb(theme[Role.Text].Foreground));
        Assert.Equal((0x10, 0x18, 0x20), Rgb(theme[Role.Text].Background));
        Assert.Equal((255, 128, 0), Rgb(theme[Role.Title].Foreground));
        Assert.Equal((0xFF, 0x55, 0x55), Rgb(theme[Role.Key].Foreground));
        Assert.Equal(((0xFF, 0xFF, 0xFF), (0x33, 0x44, 0x55)), (Rgb(theme[Role.Selected].Foreground), Rgb(theme[Role.Selected].Background)));
        Assert.True(theme[Role.Crit].Foreground.IsDefault);

        // What it leaves out is as in the default theme, on its background.
        Assert.Equal(ThemeStore.Load("dark")[Role.Spark].Foreground, theme[Role.Spark].Foreground);
        Assert.Equal((0x10, 0x18, 0x20), Rgb(theme[Role.Spark].Background));
    }

    [Theory]
    [InlineData("theme[main_fg]=\"#12345\"", ":1: main_fg is '#12345', allowed is #RRGGBB, #BW, r g b, or nothing")]
    [InlineData("x\ntheme[title]=\"1 2 256\"", ":2: title is '1 2 256', allowed is")]
    [InlineData("{}", ": no line theme[key]=")]
    public void What_is_no_such_theme_is_told_with_its_line(string text, string complaint)
    {
        var error = Assert.Throws<ThemeException>(() => BtopTheme.Parse("t", text, "t.theme", ThemeStore.Load("dark")));
        Assert.StartsWith("t.theme" + complaint, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", "15;0", "dark")]
    [InlineData("auto", "0;15", "light")]
    [InlineData("auto", "0;default;7", "light")]
    [InlineData("auto", null, "dark")]
    [InlineData("mono", "0;15", "mono")]
    public void Auto_is_what_the_background_asks_for(string name, string? variable, string theme) => Assert.Equal(theme, ThemeStore.Resolve(name, _ => variable));

    [Fact]
    public void A_changed_file_is_told_once_and_one_that_is_gone_is_not_a_change()
    {
        string path = Path.Combine(_folder, "t.json");
        File.WriteAllText(path, "{}");
        var watch = new ThemeWatch(path);
        Assert.False(watch.HasChanged());
        File.WriteAllText(path, """{ "text": "red" }""");
        Assert.True(watch.HasChanged());
        Assert.False(watch.HasChanged());
        File.Delete(path);
        Assert.False(watch.HasChanged());
        Assert.False(new ThemeWatch(null).HasChanged());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int R, int G, int B) Rgb(Color color) => (color.R, color.G, color.B);
}

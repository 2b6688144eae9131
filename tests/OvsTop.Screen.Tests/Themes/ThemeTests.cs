using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Tests.Themes;

public sealed class ThemeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-themes-").FullName;

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    [InlineData("high-contrast")]
    [InlineData("colour-blind")]
    [InlineData("mono")]
    public void A_built_in_theme_names_every_role_and_tells_warnings_apart(string name)
    {
        var theme = ThemeStore.Load(name);
        using var stream = typeof(ThemeStore).Assembly.GetManifestResourceStream($"OvsTop.Screen.themes.{name}.json")!;
        using var json = System.Text.Json.JsonDocument.Parse(stream);
        Assert.Equal(
            Enum.GetNames<Role>().Select(r => r.ToLowerInvariant()).Order(), json.RootElement.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(3, new[] { Role.Text, Role.Warn, Role.Crit }.Select(r => theme[r]).Distinct().Count());
        Assert.True(theme[Role.Selected] is { Background.IsDefault: false } or { Modifiers: Modifiers.Reverse });
    }

    [Fact]
    public void A_style_has_colours_for_every_terminal()
    {
        var theme = ThemeParser.Parse("t", """{ "crit": "brightred/#ff6b5e on black bold underline" }""", "t.json");
        Assert.Equal(new Style(Color.Ansi(9).WithRgb(0xFF, 0x6B, 0x5E), Color.Ansi(0), Modifiers.Bold | Modifiers.Underline), theme[Role.Crit]);
        Assert.Equal(default, theme[Role.Text]);
    }

    [Theory]
    [InlineData("""{ "txet": "red" }""", "t.json: unknown role 'txet', known are text, dim, ")]
    [InlineData("""{ "text": "reddish" }""", "t.json: role 'text': bad colour 'reddish', use default, black, red, ")]
    [InlineData("""{ "text": "red/#12345" }""", "t.json: role 'text': bad colour 'red/#12345', ")]
    [InlineData("""{ "text": "red/#12345g" }""", "t.json: role 'text': bad colour 'red/#12345g', ")]
    [InlineData("""{ "text": "red/#+12345" }""", "t.json: role 'text': bad colour 'red/#+12345', ")]
    [InlineData("""{ "text": "#ff0000" }""", "t.json: role 'text': bad colour '#ff0000', ")]
    [InlineData("""{ "text": 7 }""", "t.json: role 'text' must be a string such as ")]
    [InlineData("""[ "text" ]""", "t.json: a theme is one JSON object of role: style")]
    [InlineData("{\n  \"text\": \"red\",\n  oops\n}", "t.json:3: not valid JSON at column 3")]
    [InlineData("", "t.json:1: not valid JSON at column 1")]
    public void A_bad_theme_says_what_and_where_in_one_line(string json, string message)
    {
        var error = Assert.Throws<ThemeException>(() => ThemeParser.Parse("t", json, "t.json"));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("solarised")]
    [InlineData("")]
    [InlineData("dark\n")]
    public void An_unknown_theme_names_the_known_ones(string name)
    {
        File.WriteAllText(Path.Combine(_folder, "mine.json"), "{}");
        var error = Assert.Throws<ThemeException>(() => ThemeStore.Load(name, _folder, "/nonexistent"));
        Assert.Equal($"unknown theme '{name}', known are auto, colour-blind, dark, high-contrast, light, mine, mono", error.Message);
    }

    [Fact]
    public void A_file_in_a_folder_wins_over_the_built_in_theme_and_a_path_over_both()
    {
        File.WriteAllText(Path.Combine(_folder, "dark.json"), """{ "text": "green" }""");
        Assert.Equal(Color.Ansi(2), ThemeStore.Load("dark", _folder)[Role.Text].Foreground);
        Assert.Equal(Color.Ansi(2), ThemeStore.Load(Path.Combine(_folder, "dark.json"))[Role.Text].Foreground);
        Assert.Equal(Color.Default, ThemeStore.Load("dark", "/nonexistent")[Role.Text].Foreground);
    }

    [Fact]
    public void A_path_that_cannot_be_read_says_so()
    {
        string path = Path.Combine(_folder, "none.json");
        var error = Assert.Throws<ThemeException>(() => ThemeStore.Load(path));
        Assert.StartsWith($"cannot read theme {path}: ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

using System.Text;
using System.Xml.Linq;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Pictures;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Tests.Pictures;

public sealed class PictureTests
{
    private static readonly Theme Dark = ThemeStore.Load("dark");
    private static readonly Style Red = new(Color.Ansi(1).WithRgb(255, 0, 0));

    [Fact]
    public void Cells_that_look_the_same_are_one_run()
    {
        var frame = new Frame(6, 1);
        frame.Write(0, 0, default, "a");
        frame.Write(1, 0, Red, "漢b");
        Assert.Equal([new Run(0, 1, default, "a"), new Run(1, 5, Red, "漢b  ")], Run.Of(frame, 0));
    }

    [Fact]
    public void A_page_shows_the_text_as_text_whatever_it_is()
    {
        var frame = new Frame(30, 2);
        frame.Write(0, 0, default, "<script>alert(1)</script>");
        frame.Write(0, 1, Red.With(Modifiers.Bold), "red & bold");
        string page = Text("html", frame, "a <title>");
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("<title>a &lt;title&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("<span style=\"color:#ff0000;font-weight:bold\">red &amp; bold ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_holds_its_columns_and_draws_bars_as_areas()
    {
        var frame = new Frame(10, 2);
        frame.Write(2, 0, Red, "ab<");
        frame.Write(0, 1, default, "██▄▎x");
        var svg = XDocument.Parse(Text("svg", frame, "t")).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";
        var text = Assert.Single(svg.Elements(ns + "text"), t => t.Value == "ab<");
        Assert.Equal(("16.8", "25.2", "#ff0000"), ((string?)text.Attribute("x"), (string?)text.Attribute("textLength"), (string?)text.Attribute("fill")));
        Assert.Equal(
            [("0", "17", "16.8", "17"), ("16.8", "25.5", "8.4", "8.5"), ("25.2", "17", "2.1", "17")],
            svg.Elements(ns + "rect").Skip(1).Select(r => ((string)r.Attribute("x")!, (string)r.Attribute("y")!, (string)r.Attribute("width")!, (string)r.Attribute("height")!)));
        Assert.Equal("33.6", (string?)Assert.Single(svg.Elements(ns + "text"), t => t.Value == "x").Attribute("x"));
    }

    [Fact]
    public void Reverse_takes_the_paper_for_the_glyph()
    {
        var frame = new Frame(2, 1);
        frame.Write(0, 0, Red.With(Modifiers.Reverse), "x");
        Assert.Contains("<span style=\"color:#0f1318;background:#ff0000\">x", Text("html", frame, "t"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", "background:#0f1318")]
    [InlineData("light", "background:#ffffff")]
    public void The_paper_suits_the_theme(string theme, string background)
    {
        using var stream = new MemoryStream();
        PictureFormats.Find("html")!.Write(new Picture(new Frame(1, 1), null, ThemeStore.Load(theme), "t"), stream);
        Assert.Contains(background, Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.svg", "svg")]
    [InlineData("/tmp/a.b/x.HTML", "html")]
    [InlineData("x", null)]
    [InlineData("x.png", null)]
    public void The_end_of_a_name_says_the_form(string path, string? name) => Assert.Equal(name, PictureFormats.OfFile(path)?.Name);

    [Theory]
    [InlineData("txt", "x- *\n")]
    [InlineData("ans", "\u001b[1mx- *\u001b[0m\r\n")]
    public void Text_has_the_characters_and_colours_that_are_asked_for(string format, string expected)
    {
        var frame = new Frame(5, 1);
        frame.Write(0, 0, Red.With(Modifiers.Bold), "x─ ●");
        using var stream = new MemoryStream();
        PictureFormats.Find(format)!.Write(new Picture(frame, null, Dark, "t") { Traits = new TerminalTraits(ColorDepth.Mono, true) }, stream);
        Assert.Equal(expected, Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static string Text(string format, Frame frame, string title)
    {
        using var stream = new MemoryStream();
        PictureFormats.Find(format)!.Write(new Picture(frame, null, Dark, title), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

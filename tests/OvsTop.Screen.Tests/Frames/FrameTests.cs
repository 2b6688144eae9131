using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Tests.Frames;

public sealed class FrameTests
{
    private static readonly Style Red = new(Color.Ansi(1));

    [Fact]
    public void Text_and_numbers_stand_where_they_are_written()
    {
        var frame = new Frame(13, 3);
        int end = frame.Write(1, 0, default, "handler");
        frame.Write(0, 1, default, $"{12.345,7:F1}|{"ab",-4}|");
        frame.WriteRight(12, 2, default, 88_310);
        Assert.Equal(8, end);
        AssertLines(frame, " handler", "   12.3|ab  |", "       88310");
    }

    [Fact]
    public void What_lies_outside_the_clip_is_not_drawn()
    {
        var frame = new Frame(6, 3) { Clip = new Rect(1, 1, 3, 1) };
        foreach (int y in new[] { -1, 0, 1, 2, 3 })
        {
            frame.Write(-2, y, default, "abcdefghijkl");
        }

        AssertLines(frame, "", " def", "");
    }

    [Fact]
    public void A_clip_never_exceeds_the_frame()
    {
        var frame = new Frame(4, 2) { Clip = new Rect(-5, -5, 100, 100) };
        Assert.Equal(frame.Bounds, frame.Clip);
    }

    [Fact]
    public void Text_too_long_for_its_columns_ends_in_an_ellipsis()
    {
        var frame = new Frame(10, 4);
        frame.WriteFit(0, 0, 5, default, "handler7");
        frame.WriteFit(0, 1, 5, default, "short");
        frame.WriteFit(0, 2, 8, default, "right", Align.Right);
        frame.WriteFit(0, 3, 4, default, "日本語");
        AssertLines(frame, "hand…", "short", "   right", "日 …");
    }

    [Fact]
    public void A_wide_rune_takes_two_cells_and_overwriting_half_of_it_blanks_the_other()
    {
        var frame = new Frame(8, 3);
        foreach (int y in new[] { 0, 1, 2 })
        {
            frame.Write(0, y, Red, "a日b");
        }

        frame.Put(1, 1, 'x', default);
        frame.Put(2, 2, 'x', default);
        Assert.Equal(Cell.Continuation, frame[2, 0].Rune);
        AssertLines(frame, "a日b", "ax b", "a xb");
    }

    [Fact]
    public void A_wide_rune_over_two_halves_leaves_no_half_behind()
    {
        var frame = new Frame(6, 1);
        frame.Write(0, 0, default, "日本語");
        frame.Write(1, 0, default, "界");
        AssertLines(frame, " 界 語");
    }

    [Theory]
    [InlineData("rate 12.4k now", 20, "rate 12.4k now")]
    [InlineData("rate 12.4k now", 14, "rate 12.4k now")]
    [InlineData("rate 12.4k now", 13, "rate 12.4k …")]
    [InlineData("rate 12.4k now", 10, "rate …")]
    [InlineData("rate 12.4k now", 9, "rate …")]
    [InlineData("rate 12.4k    ", 11, "rate 12.4k")]
    [InlineData("12.4k", 3, "…")]
    public void A_word_or_number_that_is_cut_becomes_an_ellipsis(string text, int width, string shown)
    {
        var frame = new Frame(width, 1);
        frame.Write(0, 0, default, text);
        Assert.Equal(shown + "\n", FrameText.Of(frame));
    }

    [Fact]
    public void Half_of_a_wide_rune_at_the_edge_becomes_a_blank()
    {
        var frame = new Frame(3, 1);
        frame.WritePart(0, 0, default, "ab日");
        AssertLines(frame, "ab");
        frame.Clip = new Rect(1, 0, 2, 1);
        frame.WritePart(0, 0, default, "日z");
        AssertLines(frame, "a z");
    }

    [Theory]
    [InlineData("\e[31mred", "·[31mred")]
    [InlineData("a\r\n\tb\u0007\u007f", "a···b··")]
    [InlineData("\u009b31m\u0090q\u009d0;title\u009c", "·31m·q·0;title·")]
    [InlineData("evil\u202etxt.exe\u2066x\u2069\u200f", "evil·txt.exe·x··")]
    [InlineData("zero\u200bwidth\u200d\ufeff\u00ad", "zero·width···")]
    [InlineData("e\u0301\u0489\ufe0f!", "e!")]
    [InlineData("\ue000\U000f0000\U000e0041\u0378", "····")]
    [InlineData("line\u2028para\u2029nbsp\u00a0.", "line·para·nbsp .")]
    [InlineData("\u1160\u3164\u115f\u0903", "····")]
    public void Nothing_that_a_terminal_could_obey_gets_into_a_cell(string hostile, string shown)
    {
        var frame = new Frame(30, 1);
        frame.Write(0, 0, default, hostile);
        AssertLines(frame, shown);
        Assert.Equal(TextWidth.Of(shown), TextWidth.Of(hostile));
        for (int x = 0; x < frame.Width; x++)
        {
            Assert.True(frame[x, 0].Rune is >= 0x20 and not 0x7F and not (>= 0x80 and < 0xA0), $"cell {x} holds U+{frame[x, 0].Rune:X4}");
        }
    }

    [Fact]
    public void Unpaired_surrogates_become_replacement_characters()
    {
        var frame = new Frame(5, 1);
        frame.Write(0, 0, default, [(char)0xD800, ' ', (char)0xDFFF]);
        AssertLines(frame, "\ufffd \ufffd");
    }

    [Fact]
    public void No_rune_at_all_breaks_the_grid()
    {
        var frame = new Frame(4, 1);
        for (int rune = -10; rune < 0x110010; rune++)
        {
            int next = frame.Put(1, 0, rune, default);
            int shown = frame[1, 0].Rune;
            if (next is < 1 or > 3 || shown < 0x20 || shown is >= 0x7F and < 0xA0 || !System.Text.Rune.IsValid(shown))
            {
                Assert.Fail($"U+{rune:X}: {shown:X}, next {next}");
            }
        }
    }

    [Fact]
    public void A_style_laid_over_keeps_what_it_leaves_at_default()
    {
        var frame = new Frame(3, 1);
        frame.Write(0, 0, Red, "ab");
        frame.Restyle(frame.Bounds, new Style(default, Color.Ansi(4), Modifiers.Bold));
        Assert.Equal(new Style(Color.Ansi(1), Color.Ansi(4), Modifiers.Bold), frame[0, 0].Style);
        Assert.Equal(new Style(default, Color.Ansi(4)), frame[2, 0].Style);
    }

    [Fact]
    public void A_blank_has_no_foreground()
    {
        var frame = new Frame(2, 1);
        frame.Put(0, 0, ' ', Red.With(Modifiers.Bold));
        frame.Put(1, 0, ' ', Red.With(Modifiers.Underline));
        Assert.Equal(Cell.Blank, frame[0, 0]);
        Assert.Equal(Red.With(Modifiers.Underline), frame[1, 0].Style);
    }

    [Fact]
    public void A_style_keeps_all_its_parts()
    {
        var style = new Style(Color.Ansi(9).WithRgb(1, 2, 3), Color.Ansi(15).WithRgb(255, 254, 253), Modifiers.Dim | Modifiers.Reverse);
        Assert.Equal((9, (byte)1, (byte)2, (byte)3, true), (style.Foreground.AnsiIndex, style.Foreground.R, style.Foreground.G, style.Foreground.B, style.Foreground.HasRgb));
        Assert.Equal((15, (byte)255, (byte)254, (byte)253), (style.Background.AnsiIndex, style.Background.R, style.Background.G, style.Background.B));
        Assert.Equal(Modifiers.Dim | Modifiers.Reverse, style.Modifiers);
        Assert.Equal(Color.Ansi(9), style.Foreground.WithoutRgb());
    }

    internal static void AssertLines(Frame frame, params string[] lines) =>
        Assert.Equal(string.Concat(lines.Select(l => l + "\n")), FrameText.Of(frame));
}

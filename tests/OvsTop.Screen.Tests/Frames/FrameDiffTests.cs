using System.Text;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Tests.Frames;

public sealed class FrameDiffTests
{
    private static readonly Style Green = new(Color.Ansi(2).WithRgb(0, 200, 0));

    [Theory]
    [InlineData(ColorDepth.Ansi16, 1)]
    [InlineData(ColorDepth.Ansi256, 2)]
    [InlineData(ColorDepth.TrueColor, 3)]
    [InlineData(ColorDepth.Mono, 4)]
    public void Random_frames_arrive_as_they_are(ColorDepth depth, int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 40; round++)
        {
            int width = random.Next(1, 60), height = random.Next(1, 12);
            var frame = new Frame(width, height);
            var terminal = new TerminalModel(width, height);
            var diff = new FrameDiff(new TerminalTraits(depth, Ascii: false));
            for (int step = 0; step < 30; step++)
            {
                Scribble(frame, random);
                terminal.Feed(diff.Update(frame).Span);
                Assert.False(terminal.Synchronized);
                AssertShown(frame, terminal, depth);
            }
        }
    }

    [Fact]
    public void The_same_frame_again_sends_nothing()
    {
        var frame = new Frame(20, 2);
        frame.Write(3, 1, Green, "text");
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.Ansi16, false));
        Assert.NotEqual(0, diff.Update(frame).Length);
        Assert.Equal(0, diff.Update(frame).Length);
    }

    [Fact]
    public void Small_gaps_are_rewritten_and_large_ones_jumped_over()
    {
        var frame = new Frame(20, 1);
        frame.Write(0, 0, default, "abcdefghijklmnopqrst");
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.Ansi16, false));
        diff.Update(frame);
        frame.Put(0, 0, 'A', default);
        frame.Put(4, 0, 'E', default);
        frame.Put(12, 0, 'M', default);
        Assert.Equal("\e[?2026h\e[1HAbcdE\e[7CM\e[?2026l", Text(diff.Update(frame)));
    }

    [Fact]
    public void The_rendition_is_sent_once_for_a_run_and_not_for_blanks_in_it()
    {
        var frame = new Frame(20, 1);
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.Ansi16, false));
        diff.Update(frame);
        frame.Write(0, 0, Green, "on off");
        frame.Write(6, 0, default, "     x");
        Assert.Equal("\e[?2026h\e[1H\e[32mon off\e[5C\e[0mx\e[?2026l", Text(diff.Update(frame)));
    }

    [Fact]
    public void A_rendition_is_set_once_for_a_frame_wherever_it_is_needed()
    {
        var frame = new Frame(20, 2);
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.Ansi16, false));
        diff.Update(frame);
        frame.Write(0, 0, Green, "green");
        frame.Write(5, 0, default, " plain");
        frame.Write(2, 1, Green, "green");
        frame.Write(7, 1, default, "plain");
        Assert.Equal("\e[?2026h\e[1H\e[32mgreen\e[2;3Hgreen\e[1;7H\e[0mplain\e[2;8Hplain\e[?2026l", Text(diff.Update(frame)));
    }

    [Fact]
    public void Many_blanks_are_erased_and_few_written_beside_what_is_written_anyway()
    {
        var frame = new Frame(40, 1);
        frame.Write(0, 0, Green, "0123456789012345678901234567890123456789");
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.Ansi16, false));
        diff.Update(frame);
        frame.Write(4, 0, default, "   ");
        frame.Write(20, 0, default, "x          ");
        Assert.Equal("\e[?2026h\e[1;21H\e[0mx\e[10X\e[17D   \e[?2026l", Text(diff.Update(frame)));
    }

    [Fact]
    public void The_column_below_is_a_step_away()
    {
        var frame = new Frame(20, 4);
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.Ansi16, false));
        diff.Update(frame);
        frame.Write(3, 0, default, "ab");
        frame.Write(5, 1, default, "c");
        frame.Write(6, 3, default, "d");
        Assert.Equal("\e[?2026h\e[1;4Hab\e[Bc\e[2Bd\e[?2026l", Text(diff.Update(frame)));
    }

    [Fact]
    public void More_renditions_than_a_set_holds_arrive_too()
    {
        var frame = new Frame(100, 2);
        var terminal = new TerminalModel(100, 2);
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.TrueColor, false));
        for (int round = 0; round < 2; round++)
        {
            for (int x = 0; x < 100; x++)
            {
                frame.Put(x, round, 'x', new Style(Color.Ansi(1).WithRgb((byte)x, 0, 0)));
                frame.Put(x, 1 - round, x % 3 == 0 ? ' ' : '日', new Style(Color.Ansi(2).WithRgb((byte)x, 0, 9), default, x % 2 == 0 ? Modifiers.Underline : default));
            }

            terminal.Feed(diff.Update(frame).Span);
            AssertShown(frame, terminal, ColorDepth.TrueColor);
        }
    }

    [Fact]
    public void A_line_that_becomes_blank_is_erased_not_overwritten()
    {
        var frame = new Frame(40, 1);
        frame.Write(0, 0, Green, "0123456789012345678901234567890123456789");
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.Ansi16, false));
        diff.Update(frame);
        frame.Clear(default);
        frame.Write(0, 0, Green, "01");
        Assert.Equal("\e[?2026h\e[1;3H\e[K\e[?2026l", Text(diff.Update(frame)));
    }

    [Theory]
    [InlineData(ColorDepth.Mono, "\e[7m")]
    [InlineData(ColorDepth.Ansi16, "\e[31;44m")]
    [InlineData(ColorDepth.Ansi256, "\e[38;5;196;48;5;21m")]
    [InlineData(ColorDepth.TrueColor, "\e[38;2;255;0;0;48;2;0;0;255m")]
    public void Colours_are_sent_as_the_terminal_understands_them(ColorDepth depth, string sgr)
    {
        var frame = new Frame(5, 1);
        var diff = new FrameDiff(new TerminalTraits(depth, false));
        diff.Update(frame);
        frame.Put(0, 0, 'x', new Style(Color.Ansi(1).WithRgb(255, 0, 0), Color.Ansi(4).WithRgb(0, 0, 255)));
        Assert.Equal($"\e[?2026h\e[1H{sgr}x\e[?2026l", Text(diff.Update(frame)));
    }

    [Fact]
    public void Where_only_ascii_arrives_every_rune_has_a_stand_in_of_the_same_width()
    {
        var frame = new Frame(20, 1);
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.Mono, Ascii: true));
        diff.Update(frame);
        frame.Write(0, 0, default, "█▌▏▁▄│─µs …日é");
        Assert.Equal("\e[?2026h\e[1H#=-_-|-us ~? \e[1;14H?\e[?2026l", Text(diff.Update(frame)));
    }

    [Fact]
    public void A_changed_size_paints_everything_anew()
    {
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.Ansi16, false));
        var frame = new Frame(10, 2);
        frame.Write(0, 0, default, "ab");
        diff.Update(frame);
        frame.Resize(12, 3);
        frame.Write(0, 0, default, "ab");
        var terminal = new TerminalModel(12, 3);
        terminal.Feed(diff.Update(frame).Span);
        AssertShown(frame, terminal, ColorDepth.Ansi16);
    }

    [Theory]
    [InlineData("TERM=xterm-256color LANG=C.UTF-8", ColorDepth.Ansi256, false)]
    [InlineData("TERM=xterm COLORTERM=truecolor LC_ALL=de_DE.utf8", ColorDepth.TrueColor, false)]
    [InlineData("TERM=linux LANG=C", ColorDepth.Ansi16, true)]
    [InlineData("TERM=xterm-256color NO_COLOR=1 LANG=en_US.UTF-8", ColorDepth.Mono, false)]
    [InlineData("TERM=vt220", ColorDepth.Mono, true)]
    [InlineData("TERM=screen LANG=en_US.UTF-8 LC_ALL=C", ColorDepth.Ansi16, true)]
    public void The_environment_tells_what_the_terminal_can_show(string environment, ColorDepth depth, bool ascii)
    {
        var values = environment.Split(' ').Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        Assert.Equal(new TerminalTraits(depth, ascii), TerminalTraits.Detect(name => values.GetValueOrDefault(name)));
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static void Scribble(Frame frame, Random random)
    {
        Style[] styles = [default, Green, new(Color.Ansi(9)), new(default, Color.Ansi(4)), new(default, default, Modifiers.Reverse), Green.With(Modifiers.Bold)];
        string[] texts = ["a", "bc", "   ", "日本", "█▌▁", "longer text here", "x日", " "];
        if (random.Next(10) == 0)
        {
            frame.Clear(styles[random.Next(styles.Length)]);
        }

        for (int i = random.Next(8); i >= 0; i--)
        {
            frame.Write(random.Next(-2, frame.Width), random.Next(frame.Height), styles[random.Next(styles.Length)], texts[random.Next(texts.Length)]);
        }
    }

    private static void AssertShown(Frame frame, TerminalModel terminal, ColorDepth depth)
    {
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                var cell = frame[x, y];
                var shown = terminal[x, y];
                Assert.True(cell.Rune == shown.Rune, $"({x},{y}) holds {cell.Rune:X} and shows {shown.Rune:X}");
                var expected = PenOf(cell.Style, depth);
                bool blank = cell.Rune == ' ' && !(expected.Modifiers ?? "").Contains('7') && !(expected.Modifiers ?? "").Contains('4');
                if (blank)
                {
                    Assert.Equal(expected.Background, shown.Pen.Background);
                    Assert.DoesNotContain('7', shown.Pen.Modifiers ?? "");
                }
                else if (cell.Rune != Cell.Continuation)
                {
                    Assert.Equal(expected, shown.Pen);
                }
            }
        }
    }

    private static TerminalModel.Pen PenOf(Style style, ColorDepth depth)
    {
        var modifiers = style.Modifiers;
        if (depth == ColorDepth.Mono)
        {
            modifiers |= style.Background.IsDefault ? Modifiers.None : Modifiers.Reverse;
            return new(null, null, Digits(modifiers));
        }

        return new(ColorOf(style.Foreground, depth), ColorOf(style.Background, depth), Digits(modifiers));
    }

    private static string? Digits(Modifiers modifiers)
    {
        string digits = string.Concat(
            new[] { (Modifiers.Bold, "1"), (Modifiers.Dim, "2"), (Modifiers.Underline, "4"), (Modifiers.Reverse, "7") }
                .Where(m => modifiers.HasFlag(m.Item1)).Select(m => m.Item2));
        return digits.Length == 0 ? null : digits;
    }

    private static string? ColorOf(Color color, ColorDepth depth) =>
        color.IsDefault ? null
        : color.HasRgb && depth == ColorDepth.TrueColor ? $"2;{color.R};{color.G};{color.B}"
        : color.HasRgb && depth == ColorDepth.Ansi256 ? "5;40"
        : $"{(color.AnsiIndex < 8 ? 30 + color.AnsiIndex : 82 + color.AnsiIndex)}";
}

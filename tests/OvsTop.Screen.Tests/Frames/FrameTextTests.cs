using System.Text;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Tests.Frames;

public sealed class FrameTextTests
{
    [Fact]
    public void A_frame_as_text_has_no_trailing_blanks()
    {
        var frame = new Frame(8, 2);
        frame.Write(1, 0, default, "µs 日");
        Assert.Equal(" µs 日\n\n", FrameText.Of(frame));
    }

    [Fact]
    public void Kept_lines_carry_their_colours_and_end_plainly()
    {
        var frame = new Frame(8, 2);
        frame.Write(0, 0, new Style(Color.Ansi(1)), "red");
        string text = Encoding.UTF8.GetString(FrameAnsi.Of(frame, new TerminalTraits(ColorDepth.Ansi16, false)).Span);
        Assert.Equal("\e[31mred\e[0m\r\n\e[0m\r\n", text);
    }
}

using OvsTop.Screen.Frames;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Tests.Widgets;

public sealed class InputLineTests
{
    [Theory]
    [InlineData("tcp", 3, "tcp", 3)]
    [InlineData("0123456789abcdef", 0, "012345678…", 0)]
    [InlineData("0123456789abcdef", 16, "…89abcdef", 9)]
    [InlineData("0123456789abcdef", 10, "…56789abc…", 6)]
    [InlineData("网络网络网络网络", 8, "…网络网络", 9)]
    [InlineData("a\u202eb\u0007c", 5, "a·b·c", 5)]
    public void The_text_is_scrolled_to_show_the_cursor(string text, int cursor, string shown, int column)
    {
        var frame = Draw(text, cursor);
        Assert.Equal(shown, FrameText.Of(frame).TrimEnd('\n').Trim(' ', '|'));
        Assert.Equal(column, frame.Row(0).ToArray().Skip(2).TakeWhile(cell => !IsCursor(cell)).Count());
    }

    [Fact]
    public void A_cursor_on_a_wide_character_covers_it() =>
        Assert.Equal(2, Draw("a网b", 1).Row(0).ToArray().Count(IsCursor));

    [Fact]
    public void Nothing_is_drawn_outside()
    {
        for (int cursor = 0; cursor <= 16; cursor++)
        {
            var frame = Draw("网络网络网络网络0123456789"[..16], cursor);
            Assert.Equal(('|', '|'), ((char)frame[1, 0].Rune, (char)frame[12, 0].Rune));
            Assert.Contains(frame.Row(0).ToArray()[2..12], IsCursor);
        }
    }

    private static bool IsCursor(Cell cell) => (cell.Style.Modifiers & Modifiers.Reverse) != 0;

    private static Frame Draw(string text, int cursor)
    {
        var frame = new Frame(14, 1);
        frame.Put(1, 0, '|', default);
        frame.Put(12, 0, '|', default);
        var line = new InputLine(new Rect(2, 0, 10, 1), text, cursor);
        line.Piece(frame, 0, text.Length, default);
        line.Cursor(frame, default);
        return frame;
    }
}

using OvsTop.Screen.Frames;
using OvsTop.Screen.Toolkits;

namespace OvsTop.Screen.Tests.Toolkits;

public sealed class ChangedRowsTests
{
    private static readonly Style Red = new(Color.Ansi(1));
    private readonly ChangedRows _rows = new(new TerminalTraits(ColorDepth.Ansi16, Ascii: false));
    private readonly Frame _frame = new(6, 3);

    [Fact]
    public void The_first_frame_is_drawn_whole()
    {
        _frame.Write(0, 1, default, "upcall");
        Assert.True(_rows.Update(_frame));
        Assert.Equal(["0,0 '      '", "0,1 'upcall'", "0,2 '      '"], Drawn());
    }

    [Fact]
    public void Then_only_rows_that_changed_are_drawn_and_whole()
    {
        Show();
        _frame.Put(3, 2, 'x', default);
        Assert.True(_rows.Update(_frame));
        Assert.Equal(["0,2 '   x  '"], Drawn());
    }

    [Fact]
    public void The_same_frame_again_is_nothing_to_draw()
    {
        Show();
        Assert.False(_rows.Update(_frame));
        Assert.Empty(Drawn());
    }

    [Fact]
    public void A_row_that_was_not_drawn_yet_is_drawn_as_it_is_last()
    {
        Show();
        _frame.Put(0, 0, 'a', default);
        _rows.Update(_frame);
        _frame.Put(0, 0, ' ', default);
        _frame.Put(0, 1, 'b', default);
        _rows.Update(_frame);
        Assert.Equal(["0,0 '      '", "0,1 'b     '"], Drawn());
    }

    [Fact]
    public void Another_style_is_a_change()
    {
        Show();
        _frame.Write(0, 0, default, "ok");
        _rows.Update(_frame);
        Drawn();
        _frame.Write(0, 0, Red, "ok");
        Assert.True(_rows.Update(_frame));
        Assert.Equal(["0,0 'ok    ' 4"], Drawn());
    }

    [Fact]
    public void A_blank_goes_on_in_the_style_before_it_where_that_does_not_show()
    {
        _frame.Write(0, 0, Red, "a b");
        _frame.Put(3, 0, 'c', default);
        _frame.Write(0, 1, Red.With(Modifiers.Underline), "a");
        _rows.Update(_frame);
        Assert.Equal(["0,0 'a b' 4", "3,0 'c  '", "0,1 'a' 4", "1,1 '     '"], Drawn()[..4]);
    }

    [Fact]
    public void What_follows_a_wide_rune_is_placed_anew()
    {
        _frame.Write(1, 0, default, "a日b");
        _rows.Update(_frame);
        Assert.Equal(["0,0 ' a日'", "4,0 'b '"], Drawn()[..2]);
    }

    [Fact]
    public void A_wide_rune_may_end_a_row()
    {
        _frame.Write(4, 0, default, "日");
        _rows.Update(_frame);
        Assert.Equal(["0,0 '    日'", "0,1 '      '"], Drawn()[..2]);
    }

    [Fact]
    public void Where_only_ASCII_arrives_columns_stay()
    {
        var rows = new ChangedRows(new TerminalTraits(ColorDepth.Mono, Ascii: true));
        _frame.Write(0, 0, default, "│日b─");
        rows.Update(_frame);
        Assert.Equal(["0,0 '|? '", "3,0 'b- '"], Drawn(rows)[..2]);
    }

    [Theory]
    [InlineData(6, 2)]
    [InlineData(7, 3)]
    [InlineData(3, 6)]
    public void Another_size_is_another_frame(int width, int height)
    {
        Show();
        _frame.Resize(width, height);
        Assert.True(_rows.Update(_frame));
        Assert.Equal(height, Drawn().Count);
    }

    [Fact]
    public void After_an_invalidation_everything_is_drawn_again()
    {
        Show();
        _rows.Invalidate();
        Assert.True(_rows.Update(_frame));
        Assert.Equal(3, Drawn().Count);
    }

    private void Show()
    {
        _rows.Update(_frame);
        Drawn();
    }

    private List<string> Drawn() => Drawn(_rows);

    private static List<string> Drawn(ChangedRows rows)
    {
        var drawn = new List<string>();
        rows.Draw(text => drawn.Add($"{text.X},{text.Y} '{text.Text}'{(text.Style.Foreground == ToolkitStyle.OwnColor ? "" : $" {text.Style.Foreground}")}"));
        return drawn;
    }
}

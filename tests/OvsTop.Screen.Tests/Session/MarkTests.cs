namespace OvsTop.Screen.Tests.Session;

/// <summary>Marks, and the windows they part. A quiet minute at 100 upcalls/s, then 400/s.</summary>
public sealed class MarkTests
{
    private readonly LiveScreen _screen = new(120, 35);

    [Fact]
    public void A_mark_is_told_counted_in_the_status_and_drawn_into_the_histories()
    {
        _screen.Ticks(0, 9).Press("m").Ticks(10, 12).Run();
        Assert.Contains(_screen.Frames, frame => frame.Contains("mark 1 set at 14:03:03: M compares before and after", StringComparison.Ordinal));
        Assert.Contains("◆ 1   ● live", _screen.Rows[0], StringComparison.Ordinal);
        string history = new([.. _screen.Rows[2].Where(c => c is (>= '▁' and <= '█') or '┆')]);
        Assert.Equal(history.Length - 1 - 3, history.IndexOf('┆', StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_one_at_the_same_time_takes_it_away()
    {
        _screen.Ticks(0, 3).Press("mm").Run();
        Assert.Contains("mark 1 is taken away", _screen.Last, StringComparison.Ordinal);
        Assert.DoesNotContain("◆", _screen.Last, StringComparison.Ordinal);
        Assert.DoesNotContain("┆", _screen.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_and_after_the_mark_are_compared_row_by_row_and_grow()
    {
        _screen.Ticks(0, 59, rate: 100).Press("m").Ticks(60, 69, rate: 400).Press("M").Ticks(70, 79, rate: 800).Run();
        Assert.Contains(_screen.Frames, frame => frame.Contains("B  after mark 1       14:03:53 to 14:04:03  0:10", StringComparison.Ordinal));
        Assert.Contains("A  before mark 1      14:02:54 to 14:03:53  0:59", _screen.Last, StringComparison.Ordinal);
        Assert.Contains("B  after mark 1       14:03:53 to 14:04:13  0:20", _screen.Last, StringComparison.Ordinal);
        Assert.Equal(["total", "100", "600", "+500", "+500.0%"], Row("total"));
    }

    [Fact]
    public void Of_two_marks_the_first_begins_what_was_before()
    {
        _screen.Ticks(0, 9, rate: 1).Press("m").Ticks(10, 19, rate: 100).Press("m").Ticks(20, 29, rate: 300).Press("M").Run();
        Assert.Contains("A  mark 1 to 2        14:03:03 to 14:03:13  0:10", _screen.Last, StringComparison.Ordinal);
        Assert.Equal(["total", "100", "300", "+200", "+200.0%"], Row("total"));
    }

    [Fact]
    public void What_came_after_two_marks_is_compared_over_equal_times()
    {
        _screen.Ticks(0, 9, rate: 1).Press("m").Ticks(10, 29, rate: 100).Press("m").Ticks(30, 34, rate: 50).Press(":compare 2 1\n").Run();
        Assert.Contains("A  after mark 2       14:03:23 to 14:03:28  0:05", _screen.Last, StringComparison.Ordinal);
        Assert.Contains("B  after mark 1       14:03:03 to 14:03:08  0:05", _screen.Last, StringComparison.Ordinal);
        Assert.Equal(["total", "50.0", "100", "+50.0", "+100.0%"], Row("total"));
    }

    [Fact]
    public void The_comparison_scrolls_and_escape_closes_it_before_anything_else()
    {
        _screen.Ticks(0, 9).Press("m").Ticks(10, 19).Press("TMjj").Run();
        Assert.DoesNotContain("upcalls /s by handler", _screen.Last, StringComparison.Ordinal);
        var closed = new LiveScreen();
        closed.Ticks(0, 9).Press("m").Ticks(10, 19).Press("TM\e").Run();
        Assert.DoesNotContain("Compare", closed.Last, StringComparison.Ordinal);
        Assert.Contains("◀ 0:01 ago", closed.Last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("M", "there is no mark: m sets one at the time shown")]
    [InlineData("mM", "nothing is shown after mark 1 yet")]
    [InlineData("mTM", "there is no mark before the time shown")]
    [InlineData(":goto start\nmtM", "nothing is kept of before mark 1")]
    [InlineData("m:compare 1 3\n", "there is no mark 3: there are 1")]
    [InlineData("m:compare 1\n", "compare takes nothing, or two marks: compare 1 2")]
    [InlineData("m:compare 1 1\n", "compare takes nothing, or two marks: compare 1 2")]
    public void What_cannot_be_compared_is_said_in_a_line(string keys, string line)
    {
        _screen.Ticks(0, 9).Press(keys).Run();
        Assert.Contains(line, _screen.Last, StringComparison.Ordinal);
    }

    private string[] Row(string name) =>
        _screen.Rows.First(row => row.TrimStart().StartsWith(name + " ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

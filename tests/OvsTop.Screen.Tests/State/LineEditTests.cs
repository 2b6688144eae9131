using OvsTop.Screen.Input;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.State;

public sealed class LineEditTests
{
    [Theory]
    [InlineData("tcp|", "Left", "tc|p")]
    [InlineData("|tcp", "Left", "|tcp")]
    [InlineData("tc|p", "Right", "tcp|")]
    [InlineData("tcp|", "Right", "tcp|")]
    [InlineData("tc|p", "Home", "|tcp")]
    [InlineData("tc|p", "End", "tcp|")]
    [InlineData("tc|p", "Backspace", "t|p")]
    [InlineData("|tcp", "Backspace", "|tcp")]
    [InlineData("tc|p", "Delete", "tc|")]
    [InlineData("tcp|", "Delete", "tcp|")]
    [InlineData("tcp,nw_src=10.0.0.1|", "WordLeft", "tcp,nw_src=|10.0.0.1")]
    [InlineData("tcp,nw_src=|10.0.0.1", "WordLeft", "tcp,|nw_src=10.0.0.1")]
    [InlineData("|tcp,nw_src=1", "WordRight", "tcp|,nw_src=1")]
    [InlineData("tcp|,nw_src=1", "WordRight", "tcp,nw_src|=1")]
    [InlineData("tcp,nw_src=1|", "CutWord", "tcp,nw_src=|")]
    [InlineData("tcp,nw_src=|1", "CutWord", "tcp,|1")]
    [InlineData("tcp,|udp", "CutBefore", "|udp")]
    [InlineData("tcp,|udp", "CutAfter", "tcp,|")]
    [InlineData("网络|", "Left", "网|络")]
    [InlineData("网络|", "Backspace", "网|")]
    [InlineData("a😀|", "Backspace", "a|")]
    [InlineData("|😀a", "Delete", "|a")]
    [InlineData("e\u0301|", "Left", "|e\u0301")]
    [InlineData("xe\u0301|", "Backspace", "x|")]
    public void A_key_moves_or_deletes_whole_characters(string before, string operation, string after)
    {
        var line = new LineEdit(before.Replace("|", "", StringComparison.Ordinal), before.IndexOf('|', StringComparison.Ordinal));
        var changed = (LineEdit)typeof(LineEdit).GetMethod(operation)!.Invoke(line, [])!;
        Assert.Equal(after, changed.Text.Insert(changed.Cursor, "|"));
    }

    [Fact]
    public void Pasted_text_loses_its_last_line_break_and_keeps_others_as_blanks() =>
        Assert.Equal(new LineEdit("tcp or udp \u00e9 [2J", 16), LineEdit.Of("tcp\nor\tudp é\e[2J\r\n"));

    [Fact]
    public void What_would_be_too_long_is_not_inserted_and_that_is_said_until_the_next_key()
    {
        var line = LineEdit.Of(new string('a', LineEdit.MaxLength - 1));
        Assert.Equal(LineEdit.MaxLength, line.Insert("b").Text.Length);
        var full = line.Insert("bc");
        Assert.Equal((line.Text, line.Cursor), (full.Text, full.Cursor));
        Assert.Equal("left out 2 more: a line takes 4,096 characters", full.Complaint);
        Assert.Null(LineKeys.Apply(full, new Key(KeyCode.Left)).Complaint);
        Assert.Null(line.Insert("b").Complaint);
        Assert.Equal("", LineEdit.Of(new string('a', LineEdit.MaxLength + 1)).Text);
    }

    [Fact]
    public void Any_sequence_of_keys_leaves_the_cursor_inside_the_text()
    {
        var random = new Random(7);
        Func<LineEdit, LineEdit>[] keys =
        [
            l => l.Left(), l => l.Right(), l => l.WordLeft(), l => l.WordRight(), l => l.Home(), l => l.End(), l => l.Backspace(), l => l.Delete(),
            l => l.CutWord(), l => l.Insert("网"), l => l.Insert("e\u0301"), l => l.Insert("tp_dst=80, "), l => l.Insert("👩‍👩‍👧"), l => l.CutAfter(), l => l.CutBefore(),
        ];
        var line = LineEdit.Empty;
        for (int i = 0; i < 20_000; i++)
        {
            line = keys[random.Next(keys.Length - (i % 8 == 0 ? 0 : 2))](line);
            Assert.InRange(line.Cursor, 0, line.Text.Length);
            Assert.False(line.Cursor > 0 && line.Cursor < line.Text.Length && char.IsLowSurrogate(line.Text[line.Cursor]));
        }
    }
}

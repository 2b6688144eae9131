using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Tests.Filters;

public sealed class CaretTextTests
{
    [Fact]
    public void The_caret_stands_under_the_place_and_the_message_behind_it()
    {
        const string Text = "in_port=vm1,tpdst=80";

        Assert.Equal(
            "in_port=vm1,tpdst=80\n            ^^^^^ unknown field \"tpdst\" – did you mean tp_dst?",
            Filter.Parse(Text).Error!.Show(Text));
    }

    [Fact]
    public void Control_characters_become_blanks_of_one_column()
    {
        string shown = CaretText.Format("a\t\u001b[2Jb", new(6, 1), "here", 80);

        Assert.Equal("a  [2Jb\n      ^ here", shown);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(299)]
    [InlineData(300)]
    public void A_long_text_is_cut_around_the_place(int place)
    {
        string text = string.Concat(Enumerable.Range(0, 300).Select(i => (char)('a' + (i % 26))));

        var lines = CaretText.Format(text, new(place, 1), "m", 40).Split('\n');

        Assert.InRange(lines[0].Length, 30, 40);
        int caret = lines[1].IndexOf('^');
        Assert.Equal(place < 300 ? text[place] : default, caret < lines[0].Length ? lines[0][caret] : default);
    }
}

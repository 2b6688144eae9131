using OvsTop.Manual;

namespace OvsTop.Tests.Manual;

public sealed class RoffTests
{
    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData(".so /etc/passwd", "\\&.so /etc/passwd")]
    [InlineData("'quoted' --filter", "\\&\\(aqquoted\\(aq \\-\\-filter")]
    [InlineData("a\\fBb", "a\\efBb")]
    [InlineData("← →", "\\[u2190] \\[u2192]")]
    public void Text_is_never_markup(string text, string expected) => Assert.Equal(expected + "\n", new Roff().Text(text).ToString());

    [Fact]
    public void A_term_with_quotes_stays_one_argument() =>
        Assert.Equal(".TP\n.B \"\\-\\-filter \\(dqx\\(dq\"\nmeaning\n", new Roff().Item("--filter \"x\"", "meaning").ToString());
}

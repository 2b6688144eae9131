using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Tests.Frames;

public sealed class TerminalTraitsTests
{
    [Theory]
    [InlineData(null, "auto", "auto", ColorDepth.TrueColor, false)]
    [InlineData("", "auto", "no", ColorDepth.TrueColor, false)]
    [InlineData("1", "auto", "auto", ColorDepth.Mono, false)]
    [InlineData("1", "16", "yes", ColorDepth.Ansi16, true)]
    [InlineData(null, "none", "yes", ColorDepth.Mono, true)]
    public void A_file_has_everything_unless_something_else_is_said(string? noColor, string color, string ascii, ColorDepth depth, bool isAscii) =>
        Assert.Equal(new TerminalTraits(depth, isAscii), TerminalTraits.OfFile(name => name == "NO_COLOR" ? noColor : "vt100").With(color, ascii));
}

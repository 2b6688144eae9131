using System.Text;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Tests.Frames;

public sealed class FrameTextTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-screen-").FullName;

    [Fact]
    public void A_saved_frame_is_text_that_only_its_owner_may_read()
    {
        var frame = new Frame(8, 2);
        frame.Write(1, 0, default, "µs 日");
        string path = Path.Combine(_folder, "frame.txt");
        FrameText.Save(frame, path);
        Assert.Equal(" µs 日\n\n", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void An_existing_file_is_never_replaced()
    {
        string path = Path.Combine(_folder, "frame.txt");
        File.WriteAllText(path, "precious");
        Assert.Throws<IOException>(() => FrameText.Save(new Frame(2, 2), path));
        Assert.Equal("precious", File.ReadAllText(path));
    }

    [Fact]
    public void Kept_lines_carry_their_colours_and_end_plainly()
    {
        var frame = new Frame(8, 2);
        frame.Write(0, 0, new Style(Color.Ansi(1)), "red");
        string text = Encoding.UTF8.GetString(FrameAnsi.Of(frame, new TerminalTraits(ColorDepth.Ansi16, false)).Span);
        Assert.Equal("\e[31mred\e[0m\r\n\e[0m\r\n", text);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

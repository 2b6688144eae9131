using System.Text;
using OvsTop.Model.Sources;

namespace OvsTop.Commands;

/// <summary>Standard output of commands without a screen.</summary>
internal static class Output
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs a command; a reader that has seen enough (<c>| head</c>) ends it quietly, as SIGPIPE would.</summary>
    public static int Guard(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (IOException e) when (e is not FileNotFoundException && IsBrokenPipe(e))
        {
            return 0;
        }
    }

    /// <summary>A writer that does not flush by itself.</summary>
    public static StreamWriter Text(Stream stream) => new(stream, Utf8, leaveOpen: true) { NewLine = "\n" };

    /// <summary>Says on standard error what the source found odd.</summary>
    public static void Notices(SourceInfo info)
    {
        foreach (string notice in info.Notices)
        {
            Console.Error.WriteLine($"ovstop: note: {notice}");
        }
    }

    private static bool IsBrokenPipe(IOException e)
    {
        const int BrokenPipe = 32;
        return (e.HResult & 0xffff) == BrokenPipe || e.Message.Contains("Broken pipe", StringComparison.Ordinal);
    }
}

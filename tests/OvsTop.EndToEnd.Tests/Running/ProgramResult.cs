namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>What a program did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ProgramResult(int ExitCode, string Out, string Error)
{
    /// <summary>Lines of standard output.</summary>
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>It did its work and had nothing to complain about.</summary>
    public ProgramResult AssertDone()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, ExitCode);
        return this;
    }

    /// <summary>It refused: one line on standard error, nothing on standard output.</summary>
    /// <param name="exitCode">2 bad arguments, 1 failed, 3 no daemon, no probes or no permission.</param>
    /// <param name="parts">What the line must say.</param>
    public void AssertRefused(int exitCode, params string[] parts)
    {
        AssertOneLine(parts);
        Assert.Equal(exitCode, ExitCode);
        Assert.Equal("", Out);
    }

    /// <summary>It did its work and remarks on it in one line on standard error.</summary>
    public void AssertDoneWithNote(params string[] parts)
    {
        AssertOneLine(["note: ", .. parts]);
        Assert.Equal(0, ExitCode);
    }

    private void AssertOneLine(string[] parts)
    {
        Assert.StartsWith("ovstop: ", Error, StringComparison.Ordinal);
        Assert.True(Error.IndexOf('\n') == Error.Length - 1, $"not one line: {Error}");
        Assert.DoesNotContain('\t', Error);
        foreach (string part in parts)
        {
            Assert.Contains(part, Error, StringComparison.Ordinal);
        }
    }
}

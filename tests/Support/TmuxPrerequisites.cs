namespace OvsTop.Tests.Support;

/// <summary>What a test in a real terminal needs from the machine.</summary>
internal static class TmuxPrerequisites
{
    /// <summary>Null when such tests can run (or must).</summary>
    public static string? WhyNot { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("LIVE_TESTS") == "required")
        {
            return null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Any(folder => File.Exists(Path.Combine(folder, "tmux"))) ? null : "needs tmux: apt-get install tmux";
    }
}

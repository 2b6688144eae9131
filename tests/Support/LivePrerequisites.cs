namespace OvsTop.Tests.Support;

/// <summary>What a live test needs from the machine.</summary>
internal static class LivePrerequisites
{
    /// <summary>Null when live tests can run (or must).</summary>
    public static string? WhyNot { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("LIVE_TESTS") == "required")
        {
            return null;
        }

        if (Environment.UserName != "root")
        {
            return "needs root: loads kernel programs and attaches uprobes";
        }

        return Directory.Exists("/sys/bus/event_source/devices/uprobe") ? null : "needs a kernel with uprobes (CONFIG_UPROBE_EVENTS)";
    }
}

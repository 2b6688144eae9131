namespace OvsTop.Tests.Support;

/// <summary>A test with data in a real shell in a terminal of tmux. Skipped with its reason where there is none of either; never skipped with LIVE_TESTS=required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(string shell)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        bool here = folders.Any(folder => File.Exists(Path.Combine(folder, shell)));
        Skip = TmuxPrerequisites.WhyNot ?? (here || Environment.GetEnvironmentVariable("LIVE_TESTS") == "required" ? null : $"needs {shell}: apt-get install {shell}");
    }
}

namespace OvsTop.Tests.Support;

/// <summary>A test with a real tshark, with data. Skipped with its reason where there is none; never skipped with LIVE_TESTS=required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TsharkTheoryAttribute : TheoryAttribute
{
    public TsharkTheoryAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        bool here = folders.Any(folder => File.Exists(Path.Combine(folder, "tshark")));
        Skip = here || Environment.GetEnvironmentVariable("LIVE_TESTS") == "required" ? null : "needs tshark: apt-get install tshark";
    }
}

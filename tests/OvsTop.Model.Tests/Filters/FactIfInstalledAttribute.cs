namespace OvsTop.Model.Tests.Filters;

/// <summary>A fact that compares with a program; without the program it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactIfInstalledAttribute : FactAttribute
{
    public FactIfInstalledAttribute(string program)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(f => File.Exists(Path.Combine(f, program))))
        {
            Skip = $"{program} is not installed";
        }
    }
}

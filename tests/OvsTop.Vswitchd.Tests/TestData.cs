namespace OvsTop.Vswitchd.Tests;

/// <summary>Files recorded from real daemons, below Data.</summary>
internal static class TestData
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", name);

    public static string Read(string name) => File.ReadAllText(Path(name));
}

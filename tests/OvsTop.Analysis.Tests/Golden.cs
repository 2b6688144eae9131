using OvsTop.Tests.Support;

namespace OvsTop.Analysis.Tests;

/// <summary>Compares with a file in golden/; with UPDATE_GOLDEN=1 writes it instead, to be read before it is committed.</summary>
internal static class Golden
{
    public static void Verify(string name, string actual)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(RepositoryRoot.Path, "tests", "OvsTop.Analysis.Tests", "golden", name), actual);
            return;
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", name)), actual);
    }
}

namespace OvsTop.Tests.Support;

/// <summary>Finds files of the checkout from a test's output folder.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "OvsTop.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"no OvsTop.sln above {AppContext.BaseDirectory}");
    }
}

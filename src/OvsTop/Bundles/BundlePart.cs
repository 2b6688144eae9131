namespace OvsTop.Bundles;

/// <summary>A file of an incident bundle.</summary>
/// <param name="Name">Its path in the bundle.</param>
/// <param name="Help">What it is, for the README of the bundle.</param>
/// <param name="Open">Opens what it holds. Closed by the bundle.</param>
internal sealed record BundlePart(string Name, string Help, Func<Stream> Open)
{
    /// <summary>A part that is written for the bundle.</summary>
    public BundlePart(string name, string help, Action<Stream> write)
        : this(name, help, () => Written(write))
    {
    }

    /// <summary>A file, as long as it is now: it may be written to meanwhile, and be larger than memory.</summary>
    public BundlePart(string name, string help, string path)
        : this(name, help, () => new FileHead(path))
    {
    }

    private static MemoryStream Written(Action<Stream> write)
    {
        var content = new MemoryStream();
        write(content);
        content.Position = 0;
        return content;
    }
}

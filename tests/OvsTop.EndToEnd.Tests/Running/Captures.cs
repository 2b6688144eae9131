using System.IO.Compression;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>The recordings of real switches in tests/data/captures.</summary>
internal static class Captures
{
    public static string PathOf(string name) => RepositoryRoot.Combine("tests", "data", "captures", $"{name}.jsonl.gz");

    /// <summary>Its lines, uncompressed.</summary>
    public static byte[] Text(string name)
    {
        using var gzip = new GZipStream(File.OpenRead(PathOf(name)), CompressionMode.Decompress);
        using var text = new MemoryStream();
        gzip.CopyTo(text);
        return text.ToArray();
    }
}

using System.IO.Compression;

namespace OvsTop.Recording.Tests;

/// <summary>The real captures of tests/data/captures.</summary>
internal static class Captures
{
    public static readonly string[] All = ["ct2-one", "ct1-tcp", "l4-rule-change", "l4-storm", "l4-flow-limit", "l4-udp-idle"];

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "captures", name + ".jsonl.gz");

    public static byte[] Lines(string name)
    {
        using var stream = new GZipStream(File.OpenRead(PathOf(name)), CompressionMode.Decompress);
        var lines = new MemoryStream();
        stream.CopyTo(lines);
        return lines.ToArray();
    }
}

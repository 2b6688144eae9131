using System.IO.Compression;

namespace OvsTop.Model.Tests.Flows;

/// <summary>A flow put, upcall key or action list recorded on a kernel datapath (4.0.90): data/captured-flows.tsv.gz.</summary>
internal sealed record CapturedFlow(string Capture, string Ufid, byte[] Key, byte[] Mask, byte[] Actions)
{
    public static IReadOnlyList<CapturedFlow> All { get; } = [.. Data.Lines("captured-flows.tsv.gz").Select(Parse)];

    private static CapturedFlow Parse(string line)
    {
        string[] columns = line.Split('\t');
        return new(columns[0], columns[1], Convert.FromHexString(columns[2]), Convert.FromHexString(columns[3]), Convert.FromHexString(columns[4]));
    }
}

internal static class Data
{
    public static IEnumerable<string> Lines(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", name));
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}

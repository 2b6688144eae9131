using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using OvsTop.Screen.Pictures;

namespace OvsTop.Bundles;

/// <summary>An incident in one .tar.gz, to be sent to a colleague or put beside a ticket.</summary>
internal static class Bundle
{
    /// <summary>What its name ends in.</summary>
    public const string Extension = ".tar.gz";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a bundle. A part that cannot be made is left out, and the README of the bundle says why.</summary>
    /// <param name="path">A new file.</param>
    /// <param name="about">Lines on what is in it, for its README.</param>
    /// <param name="parts">The files, in their order.</param>
    /// <returns>Why it cannot be written, in words to go behind its name; null when it is.</returns>
    public static string? Write(string path, IEnumerable<string> about, IEnumerable<BundlePart> parts) => NewFile.Write(path, file =>
    {
        string folder = Path.GetFileName(path);
        folder = folder.EndsWith(Extension, StringComparison.Ordinal) ? folder[..^Extension.Length] : folder;
        using var zipped = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        using var tar = new TarWriter(zipped, TarEntryFormat.Pax);
        var readme = new StringBuilder();
        readme.AppendJoin('\n', about).Append("\n\n");
        foreach (var part in parts)
        {
            using var content = Open(part, out string? missing);
            readme.Append(part.Name).Append("  ").Append(missing is null ? part.Help : $"is not here: {missing}").Append('\n');
            if (content is not null)
            {
                Add(tar, $"{folder}/{part.Name}", content);
            }
        }

        using var text = new MemoryStream(Encoding.UTF8.GetBytes(readme.ToString()));
        Add(tar, $"{folder}/README.txt", text);
    });

    private static Stream? Open(BundlePart part, out string? missing)
    {
        try
        {
            missing = null;
            return part.Open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Model.Sources.SourceException)
        {
            missing = e.Message.ReplaceLineEndings(" ");
            return null;
        }
    }

    private static void Add(TarWriter tar, string name, Stream content) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { Mode = Private, DataStream = content });
}

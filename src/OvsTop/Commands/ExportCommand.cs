using System.CommandLine;
using System.Reactive.Linq;
using OvsTop.Model.Sources;
using OvsTop.Recording.Export;
using OvsTop.Recording.Replay;
using OvsTop.Settings;

namespace OvsTop.Commands;

/// <summary><c>ovstop export FILE -o OUT</c>: a recording in the form of other tools, by the extension of OUT.</summary>
internal static class ExportCommand
{
    private const string Formats = ".jsonl (raw events), .pcapng (received packets, for Wireshark) or .json (events for retis)";

    private static readonly Dictionary<string, (string Extension, Func<ReplaySource, string, ExportResult> Write)> Writers = new(StringComparer.Ordinal)
    {
        ["jsonl"] = (".jsonl", JsonLines),
        ["pcapng"] = (".pcapng", Pcapng),
        ["retis"] = (".json", Retis),
    };

    public static Command Make()
    {
        var file = Arguments.File();
        var output = new Option<string>("--output", "-o") { Description = $"File to write, new, {Formats}", HelpName = "file", Required = true };
        var format = new Option<string?>("--format", "-f") { Description = $"{string.Join(", ", Writers.Keys)}; without it by the name of the file" };
        format.CompletionSources.Add([.. Writers.Keys]);
        var command = new Command("export", $"Write a recording as {Formats}.") { file, output, format };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(output);
            var write = WriterOf(parsed.GetValue(format), path);
            using var source = ReplaySource.Open(parsed.GetRequiredValue(file), new ReplayOptions { Speed = double.PositiveInfinity });
            var result = write(source, path);
            Output.Notices(source.Info);
            Console.Error.WriteLine($"ovstop: {path}: {result.Written} written, {result.LeftOut} left out");
            return 0;
        });
        return command;
    }

    private static Func<ReplaySource, string, ExportResult> WriterOf(string? format, string path)
    {
        if (format is not null)
        {
            return Writers.TryGetValue(format, out var chosen) ? chosen.Write
                : throw new SettingsException($"--format is '{format}', allowed is {string.Join(" or ", Writers.Keys)}");
        }

        return Writers.Values.FirstOrDefault(writer => writer.Extension == Path.GetExtension(path)).Write
            ?? throw new SettingsException($"--output is '{path}', allowed is a name that ends in {Formats}, or any with --format");
    }

    private static ExportResult Retis(ReplaySource source, string path)
    {
        using var stream = Create(path);
        using var export = new RetisExport(stream, source.Session);
        Feed(source, export.Write);
        export.Finish();
        return export.Result;
    }

    private static ExportResult JsonLines(ReplaySource source, string path)
    {
        using var stream = Create(path);
        using var export = new JsonLinesExport(stream);
        Feed(source, export.Write);
        export.Flush();
        return export.Result;
    }

    private static ExportResult Pcapng(ReplaySource source, string path)
    {
        using var stream = Create(path);
        var export = new PcapngExport(stream, source.Session);
        Feed(source, export.Write);
        export.Finish();
        return export.Result;
    }

    private static void Feed(ReplaySource source, Action<ProbeBatch> write) => source.Batches.Do(write).LastOrDefaultAsync().Wait();

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"cannot write {path}: {e.Message}", CommandLine.Failed, e);
        }
    }
}

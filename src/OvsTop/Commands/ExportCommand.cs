using System.CommandLine;
using System.Reactive.Linq;
using OvsTop.Model.Redaction;
using OvsTop.Model.Sources;
using OvsTop.Recording.Export;
using OvsTop.Recording.Replay;
using OvsTop.Screen.Pictures;
using OvsTop.Settings;

namespace OvsTop.Commands;

/// <summary><c>ovstop export FILE -o OUT</c>: a recording in the form of other tools, by the extension of OUT.</summary>
internal static class ExportCommand
{
    private const string Formats = ".ovscap (all of it), .jsonl (raw events), .pcapng (received packets, for Wireshark) or .json (events for retis)";

    private static readonly Dictionary<string, (string Extension, Func<ReplaySource, string, Redactor?, ExportResult> Write)> Writers = new(StringComparer.Ordinal)
    {
        ["ovscap"] = (".ovscap", OvscapExport.Write),
        ["jsonl"] = (".jsonl", ToNewFile(JsonLines)),
        ["pcapng"] = (".pcapng", ToNewFile(Pcapng)),
        ["retis"] = (".json", ToNewFile(Retis)),
    };

    public static Command Make()
    {
        var file = Arguments.File();
        var output = new Option<string>("--output", "-o") { Description = $"File to write, new, {Formats}", HelpName = "file", Required = true };
        var format = new Option<string?>("--format", "-f") { Description = $"{string.Join(", ", Writers.Keys)}; without it by the name of the file" };
        format.CompletionSources.Add([.. Writers.Keys]);
        var redact = new Option<bool>("--redact") { Description = "Put pseudonyms in the place of addresses and names, clear packet contents" };
        var command = new Command("export", $"Write a recording as {Formats}.") { file, output, format, redact };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(output);
            var write = WriterOf(parsed.GetValue(format), path);
            using var source = ReplaySource.Open(parsed.GetRequiredValue(file), new ReplayOptions { Speed = double.PositiveInfinity });
            using var redactor = parsed.GetValue(redact) ? new Redactor() : null;
            var result = write(source, path, redactor);
            Output.Notices(source.Info);
            Console.Error.WriteLine($"ovstop: {path}: {result.Written} written, {result.LeftOut} left out");
            return 0;
        });
        return command;
    }

    private static Func<ReplaySource, string, Redactor?, ExportResult> WriterOf(string? format, string path)
    {
        if (format is not null)
        {
            return Writers.TryGetValue(format, out var chosen) ? chosen.Write
                : throw new SettingsException($"--format is '{format}', allowed is {string.Join(" or ", Writers.Keys)}");
        }

        return Writers.Values.FirstOrDefault(writer => writer.Extension == Path.GetExtension(path)).Write
            ?? throw new SettingsException($"--output is '{path}', allowed is a name that ends in {Formats}, or any with --format");
    }

    private static ExportResult Retis(ReplaySource source, Stream stream, Redactor? redactor)
    {
        var redacted = redactor is null ? null : new RedactedBatches(redactor);
        using var export = new RetisExport(stream, redacted?.Session(source.Session) ?? source.Session);
        Feed(source, redacted, export.Write);
        export.Finish();
        return export.Result;
    }

    private static ExportResult JsonLines(ReplaySource source, Stream stream, Redactor? redactor)
    {
        using var export = new JsonLinesExport(stream);
        Feed(source, redactor is null ? null : new RedactedBatches(redactor), export.Write);
        export.Flush();
        return export.Result;
    }

    private static ExportResult Pcapng(ReplaySource source, Stream stream, Redactor? redactor)
    {
        var redacted = redactor is null ? null : new RedactedBatches(redactor);
        var export = new PcapngExport(stream, () => redacted?.Session(source.Session) ?? source.Session);
        Feed(source, redacted, export.Write);
        export.Finish();
        return export.Result;
    }

    private static void Feed(ReplaySource source, RedactedBatches? redacted, Action<ProbeBatch> write) =>
        source.Batches.Do(batch => write(redacted?.Of(batch) ?? batch)).LastOrDefaultAsync().Wait();

    // Packets are in it: for its owner alone, and whole or not there at all.
    private static Func<ReplaySource, string, Redactor?, ExportResult> ToNewFile(Func<ReplaySource, Stream, Redactor?, ExportResult> export) => (source, path, redactor) =>
    {
        var result = default(ExportResult);
        return NewFile.Write(path, stream => result = export(source, stream, redactor)) is { } complaint
            ? throw new SourceException($"cannot write {path}: {complaint}", CommandLine.Failed)
            : result;
    };
}

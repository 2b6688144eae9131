using System.CommandLine;
using OvsTop.Commands;
using OvsTop.Model.Redaction;
using OvsTop.Recording.Container;
using OvsTop.Settings;

namespace OvsTop.Recordings;

/// <summary>Options of <c>ovstop record</c> about its file.</summary>
internal sealed class RecordingArguments
{
    private const long Megabyte = 1024 * 1024;

    private readonly Option<string?> _for = new("--for") { Description = "Stop after a time: 60s, 5m ...", HelpName = "time" };
    private readonly Option<int?> _maxSize = Arguments.Number("--max-size", "-s", "MiB", "Stop at a size in MiB");
    private readonly Option<string?> _rotateEvery = new("--rotate-every") { Description = "Begin a new file after a time; files are numbered", HelpName = "time" };
    private readonly Option<int?> _rotateSize = Arguments.Number("--rotate-size", "-C", "MiB", "Begin a new file at a size in MiB; files are numbered");
    private readonly Option<int?> _keep = Arguments.Number("--keep", "-W", "n", "Files to keep when a new one is begun; older ones are deleted");
    private readonly Option<bool> _append = new("--append") { Description = "Add to a recording that is there already" };
    private readonly Option<string> _fsync = new("--fsync") { Description = "Force the file to the disk: never, batch, or a time (1s)", HelpName = "when", DefaultValueFactory = _ => "1s" };
    private readonly Option<PayloadLevel> _payload = new("--payload") { Description = "Packet bytes to keep: none, head (64) or full (256)", DefaultValueFactory = _ => PayloadLevel.Head };

    private readonly Option<bool> _redact = new("--redact") { Description = "Put pseudonyms in the place of addresses and names, clear packet contents" };

    /// <summary>Adds them.</summary>
    public RecordingArguments AddTo(Command command)
    {
        foreach (Option option in (Option[])[_for, _maxSize, _rotateEvery, _rotateSize, _keep, _append, _fsync, _payload, _redact])
        {
            command.Options.Add(option);
        }

        return this;
    }

    /// <summary>How the file is written.</summary>
    /// <exception cref="SettingsException">An option is wrong.</exception>
    public RecordingOptions Read(ParseResult parsed)
    {
        var options = new RecordingOptions
        {
            Mode = parsed.GetValue(_append) ? RecordingMode.Append : RecordingMode.CreateNew,
            Payload = parsed.GetValue(_payload),
            Redactor = parsed.GetValue(_redact) ? new Redactor() : null,
            Sync = Sync(parsed.GetRequiredValue(_fsync)),
            MaxTime = Time("--for", parsed.GetValue(_for)),
            MaxBytes = parsed.GetValue(_maxSize) * Megabyte,
            RotateTime = Time("--rotate-every", parsed.GetValue(_rotateEvery)),
            RotateBytes = parsed.GetValue(_rotateSize) * Megabyte,
            KeepFiles = parsed.GetValue(_keep),
            EpochNow = MonotonicEpoch.Now,
        };
        return options is { KeepFiles: not null, RotateTime: null, RotateBytes: null }
            ? throw new SettingsException("--keep needs --rotate-size or --rotate-every: without them there is one file")
            : options;
    }

    private static SyncPolicy Sync(string text) => text switch
    {
        "never" => SyncPolicy.Never,
        "batch" => SyncPolicy.EveryBatch,
        _ when Durations.TryParse(text, out var every) => new SyncPolicy(every),
        _ => throw new SettingsException($"--fsync is '{text}', allowed is never, batch or a time like 1s"),
    };

    private static TimeSpan? Time(string option, string? text) =>
        text is null ? null : Durations.TryParse(text, out var time) ? time : throw new SettingsException($"{option} is '{text}', allowed is a time like 60s or 5m");
}

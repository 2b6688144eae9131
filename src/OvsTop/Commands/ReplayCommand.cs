using System.CommandLine;
using OvsTop.Bundles;
using OvsTop.Model.Sources;
using OvsTop.Recording.Replay;
using OvsTop.Screen.Playback;

namespace OvsTop.Commands;

/// <summary><c>ovstop replay FILE</c>: the same screens over a recording.</summary>
internal static class ReplayCommand
{
    private const string StandardInput = "-";

    public static Command Make()
    {
        var file = Arguments.File();
        var speed = Arguments.Parsed<double?>("--speed", "x", "1 is real time, 0.1 to 100; a stream is shown as it comes without it",
            text => Speeds.TryParse(text, out double value) ? value : null, Speeds.Allowed);
        var start = Arguments.Parsed("--start", "time", $"Where to begin: {Place.Allowed}", Place.Parse, Place.Allowed);
        var loop = new Option<bool>("--loop") { Description = "Begin again at the end" };
        var paused = new Option<bool>("--paused") { Description = "Stand still until Space" };
        var follow = new Option<bool>("--follow") { Description = "Begin at the end of a file that is still being written, or with a named pipe, and wait for more" };
        var command = new Command("replay", "Show a recording on the same screens.") { file, speed, start, loop, paused, follow };
        var options = new CommonOptions().AddTo(command).AddTerminalTo(command);
        command.Validators.Add(result =>
        {
            string? path = result.GetValue(file);
            if (path == StandardInput && (result.GetValue(loop) || result.GetValue(follow)))
            {
                result.AddError($"{(result.GetValue(loop) ? "--loop" : "--follow")} needs a file: standard input is read once, and always to its end.");
            }
            else if (result.GetValue(loop) && result.GetValue(follow))
            {
                result.AddError("--loop and --follow exclude each other: what is followed has no end.");
            }
        });
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            bool stream = path == StandardInput;
            var settings = options.Settings(parsed);
            var filter = options.Filter(parsed, settings);
            var replay = new ReplayOptions
            {
                Speed = parsed.GetValue(speed) ?? (stream ? double.PositiveInfinity : 1),
                Loop = parsed.GetValue(loop),
                StartPaused = parsed.GetValue(paused),
                Follow = parsed.GetValue(follow),
                HoldAtEnd = true,
                LooksAhead = true,
            };
            return ScreenRunner.Run(options.Host(parsed), () => Open(path, replay, parsed.GetValue(start)), settings, filter, keysFromTerminal: stream,
                bundle: (source, request) => RecordingBundle.Write(source is IPlayback { State.CanSeek: true } ? path : null, request, settings));
        });
        return command;
    }

    /// <summary>Opens a recording at a place, if one is given; only the opened recording knows its length and its clock.</summary>
    private static ReplaySource Open(string path, ReplayOptions options, Place? start)
    {
        var source = ReplaySource.Open(path, options);
        if (start is null)
        {
            return source;
        }

        var length = source.FindLength().GetAwaiter().GetResult();
        var place = start.Find(source.State with { Length = length }, out string? complaint);
        if (complaint is not null)
        {
            source.Dispose();
            throw new SourceException($"--start: {complaint}", CommandLine.BadArguments);
        }

        source.Seek(place);
        return source;
    }
}

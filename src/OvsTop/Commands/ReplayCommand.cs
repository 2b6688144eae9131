using System.CommandLine;
using OvsTop.Recording.Replay;

namespace OvsTop.Commands;

/// <summary><c>ovstop replay FILE</c>: the same screens over a recording.</summary>
internal static class ReplayCommand
{
    public static Command Make()
    {
        var file = Arguments.File();
        var speed = Arguments.Factor("--speed", "1 is real time, 0.1 to 100", 0.1, 100);
        var loop = new Option<bool>("--loop") { Description = "Begin again at the end" };
        var command = new Command("replay", "Show a recording on the same screens.") { file, speed, loop };
        var options = new CommonOptions().AddTo(command).AddScreenTo(command);
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed);
            var filter = options.Filter(parsed, settings);
            var replay = new ReplayOptions { Speed = parsed.GetValue(speed), Loop = parsed.GetValue(loop) };
            return ScreenRunner.Run(() => ReplaySource.Open(parsed.GetRequiredValue(file), replay), settings, filter, keysFromTerminal: parsed.GetRequiredValue(file) == "-");
        });
        return command;
    }
}

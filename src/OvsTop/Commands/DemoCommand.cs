using System.CommandLine;
using OvsTop.Bundles;
using OvsTop.Recording.Demo;

namespace OvsTop.Commands;

/// <summary><c>ovstop demo</c>: the embedded recording, in a loop.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var command = new Command("demo", "Show a recorded incident: calm, a rule change, a storm against the flow limit, deletes. Needs no Open vSwitch and no root.");
        var options = new CommonOptions().AddTo(command).AddTerminalTo(command);
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed);
            return ScreenRunner.Run(options.Host(parsed), () => DemoSource.Open(), settings, options.Filter(parsed, settings), bundle: (_, request) => RecordingBundle.Write(null, request, settings));
        });
        return command;
    }
}

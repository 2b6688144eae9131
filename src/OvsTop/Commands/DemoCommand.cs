using System.CommandLine;
using OvsTop.Recording.Demo;

namespace OvsTop.Commands;

/// <summary><c>ovstop demo</c>: the embedded recording, in a loop.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var command = new Command("demo", "Show a recorded incident: calm, a rule change, a storm against the flow limit, deletes. Needs no Open vSwitch and no root.");
        var options = new CommonOptions().AddTo(command).AddScreenTo(command);
        command.SetAction(parsed => ScreenRunner.Run(() => DemoSource.Open(), options.Settings(parsed)));
        return command;
    }
}

using System.CommandLine;
using OvsTop.Probes.Live;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Commands;

/// <summary><c>ovstop</c>: watch a running ovs-vswitchd.</summary>
internal static class WatchCommand
{
    public static RootCommand Make()
    {
        var command = new RootCommand("top for the slow path of Open vSwitch: upcalls, handlers, revalidators, live. 'ovstop demo' needs no Open vSwitch.");
        var options = new CommonOptions().AddTo(command).AddScreenTo(command).AddLiveTo(command);
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed);
            var ports = options.Ports(parsed);
            var filter = options.Filter(parsed, settings, ports.Find);
            var needs = Needs.Of(new UiState { View = Views.Find(settings.View)!.Key, Filter = filter });
            return ScreenRunner.Run(
                () => LiveSource.Open(new DaemonFinder(), options.Live(parsed, settings) with { Measurements = needs }), settings, filter, ports: ports.Find);
        });
        return command;
    }
}

using System.CommandLine;
using OvsTop.Bundles;
using OvsTop.Model.Redaction;
using OvsTop.Probes.Live;
using OvsTop.Recordings;
using OvsTop.Screen.State;
using OvsTop.Traces;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Commands;

/// <summary><c>ovstop</c>: watch a running ovs-vswitchd.</summary>
internal static class WatchCommand
{
    public static RootCommand Make()
    {
        var command = new RootCommand("top for the slow path of Open vSwitch: upcalls, handlers, revalidators, live. 'ovstop demo' needs no Open vSwitch.");
        var record = new Option<string?>("--record") { Description = "Record to a new .ovscap file while watching; R does it later", HelpName = "file" };
        var redact = new Option<bool>("--redact") { Description = "Record pseudonyms in the place of addresses and names" };
        command.Options.Add(record);
        command.Options.Add(redact);
        var options = new CommonOptions().AddTo(command).AddTerminalTo(command).AddLiveTo(command);
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed);
            var live = options.Live(parsed, settings);
            var filter = options.Filter(parsed, settings, new DaemonPorts(live).Find);
            var needs = Needs.Of(settings.Start(filter));
            live = live with { Measurements = needs };
            using var redactor = parsed.GetValue(redact) ? new Redactor() : null;
            return ScreenRunner.Run(
                options.Host(parsed), () => RecordedSource.Open(LiveSource.Open(new DaemonFinder(), live), live, redactor, parsed.GetValue(record)), settings, filter, ports: new DaemonPorts(live, DaemonPorts.WhileTyping).Find,
                replays: () => DaemonReplayer.TryOpen(live),
                bundle: (source, request) => LiveBundle.Write((RecordedSource)source, request, settings, live, redacted: redactor is not null));
        });
        return command;
    }
}

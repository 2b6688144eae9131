using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Recording.Container;
using OvsTop.Vswitchd.Layouts;
using OvsTop.Vswitchd.Replies;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Recordings;

/// <summary>What a recording says about the daemon besides what the probes tell: its version, struct layout and ports.</summary>
/// <param name="OvsVersion">Release, or null when the daemon does not say.</param>
/// <param name="Layout">Layout of that release.</param>
/// <param name="Ports">Names of datapath ports.</param>
internal sealed record SessionFacts(string? OvsVersion, string? Layout, IReadOnlyDictionary<uint, string> Ports)
{
    private static readonly TimeSpan ReplyLimit = TimeSpan.FromSeconds(2);

    /// <summary>Nothing is known.</summary>
    public static SessionFacts None { get; } = new(null, null, new Dictionary<uint, string>());

    /// <summary>Asks the daemon; a recording is made whether it answers or not.</summary>
    /// <param name="live">Whom to ask, and through whom.</param>
    public static SessionFacts Ask(LiveOptions live)
    {
        try
        {
            var client = live.Unixctl.Of(live.Pid);
            using var limit = new CancellationTokenSource(ReplyLimit);
            bool known = Vswitchd.Replies.OvsVersion.TryParse(Call("version"), out var version);
            return new SessionFacts(known ? version.Text : null, known ? LayoutTable.Expected(version)?.Name : null, Names(DpifShow.Parse(Call("dpif/show"))));

            string Call(string command) => client.CallAsync(command, ReadOnlyMemory<string>.Empty, limit.Token).GetAwaiter().GetResult().Result ?? "";
        }
        catch (Exception e) when (e is UnixctlException or SourceException or OperationCanceledException)
        {
            // Without its control socket the file lacks version and names, and nothing else.
            return None;
        }
    }

    /// <summary>The head of a recording of a source.</summary>
    public RecordingSession Session(SourceInfo info) => new()
    {
        Source = info.Title,
        OvsVersion = OvsVersion,
        KernelRelease = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        Layout = Layout,
        Epoch = info.Epoch,
        ChurnSeconds = info.ChurnSeconds,
        Probes = info.Attached,
        Primary = info.Primary,
        Ports = Ports,
    };

    private static Dictionary<uint, string> Names(IEnumerable<DpifDatapath> datapaths)
    {
        var names = new Dictionary<uint, string>();
        foreach (var port in datapaths.SelectMany(datapath => datapath.Ports))
        {
            if (port.DatapathPort is { } number)
            {
                names.TryAdd(number, port.Name);
            }
        }

        return names;
    }
}

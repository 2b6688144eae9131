using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Replies;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop;

/// <summary>The version a daemon says it has.</summary>
internal static class DaemonVersion
{
    private static readonly TimeSpan ReplyLimit = TimeSpan.FromSeconds(2);

    /// <summary>Asks it. Returns why there is no answer, or null.</summary>
    public static string? TryAsk(Daemon daemon, UnixctlClients clients, out OvsVersion version)
    {
        version = default;
        try
        {
            using var limit = new CancellationTokenSource(ReplyLimit);
            string reply = clients.Of(daemon).CallAsync("version", ReadOnlyMemory<string>.Empty, limit.Token).GetAwaiter().GetResult().Result ?? "";
            return OvsVersion.TryParse(reply, out version) ? null : "its answer to 'version' is not understood";
        }
        catch (Exception e) when (e is UnixctlException or OperationCanceledException)
        {
            return e.Message;
        }
    }
}

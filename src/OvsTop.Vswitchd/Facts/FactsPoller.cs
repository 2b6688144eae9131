using System.Diagnostics;
using OvsTop.Model.Facts;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Facts;

/// <summary>
/// Asks a daemon for <see cref="DaemonFacts"/> in the background, one request at a time and at most one per <see cref="Every"/>, which is easy on the
/// daemon's main thread and never holds up who looks at <see cref="Facts"/>.
/// </summary>
public sealed class FactsPoller : IDisposable
{
    private static readonly string[] ThreadPrefixes = ["handler", "revalidator", "pmd"];

    private readonly CancellationTokenSource _stop = new();
    private readonly FactsAsker _asker;
    private readonly Task _asking;

    /// <summary>Starts asking.</summary>
    /// <param name="daemon">Whom.</param>
    /// <param name="clients">Through whom.</param>
    public FactsPoller(Daemon daemon, UnixctlClients clients)
    {
        _asker = new FactsAsker(() => clients.Of(daemon), () => Threads(daemon), NowNs);
        var stopped = _stop.Token;
        _asking = Task.Run(() => RunAsync(stopped));
    }

    /// <summary>Shortest time from one request to the next.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromSeconds(1);

    /// <summary>What is known now; thread safe, another object whenever something changed.</summary>
    public DaemonFacts Facts
    {
        get
        {
            // A daemon that does not answer is no exception here: whatever else went wrong is for the caller to know.
            if (_asking.IsFaulted) _asking.GetAwaiter().GetResult();
            return _asker.Facts;
        }
    }

    /// <summary>True when a daemon has a control socket that can be found.</summary>
    public static bool CanAsk(Daemon daemon)
    {
        try
        {
            UnixctlEndpoint.Find(daemon);
            return true;
        }
        catch (UnixctlException)
        {
            return false;
        }
    }

    /// <summary>Stops asking, without waiting for an answer under way.</summary>
    public void Dispose() => _stop.Stop();

    private async Task RunAsync(CancellationToken stopped)
    {
        try
        {
            while (true)
            {
                var pause = await _asker.StepAsync(stopped).ConfigureAwait(false);
                await Task.Delay(pause > Every ? pause : Every, stopped).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Nobody wants to know any more.
        }
    }

    private static ulong NowNs() => (ulong)Stopwatch.GetElapsedTime(0).Ticks * 100;

    private static IReadOnlyList<ThreadFact> Threads(Daemon daemon) =>
        [.. daemon.ReadThreads().Where(thread => ThreadPrefixes.Any(prefix => thread.Name.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(thread => new ThreadFact((uint)thread.Tid, thread.Name))];
}

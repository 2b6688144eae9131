using System.Globalization;
using OvsTop.Model;
using OvsTop.Model.Traces;
using OvsTop.Vswitchd.Replies;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tracing;

/// <summary>
/// Has the daemon trace upcalls itself, if it has commands for that and the user has agreed. What was created is deleted in
/// <see cref="DisposeAsync"/>. The daemon's trace ids are shown and never taken for identities of packets.
/// </summary>
public sealed class DaemonTracer : IDaemonTracer, IAsyncDisposable
{
    private const int MostBridges = 8, MostTraces = 512, MostSeen = 8192, MostAPoll = 10;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500), LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly IUnixctl _unixctl;
    private readonly string _filter;
    private readonly bool _agreed;
    private readonly TimeSpan _every;
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"ovstop-{Environment.ProcessId}");
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Flow, string Actions), DaemonTrace> _traces = [];
    private readonly Queue<(string Flow, string Actions)> _order = new();
    private readonly HashSet<(string Bridge, string Id)> _seen = [];
    private readonly List<(string Bridge, string Id)> _created = [];
    private readonly Task _work;
    private DaemonTraceCommands? _commands;
    private long _characters;
    private volatile string _note = "";

    /// <summary>Starts to work.</summary>
    /// <param name="unixctl">The daemon.</param>
    /// <param name="filter">An ovs-ofctl match that lets through at least what is wanted; empty for everything.</param>
    /// <param name="agreed">False: only look whether it can, and say so.</param>
    /// <param name="every">Time between two looks; null for the usual.</param>
    public DaemonTracer(IUnixctl unixctl, string filter, bool agreed, TimeSpan? every = null)
    {
        (_unixctl, _filter, _agreed, _every) = (unixctl, filter, agreed, every ?? Every);
        _work = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public string Note => _work.IsFaulted ? _work.Exception.GetBaseException().Message : _note;

    /// <inheritdoc/>
    public DaemonTrace? Find(TraceReply replay)
    {
        ArgumentNullException.ThrowIfNull(replay);
        lock (_lock)
        {
            return _traces.GetValueOrDefault((replay.Flow, replay.DatapathActions));
        }
    }

    /// <summary>Stops, and deletes at the daemon what was created there.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var farewell = new CancellationTokenSource(LongestFarewell);
        while (_created.Count > 0 && !farewell.IsCancellationRequested)
        {
            var (bridge, id) = _created[^1];
            try
            {
                var reply = await CallAsync(_commands!.Delete(bridge, _name, id), farewell.Token).ConfigureAwait(false);
                _note = reply.Error is { } error ? $"the trace on {PlainText.Brief(bridge)} could not be deleted: {OneLine(error)}" : _note;
                _created.RemoveAt(_created.Count - 1);
            }
            catch (UnixctlException e)
            {
                _note = $"the trace on {PlainText.Brief(bridge)} could not be deleted: {e.Message}";
                await Task.Delay(e.RetryAfter, farewell.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (farewell.IsCancellationRequested)
            {
                _note = $"the trace on {PlainText.Brief(bridge)} could not be deleted: no answer within {LongestFarewell.TotalSeconds:0} s";
            }
        }

        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var stopped = _stop.Token;
        while (!stopped.IsCancellationRequested)
        {
            var pause = _every;
            try
            {
                if (!await StepAsync(stopped).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (UnixctlException e)
            {
                // That others were asked about does not concern what the daemon has traced.
                _note = e.Failure == UnixctlFailure.Deferred ? _note : e.Message;
                pause = e.RetryAfter > pause ? e.RetryAfter : pause;
            }
            catch (OperationCanceledException) when (stopped.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(pause, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One look; false when there is nothing to look for.</summary>
    private async Task<bool> StepAsync(CancellationToken stopped)
    {
        if (_commands is null)
        {
            var list = await CallAsync(("list-commands", []), stopped).ConfigureAwait(false);
            _commands = DaemonTraceCommands.Find(CommandList.Parse(list.Result ?? ""), out string note);
            _note = note;
            if (_commands is null)
            {
                return false;
            }

            if (!_agreed)
            {
                _note = "this ovs-vswitchd can trace upcalls itself: ovstop trace --daemon-traces has it do so";
                return false;
            }
        }

        if (_created.Count == 0 && !await CreateAsync(stopped).ConfigureAwait(false))
        {
            return false;
        }

        int fetched = 0;
        foreach (var (bridge, _) in _created.ToArray())
        {
            fetched = await LookAsync(bridge, fetched, stopped).ConfigureAwait(false);
        }

        return true;
    }

    private async Task<bool> CreateAsync(CancellationToken stopped)
    {
        var show = await CallAsync(("dpif/show", []), stopped).ConfigureAwait(false);
        string[] bridges = [.. DpifShow.Parse(show.Result ?? "").SelectMany(datapath => datapath.Ports).Select(port => port.Bridge).Distinct().Take(MostBridges)];
        foreach (string bridge in bridges)
        {
            // Remembered before it is sent: an answer that does not come may still mean that there is one.
            int at = _created.Count;
            _created.Add((bridge, _name));
            var reply = await CallAsync(_commands!.Create(bridge, _filter, _name), stopped).ConfigureAwait(false);
            if (reply.Error is { } error)
            {
                _created.RemoveAt(at);
                _note = $"ovs-vswitchd does not trace {PlainText.Brief(bridge)}: {OneLine(error)}";
            }
            else
            {
                _created[at] = (bridge, FirstNumber(reply.Result ?? "") ?? _name);
            }
        }

        return _created.Count > 0;
    }

    private async Task<int> LookAsync(string bridge, int fetched, CancellationToken stopped)
    {
        var list = await CallAsync(_commands!.List(bridge, _name), stopped).ConfigureAwait(false);
        foreach (string line in (list.Result ?? "").Split('\n', MostSeen))
        {
            if (fetched >= MostAPoll || FirstNumber(line) is not { } id || !_seen.Add((bridge, id)))
            {
                continue;
            }

            fetched++;
            var reply = await CallAsync(_commands.Print(bridge, _name, id), stopped).ConfigureAwait(false);
            Keep(id, TraceText.ParseAll(reply.Result ?? ""));
        }

        if (_seen.Count > MostSeen)
        {
            _seen.Clear();
        }

        return fetched;
    }

    private void Keep(string id, IEnumerable<TraceReply> replies)
    {
        lock (_lock)
        {
            foreach (var reply in replies)
            {
                var key = (reply.Flow, reply.DatapathActions);
                if (_traces.TryAdd(key, new DaemonTrace(id, reply)))
                {
                    _order.Enqueue(key);
                    _characters += reply.Length;
                }

                while (_order.Count > MostTraces || (_characters > ReplayQueue.MostCharacters && _order.Count > 1))
                {
                    _characters -= _traces.Remove(_order.Dequeue(), out var old) ? old.Reply.Length : 0;
                }
            }
        }
    }

    /// <summary>The id that a line begins with: <c>#5</c>, <c>5:</c>, <c>id: 5</c>, <c>0x5</c>.</summary>
    private static string? FirstNumber(string line)
    {
        const int LongestId = 20;
        foreach (string token in line.Split([' ', ',', ':', '#', '=', '(', '\t'], 8, StringSplitOptions.RemoveEmptyEntries))
        {
            string bare = token.StartsWith("0x", StringComparison.Ordinal) ? token[2..] : token;
            if (token.Length <= LongestId && bare.Length > 0 && (bare.Length < token.Length ? bare.All(char.IsAsciiHexDigit) : bare.All(char.IsAsciiDigit)))
            {
                return token;
            }
        }

        return null;
    }

    private static string OneLine(string text) => PlainText.Brief(text.Trim().Split('\n')[0]);

    private Task<UnixctlReply> CallAsync((string Method, string[] Args) call, CancellationToken stopped) => _unixctl.CallAsync(call.Method, call.Args, stopped);
}

using System.Diagnostics;
using OvsTop.Model;
using OvsTop.Model.Traces;
using OvsTop.Vswitchd.Replies;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tracing;

/// <summary>
/// Asks <c>ofproto/detrace</c> and <c>dpctl/get-flow</c> about flows. A revalidator fills the cache that detrace reads only when the flow has had
/// packets or the rules have changed, so an empty answer is asked for again, ever less often, and then believed.
/// </summary>
public sealed class FlowInspector : IFlowInspector, IDisposable
{
    private const int MostAnswers = 256;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50), AfterTrouble = TimeSpan.FromSeconds(1);

    /// <summary>How long after an answer without a cache the next try comes; after the last one there is none.</summary>
    private static readonly TimeSpan[] Again = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    private readonly IUnixctl _unixctl;
    private readonly TimeSpan[] _again;
    private readonly Lock _lock = new();
    private readonly Dictionary<Ufid, Asked> _asked = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private IReadOnlyList<Ufid> _wanted = [];
    private string? _datapath;
    private bool? _canDetrace;
    private long _version;

    /// <summary>Starts to work.</summary>
    /// <param name="unixctl">The daemon.</param>
    /// <param name="again">Pauses between tries; null for the usual ones.</param>
    public FlowInspector(IUnixctl unixctl, IReadOnlyList<TimeSpan>? again = null)
    {
        _unixctl = unixctl;
        _again = [.. again ?? Again];
        var stopped = _stop.Token;
        _work = Task.Run(() => RunAsync(stopped));
    }

    /// <inheritdoc/>
    public long Version => Interlocked.Read(ref _version);

    /// <inheritdoc/>
    public void Want(IReadOnlyList<Ufid> flows)
    {
        lock (_lock)
        {
            _wanted = flows;
        }
    }

    /// <inheritdoc/>
    public FlowAnswer? Find(Ufid flow)
    {
        lock (_lock)
        {
            return _asked.GetValueOrDefault(flow)?.Answer ?? (_work.IsFaulted ? new FlowAnswer { Ufid = flow, RulesProblem = _work.Exception.GetBaseException().Message } : null);
        }
    }

    /// <summary>Stops; an answer under way is not waited for.</summary>
    public void Dispose() => _stop.Stop();

    private async Task RunAsync(CancellationToken stopped)
    {
        try
        {
            while (true)
            {
                if (Next() is { } flow)
                {
                    await AskAsync(flow, stopped).ConfigureAwait(false);
                }
                else
                {
                    await Task.Delay(Idle, stopped).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Nobody wants to know any more.
        }
    }

    private Asked? Next()
    {
        lock (_lock)
        {
            foreach (var flow in _wanted)
            {
                if (!_asked.TryGetValue(flow, out var asked))
                {
                    if (_asked.Count >= MostAnswers)
                    {
                        var wanted = _wanted.ToHashSet();
                        foreach (var old in _asked.Keys.Where(known => !wanted.Contains(known)).ToList())
                        {
                            _asked.Remove(old);
                        }
                    }

                    if (_asked.Count >= MostAnswers)
                    {
                        return null;
                    }

                    asked = new Asked { Answer = new FlowAnswer { Ufid = flow, IsPending = true } };
                    _asked.Add(flow, asked);
                    return asked;
                }

                if (asked.Answer.IsPending && Stopwatch.GetElapsedTime(0) >= asked.NotBefore)
                {
                    return asked;
                }
            }

            return null;
        }
    }

    private async Task AskAsync(Asked asked, CancellationToken stopped)
    {
        var answer = asked.Answer;
        try
        {
            _canDetrace ??= CommandList.Parse((await CallAsync("list-commands", [], stopped).ConfigureAwait(false)).Result ?? "").ContainsKey("ofproto/detrace");
            _datapath ??= await AskDatapathAsync(stopped).ConfigureAwait(false);
            string ufid = $"ufid:{answer.Ufid}";
            var flow = await CallAsync("dpctl/get-flow", _datapath.Length > 0 ? [_datapath, ufid] : [ufid], stopped).ConfigureAwait(false);
            answer = flow.Error is { } error
                ? answer with { Flow = null, FlowProblem = OneLine(error) }
                : answer with { Flow = OneLine(flow.Result ?? "", Longest), FlowProblem = "" };
            answer = _canDetrace == true
                ? Read(answer, await CallAsync("ofproto/detrace", [ufid, Pmd(_datapath)], stopped).ConfigureAwait(false), asked.Tries >= _again.Length)
                : answer with { RulesProblem = "this ovs-vswitchd has no ofproto/detrace (3.4 and newer have)", IsPending = false };
            asked.NotBefore = Stopwatch.GetElapsedTime(0) + (asked.Tries < _again.Length ? _again[asked.Tries] : TimeSpan.Zero);
            asked.Tries++;
        }
        catch (UnixctlException e)
        {
            var pause = e.RetryAfter > AfterTrouble ? e.RetryAfter : AfterTrouble;
            asked.NotBefore = Stopwatch.GetElapsedTime(0) + pause;
            answer = answer with { RulesProblem = e.Message, IsPending = ++asked.Failures <= _again.Length };
        }

        lock (_lock)
        {
            asked.Answer = answer;
        }

        Interlocked.Increment(ref _version);
    }

    private static FlowAnswer Read(FlowAnswer answer, UnixctlReply reply, bool isLast)
    {
        if (reply.Error is { } error)
        {
            return answer with { RulesProblem = OneLine(error), IsPending = false };
        }

        // 3.4.0 answers nothing at all where later ones say that nothing was found.
        var (rules, notCached, notFound) = DetraceText.Parse(reply.Result ?? "");
        return rules.Count > 0 ? answer with { Rules = rules, RulesProblem = "", IsPending = false }
            : notFound && !notCached ? answer with { RulesProblem = "the flow is no longer there", IsPending = false }
            : answer with { RulesProblem = isLast ? "no cache yet: the flow has had no further packets" : "no cache yet", IsPending = !isLast };
    }

    /// <summary>
    /// PMD_ID_NULL for the kernel datapath, whose default is wrong in 3.4.0 and 3.4.1; all threads for a userspace one.
    /// </summary>
    private static string Pmd(string datapath) => datapath.StartsWith("netdev@", StringComparison.Ordinal) ? "pmd=-1" : "pmd=2147483647";

    private const int Longest = 4096;

    private static string OneLine(string text, int longest = 200)
    {
        var line = text.AsSpan().Trim();
        int end = line.IndexOf('\n');
        line = end < 0 ? line : line[..end];
        return new string(line.Length > longest ? line[..longest] : line);
    }

    /// <summary>The datapath as <c>dpctl</c> takes it, with its type in front.</summary>
    private async Task<string> AskDatapathAsync(CancellationToken stopped) =>
        DpifShow.Parse((await CallAsync("dpif/show", [], stopped).ConfigureAwait(false)).Result ?? "") is [var datapath, ..] ? datapath.Name : "";

    private Task<UnixctlReply> CallAsync(string method, string[] args, CancellationToken stopped) => _unixctl.CallAsync(method, args, stopped);

    private sealed class Asked
    {
        public required FlowAnswer Answer;
        public TimeSpan NotBefore;
        public int Tries, Failures;
    }
}

using System.Diagnostics;
using OvsTop.Model;
using OvsTop.Model.Traces;
using OvsTop.Vswitchd.Replies;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tracing;

/// <summary>
/// Replays rounds by <c>ofproto/trace</c>: only the key is given, never a packet, so nothing is learnt, committed or sent. The client's budget
/// keeps the daemon's main thread free.
/// </summary>
public sealed class RoundReplayer : IRoundReplayer, IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50), SlowReply = TimeSpan.FromMilliseconds(250), AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly IUnixctl _unixctl;
    private readonly ReplayQueue _queue = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private volatile string _trouble = "";
    private readonly TimeSpan _afterTrouble;
    private string? _datapath;
    private string _failure = "";

    /// <summary>Starts to work.</summary>
    /// <param name="unixctl">The daemon.</param>
    /// <param name="afterTrouble">Shortest pause after a call without an answer; null for the usual.</param>
    public RoundReplayer(IUnixctl unixctl, TimeSpan? afterTrouble = null)
    {
        _unixctl = unixctl;
        _afterTrouble = afterTrouble ?? AfterTrouble;
        var stopped = _stop.Token;
        _work = Task.Run(() => RunAsync(stopped));
    }

    /// <inheritdoc/>
    public long Version => _queue.Version;

    /// <inheritdoc/>
    public string Trouble => _work.IsFaulted ? _work.Exception.GetBaseException().Message : _trouble;

    /// <inheritdoc/>
    public void Want(IReadOnlyList<ReplayRequest> requests) => _queue.Want(requests);

    /// <inheritdoc/>
    public RoundReplay? Find(long round) => _queue.Find(round);

    /// <summary>Stops; an answer under way is not waited for.</summary>
    public void Dispose() => _stop.Stop();

    private static ulong NowNs => (ulong)Stopwatch.GetElapsedTime(0).Ticks * 100;

    private async Task RunAsync(CancellationToken stopped)
    {
        try
        {
            while (true)
            {
                if (_queue.Next(NowNs) is { } request)
                {
                    await ReplayAsync(request, stopped).ConfigureAwait(false);
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

    private async Task ReplayAsync(ReplayRequest request, CancellationToken stopped)
    {
        try
        {
            _datapath ??= await AskDatapathAsync(stopped).ConfigureAwait(false);
            string[] args = _datapath.Length > 0 ? [_datapath, request.Key] : [request.Key];
            var answer = await _unixctl.CallAsync("ofproto/trace", args, stopped).ConfigureAwait(false);
            _failure = "";
            _trouble = answer.Duration > SlowReply ? $"ofproto/trace takes {answer.Duration.TotalMilliseconds:0} ms here: replays are rare" : "";
            _queue.Done(request, Read(answer, request.RecircId == 0), NowNs);
        }
        catch (UnixctlException e)
        {
            // Why it failed is told as long as it waits for that.
            bool waits = e.Failure == UnixctlFailure.Deferred;
            _failure = waits ? _failure : e.Message;
            _trouble = waits && _failure.Length > 0 ? $"{_failure}; asked again in {e.RetryAfter.TotalSeconds:0} s" : e.Message;
            await Task.Delay(e.RetryAfter > _afterTrouble ? e.RetryAfter : _afterTrouble, stopped).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            // The client refuses what could act; a key that looks so is not replayed.
            _queue.Done(request, new RoundReplay { Refusal = TraceRefusal.Other, Problem = e.Message }, NowNs);
        }
    }

    private static RoundReplay Read(UnixctlReply answer, bool isFirst)
    {
        if (answer.Error is { } error)
        {
            return new RoundReplay { Refusal = TraceRefusals.Of(error), Problem = PlainText.Brief(error.TrimEnd().Split('\n')[0]) };
        }

        return TraceText.Parse(answer.Result ?? "") is not { } reply
            ? new RoundReplay { Refusal = TraceRefusal.Other, Problem = "the answer is not understood" }
            : TraceRefusals.Of(reply) is not TraceRefusal.None and var refusal ? new RoundReplay { Refusal = refusal, Problem = reply.Failure ?? "" }
            : new RoundReplay { Reply = reply, Guesses = isFirst ? TraceText.ParseGuesses(answer.Result!) : [] };
    }

    /// <summary>
    /// The datapath's name as <c>ofproto/trace</c> takes it, without the type in front. It is left out only where there is exactly one, so it is
    /// always given when it can be.
    /// </summary>
    private async Task<string> AskDatapathAsync(CancellationToken stopped)
    {
        var reply = await _unixctl.CallAsync("dpif/show", ReadOnlyMemory<string>.Empty, stopped).ConfigureAwait(false);
        return DpifShow.Parse(reply.Result ?? "") is [var datapath, ..] ? datapath.Name[(datapath.Name.IndexOf('@') + 1)..] : "";
    }
}

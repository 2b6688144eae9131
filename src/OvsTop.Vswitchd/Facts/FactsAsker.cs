using OvsTop.Model;
using OvsTop.Model.Facts;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Facts;

/// <summary>Asks the daemon one question at a time, the most overdue first, and keeps the answers. One caller at a time; <see cref="Facts"/> is for any thread.</summary>
/// <param name="connect">Makes the client; called when there is none yet.</param>
/// <param name="threads">Reads the daemon's threads.</param>
/// <param name="clockNs">CLOCK_MONOTONIC.</param>
internal sealed class FactsAsker(Func<IUnixctl> connect, Func<IReadOnlyList<ThreadFact>> threads, Func<ulong> clockNs)
{
    /// <summary>A command that the daemon refused may be known after an update of the daemon's bridges, not sooner.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(1), Reconnect = TimeSpan.FromSeconds(10), ThreadsEvery = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<UnixctlFailure, string> Words = new()
    {
        [UnixctlFailure.Unreachable] = "cannot be reached",
        [UnixctlFailure.Timeout] = DaemonFacts.TimedOut,
        [UnixctlFailure.Closed] = "connection closed",
        [UnixctlFailure.Malformed] = "answer not understood",
        [UnixctlFailure.TooLarge] = "answer too long",
        [UnixctlFailure.Deferred] = "its share of the main thread is spent",
    };

    private readonly ulong?[] _askedNs = new ulong?[FactsQuestions.All.Count];
    private IUnixctl? _client;
    private ulong? _threadsNs;
    private volatile DaemonFacts _facts = new();

    /// <summary>What is known.</summary>
    public DaemonFacts Facts => _facts;

    /// <summary>Looks at the threads, asks the next question if one is due.</summary>
    /// <returns>How long to leave the daemon alone now; zero for the usual time.</returns>
    public async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        RefreshThreads();
        int next = Next();
        if (next < 0) return TimeSpan.Zero;
        var question = FactsQuestions.All[next];
        try
        {
            _client ??= connect();
            _askedNs[next] = clockNs();
            var reply = await _client.CallAsync(question.Method, question.Args, cancellationToken).ConfigureAwait(false);
            _facts = Answered(question, reply) with { Requests = _facts.Requests + 1, Trouble = null, RetryAtNs = 0 };
            return TimeSpan.Zero;
        }
        catch (UnixctlException e)
        {
            var pause = _client is null ? Reconnect : e.RetryAfter > ShortestRetry ? e.RetryAfter : ShortestRetry;
            bool sent = _client is not null && e.Failure != UnixctlFailure.Deferred;
            _facts = _facts with { Requests = _facts.Requests + (sent ? 1u : 0u), Trouble = Words[e.Failure], RetryAtNs = clockNs() + Ns(pause) };
            return pause;
        }
    }

    private DaemonFacts Answered(FactsQuestion question, UnixctlReply reply)
    {
        ulong now = clockNs();
        string? why = reply.Error is { } error ? FirstLine(error)
            : reply.Result is not { } text ? "no answer"
            : question.Fold(_facts, text, now, Ns(reply.Duration)) is { } facts ? Keep(facts) : "answer not understood";
        if (why is null) return _facts;
        return _facts with { Unanswered = new Dictionary<string, string>(_facts.Unanswered) { [question.Method] = why } };

        string? Keep(DaemonFacts facts)
        {
            _facts = facts.Unanswered.ContainsKey(question.Method)
                ? facts with { Unanswered = facts.Unanswered.Where(pair => pair.Key != question.Method).ToDictionary() }
                : facts;
            return null;
        }
    }

    private int Next()
    {
        ulong now = clockNs();
        int next = -1;
        double most = 1;
        for (int i = 0; i < _askedNs.Length; i++)
        {
            var question = FactsQuestions.All[i];
            if (!question.Applies(_facts)) continue;
            if (_askedNs[i] is not { } asked) return i;
            var every = _facts.Unanswered.ContainsKey(question.Method) ? AfterRefusal : question.Every;
            double overdue = (now - asked) / (double)Ns(every);
            if (overdue < most) continue;
            most = overdue;
            next = i;
        }

        return next;
    }

    private void RefreshThreads()
    {
        ulong now = clockNs();
        if (_threadsNs is { } last && now - last < Ns(ThreadsEvery)) return;
        _threadsNs = now;
        var read = threads();
        if (!read.SequenceEqual(_facts.Threads)) _facts = _facts with { Threads = read };
    }

    private static string FirstLine(string error)
    {
        int end = error.AsSpan().IndexOfAny('\r', '\n');
        return PlainText.Brief(end < 0 ? error : error.AsSpan(0, end));
    }

    private static ulong Ns(TimeSpan time) => checked((ulong)time.Ticks * 100);
}

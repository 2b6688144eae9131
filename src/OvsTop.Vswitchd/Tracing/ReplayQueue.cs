using OvsTop.Model.Traces;

namespace OvsTop.Vswitchd.Tracing;

/// <summary>
/// Which round is replayed next, and the results. Rounds with a recirculation id go first, because the id may expire; within each kind the order is
/// the asker's. Equal keys are replayed once. Bounded; thread safe.
/// </summary>
internal sealed class ReplayQueue
{
    /// <summary>Results kept, about 4 kB each.</summary>
    public const int MostResults = 2000;

    /// <summary>Characters of all replies kept; a pipeline of a thousand tables has a hundred thousand.</summary>
    public const int MostCharacters = 16 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, RoundReplay> _results = [];
    private readonly Queue<long> _order = new();
    private readonly Dictionary<string, (long Round, ulong TimeNs)> _byKey = new(StringComparer.Ordinal);
    private IReadOnlyList<ReplayRequest> _wanted = [];
    private long _version;
    private long _characters;

    /// <summary>Rises with every result.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Replaces what is wanted.</summary>
    public void Want(IReadOnlyList<ReplayRequest> requests)
    {
        lock (_lock)
        {
            _wanted = requests;
        }
    }

    /// <summary>The result of a round, or null.</summary>
    public RoundReplay? Find(long round)
    {
        lock (_lock)
        {
            return _results.GetValueOrDefault(round);
        }
    }

    /// <summary>The next round to ask the daemon for; null when there is none. A round whose key was answered less than a second ago takes that answer.</summary>
    public ReplayRequest? Next(ulong nowNs)
    {
        const ulong Fresh = 1_000_000_000;
        lock (_lock)
        {
            ReplayRequest? next = null;
            foreach (var request in _wanted)
            {
                if (_results.ContainsKey(request.Round))
                {
                    continue;
                }

                if (_byKey.TryGetValue(request.Key, out var same) && nowNs < same.TimeNs + Fresh && _results.GetValueOrDefault(same.Round) is { } answer)
                {
                    Keep(request, answer);
                }
                else if (next is null || (next.RecircId == 0 && request.RecircId != 0))
                {
                    next = request;
                }
            }

            return next;
        }
    }

    /// <summary>Keeps a result.</summary>
    public void Done(ReplayRequest request, RoundReplay replay, ulong nowNs)
    {
        lock (_lock)
        {
            Keep(request, replay);
            _byKey[request.Key] = (request.Round, nowNs);
        }
    }

    private void Keep(ReplayRequest request, RoundReplay replay)
    {
        var graded = replay with { Agreement = ActionAgreement.Grade(request.RealActions, replay.Reply?.DatapathActions) };
        if (_results.TryAdd(request.Round, graded))
        {
            _order.Enqueue(request.Round);
            _characters += Characters(graded);
        }

        while (_order.Count > MostResults || (_characters > MostCharacters && _order.Count > 1))
        {
            if (_results.Remove(_order.Dequeue(), out var old))
            {
                _characters -= Characters(old);
            }
        }

        if (_byKey.Count > MostResults)
        {
            _byKey.Clear();
        }

        Interlocked.Increment(ref _version);
    }

    private static int Characters(RoundReplay replay) => replay.Reply?.Length ?? 0;
}

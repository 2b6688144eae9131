using OvsTop.Model.Events;
using OvsTop.Model.Filters.Evaluation;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Flows;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;

namespace OvsTop.Model.Filters.Details;

/// <summary>
/// Applies a filter to the detail records of a source and counts what matches, by the rules of the kernel programs: a put or execute matches
/// when its recv_upcall did; other keys are judged themselves; KEEP verdicts never match. What follows from rounds that pass (<see cref="Followed"/>, or the
/// kernel has flagged it) is related, and a packet of which the record does not tell enough is undecided: both pass and are not counted. What a kernel command did belongs to
/// the put or execute before it on its thread. Main loop, dumps and kernel upcalls pass and are not counted. Begins with no upcall known. Not thread safe.
/// </summary>
public sealed class DetailFilter
{
    private readonly RecordTest _test;
    private readonly Dictionary<uint, UpcallVerdicts> _threads = [];
    private readonly MatchTallier _tallier = new();
    private readonly Followed _followed = new();
    private TallyTable? _names;

    /// <summary>Makes a filter that has counted nothing.</summary>
    public DetailFilter(CompiledFilter filter)
    {
        Filter = filter;
        _test = FateOf;
    }

    /// <summary>The filter.</summary>
    public CompiledFilter Filter { get; }

    /// <summary>What matched so far. Batches, main loop and dumps stay 0. As complete as the records were.</summary>
    public TallyTable Matched => _tallier.Table;

    /// <summary>Who caused the upcalls that matched; counts what its table is told to.</summary>
    public TalkerCounter Talkers { get; } = new();

    /// <summary>Removes from a batch what does not match and nobody follows, and counts what matches.</summary>
    /// <param name="batch">Its records.</param>
    /// <param name="threads">Where thread names are; null: where the last call found them.</param>
    public void Apply(ProbeBatch batch, TallyTable? threads)
    {
        _names = threads ?? _names;
        batch.Records.Keep(_test);
    }

    private RecordFate FateOf(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        switch (header.Probe)
        {
            case ProbeId.RunStart or ProbeId.PollBlock or ProbeId.StartDump or ProbeId.SweepDone or ProbeId.DpUpcall or ProbeId.DpUpcallReturn:
                return RecordFate.Kept;
            case ProbeId.FlowResult or ProbeId.FlowSweepResult when header.Argument == (int)RevalidationResult.Keep:
                return IsRelated(header) || _followed.HasPut(header) ? RecordFate.Related : RecordFate.Removed;
        }

        if (!_threads.TryGetValue(header.Tid, out var thread))
        {
            _threads.Add(header.Tid, thread = new UpcallVerdicts());
        }

        thread.Name ??= NameOf(header.Tid);
        RecordFate? said = IsRelated(header) ? RecordFate.Related : null;
        var fate = header.Probe switch
        {
            ProbeId.RecvUpcall => thread.Add(record, said ?? JudgeUpcall(record, thread)),
            ProbeId.FlowPut => thread.Last = said ?? thread.Find(record) ?? (header.SinceRecvNs == 0 ? JudgeFlow(record, thread) : RecordFate.Removed),
            ProbeId.FlowExecute => thread.Last = said ?? thread.Find(record) ?? RecordFate.Removed,
            >= ProbeId.FlowCmdNewEnter => said ?? thread.Last,
            _ => said ?? JudgeFlow(record, thread),
        };
        if (fate == RecordFate.Kept)
        {
            _tallier.Add(header, thread.Name);
            Talkers.Add(record);
        }

        if (fate != RecordFate.Removed && header.Probe is ProbeId.FlowPut or ProbeId.FlowExecute)
        {
            _followed.Note(record);
        }

        return fate;
    }

    /// <summary>The kernel has said so.</summary>
    private static bool IsRelated(in EventHeader header) => (header.Flags & EventFlags.Related) != 0;

    private RecordFate JudgeUpcall(in ProbeEvent upcall, UpcallVerdicts thread)
    {
        var fate = Judge(upcall, thread);
        return fate == RecordFate.Removed && _followed.LeadsTo(upcall) ? RecordFate.Related : fate;
    }

    /// <summary>What no packet came with is never decided later.</summary>
    private RecordFate JudgeFlow(in ProbeEvent record, UpcallVerdicts thread)
    {
        var fate = Judge(record, thread);
        return fate == RecordFate.Kept ? fate : _followed.HasPut(record.Header) ? RecordFate.Related : RecordFate.Removed;
    }

    /// <summary>The verdict on a record's own key: the kernel's, and of what that cannot decide or of a key that is not whole, the program's.</summary>
    private RecordFate Judge(in ProbeEvent record, UpcallVerdicts thread)
    {
        ref readonly var header = ref record.Header;
        bool isUpcall = header.Probe is ProbeId.RecvUpcall;
        if (record.Key.Length == header.KeyLength)
        {
            var fields = default(KernelKeyFields);
            KernelKeyExtractor.Extract(record.Key, header.PacketLength, (uint)header.Argument, header.Tid, ref fields);
            if (!Filter.Kernel.Matches(fields, isUpcall))
            {
                return RecordFate.Removed;
            }

            if (Filter.IsKernelExact)
            {
                return RecordFate.Kept;
            }
        }

        FlowKey.Decode(record.Key, out var key);
        var subject = new FilterSubject(ref key)
        {
            PacketLength = isUpcall ? (int)Math.Min(header.PacketLength, int.MaxValue) : -1,
            UpcallType = isUpcall ? header.Argument : -1,
            Tid = header.Tid,
            HandlerName = thread.Name,
            Ufid = (header.Flags & EventFlags.Ufid) != 0 ? header.Ufid : null,
            Packet = record.Packet,
        };
        return Filter.Program.Evaluate(subject) switch
        {
            Truth.True => RecordFate.Kept,
            Truth.Unknown => RecordFate.Undecided,
            _ => RecordFate.Removed,
        };
    }

    private string? NameOf(uint tid)
    {
        foreach (ref readonly var row in _names is null ? default : _names.Threads)
        {
            if (row.Tid == tid)
            {
                return row.Name is { Length: > 0 } name ? name : null;
            }
        }

        return null;
    }
}

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
/// when its recv_upcall did; other keys are judged themselves; KEEP verdicts never match; what the filter asks for and is not known yet
/// does not match. What is flagged as related passes and is not counted. What a kernel command did belongs to the put or execute before it on its thread. Main loop, dumps and kernel upcalls
/// pass and are not counted. Begins with no upcall known. Not thread safe.
/// </summary>
public sealed class DetailFilter
{
    private readonly RecordTest _test;
    private readonly Dictionary<uint, UpcallVerdicts> _threads = [];
    private readonly MatchTallier _tallier = new();
    private TallyTable? _names;

    /// <summary>Makes a filter that has counted nothing.</summary>
    public DetailFilter(CompiledFilter filter)
    {
        Filter = filter;
        _test = Keeps;
    }

    /// <summary>The filter.</summary>
    public CompiledFilter Filter { get; }

    /// <summary>What matched so far. Batches, main loop and dumps stay 0. As complete as the records were.</summary>
    public TallyTable Matched => _tallier.Table;

    /// <summary>Who caused the upcalls that matched; counts what its table is told to.</summary>
    public TalkerCounter Talkers { get; } = new();

    /// <summary>Removes from a batch what does not match, and counts the rest.</summary>
    /// <param name="batch">Its records.</param>
    /// <param name="threads">Where thread names are; null: where the last call found them.</param>
    public void Apply(ProbeBatch batch, TallyTable? threads)
    {
        _names = threads ?? _names;
        batch.Records.Keep(_test);
    }

    private bool Keeps(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        switch (header.Probe)
        {
            case ProbeId.RunStart or ProbeId.PollBlock or ProbeId.StartDump or ProbeId.SweepDone or ProbeId.DpUpcall or ProbeId.DpUpcallReturn:
                return true;
            case not ProbeId.None when (header.Flags & EventFlags.Related) != 0:
                // A later round of a packet, or the life of a flow: for who follows packets, and no match.
                return true;
            case ProbeId.FlowResult or ProbeId.FlowSweepResult when header.Argument == (int)RevalidationResult.Keep:
                return false;
        }

        if (!_threads.TryGetValue(header.Tid, out var thread))
        {
            _threads.Add(header.Tid, thread = new UpcallVerdicts());
        }

        thread.Name ??= NameOf(header.Tid);
        bool matches = header.Probe switch
        {
            ProbeId.RecvUpcall => thread.Add(record, Judge(record, thread)),
            ProbeId.FlowPut => thread.LastMatches = thread.Find(record) ?? (header.SinceRecvNs == 0 && Judge(record, thread)),
            ProbeId.FlowExecute => thread.LastMatches = thread.Find(record) ?? false,
            >= ProbeId.FlowCmdNewEnter => thread.LastMatches,
            _ => Judge(record, thread),
        };
        if (matches)
        {
            _tallier.Add(header, thread.Name);
            Talkers.Add(record);
        }

        return matches;
    }

    /// <summary>The verdict on a record's own key: the kernel's, and of what that cannot decide or of a key that is not whole, the program's.</summary>
    private bool Judge(in ProbeEvent record, UpcallVerdicts thread)
    {
        ref readonly var header = ref record.Header;
        bool isUpcall = header.Probe is ProbeId.RecvUpcall;
        if (record.Key.Length == header.KeyLength)
        {
            var fields = default(KernelKeyFields);
            KernelKeyExtractor.Extract(record.Key, header.PacketLength, (uint)header.Argument, header.Tid, ref fields);
            if (!Filter.Kernel.Matches(fields, isUpcall))
            {
                return false;
            }

            if (Filter.IsKernelExact)
            {
                return true;
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
        return Filter.Program.Evaluate(subject) is Truth.True;
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

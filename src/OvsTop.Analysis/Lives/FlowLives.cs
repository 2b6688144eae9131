using System.Runtime.InteropServices;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Lives;

/// <summary>
/// Life cycles of flows, (identity, generation), from details. Bounded: the flow not heard of for longest gives way and is counted. Memory grows
/// to the bound once, then no detail allocates. A put that knows of a delete whose detail was lost still begins a new life.
/// </summary>
internal sealed class FlowLives
{
    /// <summary>Most flows kept, about 1 kB each.</summary>
    public const int Capacity = 16_384;

    private const int FirstSize = 256;
    private const int Modify = 2, Probe = 8; // enum dpif_flow_put_flags, lib/dpif.h

    private readonly Dictionary<FlowIdentity, int> _index = [];
    private readonly KeySlab _keys = new();
    private readonly Histogram _ageHistogram = new();
    private readonly ExtremeLife _shortest = new(longest: false), _longest = new(longest: true);
    private FlowEntry[] _entries = [];
    private StageTally _ages;
    private int _count, _oldest = -1, _youngest = -1;
    private ulong _evicted, _putsSeen;

    /// <summary>Flows kept now.</summary>
    public int Count => _count;

    /// <summary>Flows that gave way.</summary>
    public ulong Evicted => _evicted;

    /// <summary>Reads the details of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="hasDetails">False when its details are not of the flows meant here.</param>
    public void Add(ProbeBatch batch, bool hasDetails = true)
    {
        if (batch.Discontinuity)
        {
            Clear();
        }

        if (!hasDetails)
        {
            return;
        }

        foreach (var record in batch.Records)
        {
            switch (record.Header.Probe)
            {
                case ProbeId.FlowPut or ProbeId.FlowDel when (record.Header.Flags & EventFlags.Unmatched) != 0:
                    break; // Of packets that the filter does not mean.
                case ProbeId.FlowPut when !SaysWhich(record.Header):
                    break; // So it is in files of other tools.
                case ProbeId.FlowPut:
                    AddPut(record);
                    break;
                case ProbeId.FlowDel:
                    AddDelete(record);
                    break;
                case ProbeId.FlowResult or ProbeId.FlowSweepResult when (record.Header.Flags & EventFlags.UnknownLayout) == 0:
                    AddVerdict(record);
                    break;
            }
        }
    }

    /// <summary>What is known now.</summary>
    /// <param name="puts">All puts (creating) since start.</param>
    public FlowLivesSnapshot Take(ulong puts)
    {
        _ageHistogram.Clear();
        _ageHistogram.Add(_ages, default);
        Span<int> top = stackalloc int[FlowLivesSnapshot.MaxTop];
        top = top[..TopFlows.Fill(top, _entries.AsSpan(0, _count), _youngest, out int reinstalled)];
        var rows = new FlowRow[top.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = _entries[top[i]].ToRow(_keys.Text(top[i]));
        }

        return new FlowLivesSnapshot
        {
            Known = _count,
            Evicted = _evicted,
            PutsSeen = _putsSeen,
            Puts = puts,
            Age = _ages.Count == 0 ? default : _ageHistogram.SummarizeWithin(_ages.MinNs, _ages.MaxNs),
            AgeOctaves = _ages.Count == 0 ? [] : _ageHistogram.Octaves(),
            Top = rows,
            Reinstalled = reinstalled,
            ShortestLived = _shortest.Row(),
            LongestLived = _longest.Row(),
        };
    }

    /// <summary>An id or a whole key.</summary>
    private static bool SaysWhich(in EventHeader header) => (header.Flags & EventFlags.Ufid) != 0 || (header.KeyLength > 0 && header.KeyCaptured == header.KeyLength);

    private void AddPut(in ProbeEvent put)
    {
        ref readonly var header = ref put.Header;
        if ((header.Argument & Probe) != 0)
        {
            return;
        }

        int at = Touch(put);
        ref var flow = ref _entries[at];
        if ((header.Argument & Modify) != 0)
        {
            ref var changed = ref LifeOf(ref flow);
            changed.Modifies++;
            changed.ModifyLastNs = header.TimeNs;
            flow.Modifies++;
            return;
        }

        _putsSeen++;
        if (header.Value1 > 0 && (flow.LivesBegun == 0 || !flow.Life.Ended))
        {
            // Its delete is remembered, the detail of it never came.
            ref var ended = ref LifeOf(ref flow);
            ended.DeletedNs = Math.Max(1, header.TimeNs - Math.Min(header.TimeNs, header.Value1));
            ended.Verdict = header.Detail;
            flow.Deletes++;
        }

        if (flow.LivesBegun == 0)
        {
            flow.Begin(header.TimeNs);
        }
        else if (flow.Life.Ended)
        {
            flow.Reinstalls = Math.Max(flow.Reinstalls + 1, header.Value0);
            flow.Begin(header.TimeNs);
        }
    }

    private void AddDelete(in ProbeEvent delete)
    {
        int at = Touch(delete);
        ref var flow = ref _entries[at];
        flow.Deletes++;
        ref var life = ref LifeOf(ref flow);
        if (life.Ended)
        {
            // Deleted once more, so it was put and the detail of that never came.
            life = ref flow.Begin(0);
        }

        life.DeletedNs = Math.Max(1, delete.Header.TimeNs);
        if (life.PutNs > 0)
        {
            ulong ageNs = Difference.Of(life.DeletedNs, life.PutNs);
            _ages.Add(ageNs);
            _shortest.Offer(ageNs, flow, _keys, at);
            _longest.Offer(ageNs, flow, _keys, at);
        }
    }

    private void AddVerdict(in ProbeEvent verdict)
    {
        ref readonly var header = ref verdict.Header;
        int at = Touch(verdict); // May grow the entries: not inside the brackets.
        ref var flow = ref _entries[at];
        ref var life = ref LifeOf(ref flow);
        if (life.Ended)
        {
            if (header.Argument == (int)RevalidationResult.Delete && life.Verdict == 0)
            {
                life.Verdict = header.Detail + 1; // Told behind its delete.
                return;
            }

            life = ref flow.Begin(0);
        }

        life.Packets = header.Value0;
        life.HasPackets = true;
        if (header.Argument == (int)RevalidationResult.Delete)
        {
            life.Verdict = header.Detail + 1;
        }
        else if (header.Argument == (int)RevalidationResult.Keep)
        {
            flow.Keeps++;
            life.Keeps++;
            life.KeepFirstNs = life.KeepFirstNs == 0 ? header.TimeNs : life.KeepFirstNs;
            life.KeepLastNs = header.TimeNs;
        }
    }

    /// <summary>The latest life; one that began before anything was seen if there is none.</summary>
    private static ref LifeEntry LifeOf(ref FlowEntry flow)
    {
        if (flow.LivesBegun == 0)
        {
            flow.Begin(0);
        }

        return ref flow.Life;
    }

    /// <summary>The place of the flow that a detail is about, which is now the youngest.</summary>
    private int Touch(in ProbeEvent probeEvent)
    {
        var identity = FlowIdentity.Of(probeEvent);
        ref int place = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, identity, out bool known);
        int at = known ? place : place = _count < Capacity ? _count++ : -1;
        if (at < 0)
        {
            at = Evict();
            _index[identity] = at;
        }
        else if (known)
        {
            Unlink(at);
        }

        if (at == _entries.Length)
        {
            int size = Math.Clamp(2 * at, FirstSize, Capacity);
            Array.Resize(ref _entries, size);
            _keys.Resize(size);
        }

        ulong timeNs = probeEvent.Header.TimeNs;
        if (!known)
        {
            _entries[at] = new FlowEntry { Identity = identity, FirstNs = timeNs };
            _keys.Clear(at);
        }

        ref var flow = ref _entries[at];
        flow.LastNs = Math.Max(flow.LastNs, timeNs);
        flow.Older = _youngest;
        flow.Younger = -1;
        if (_youngest >= 0)
        {
            _entries[_youngest].Younger = at;
        }

        _youngest = at;
        _oldest = _oldest < 0 ? at : _oldest;
        _keys.Store(at, probeEvent);
        return at;
    }

    private int Evict()
    {
        int at = _oldest;
        Unlink(at);
        _index.Remove(_entries[at].Identity);
        _evicted++;
        return at;
    }

    private void Unlink(int at)
    {
        var (older, younger) = (_entries[at].Older, _entries[at].Younger);
        if (older >= 0)
        {
            _entries[older].Younger = younger;
        }
        else
        {
            _oldest = younger;
        }

        if (younger >= 0)
        {
            _entries[younger].Older = older;
        }
        else
        {
            _youngest = older;
        }
    }

    private void Clear()
    {
        _index.Clear();
        _count = 0;
        _oldest = _youngest = -1;
        _evicted = _putsSeen = 0;
        _ages = default;
        _shortest.Clear();
        _longest.Clear();
    }
}

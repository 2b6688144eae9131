using OvsTop.Model.Events;
using OvsTop.Model.Flows;

namespace OvsTop.Model.Filters.Details;

/// <summary>
/// What follows from the rounds that pass a filter, by the rules of <c>bpf/follow.bpf.h</c>: upcalls with a recirculation id that an execute of such a
/// round gave out in the last 2 s, and verdicts on flows that such a round has put. Not thread safe.
/// </summary>
internal sealed class Followed
{
    private const int Ids = 4096;
    private const int Flows = 4096;
    private const ulong FollowNs = 2_000_000_000;

    private readonly Recent<uint> _ids = new(Ids);
    private readonly Recent<Ufid> _flows = new(Flows);
    private readonly List<uint> _given = [];

    /// <summary>A put or execute of a round that passes.</summary>
    public void Note(in ProbeEvent operation)
    {
        ref readonly var header = ref operation.Header;
        if (header.Probe is ProbeId.FlowPut)
        {
            if ((header.Flags & EventFlags.Ufid) != 0)
            {
                _flows.Add(header.Ufid, header.TimeNs);
            }

            return;
        }

        // Recirculation has the same number in all versions.
        _given.Clear();
        ActionReader.CollectRecircIds(operation.Actions, ActionNumbering.Since34, _given);
        foreach (uint id in _given)
        {
            _ids.Add(id, header.TimeNs);
        }
    }

    /// <summary>Whether an upcall has an id that leads on from a round that passed.</summary>
    public bool LeadsTo(in ProbeEvent upcall)
    {
        if (_ids.Count == 0)
        {
            return false;
        }

        FlowKey.Decode(upcall.Key, out var key);
        return key.RecircId != 0 && _ids.TryGet(key.RecircId, out ulong givenNs) && upcall.Header.TimeNs < givenNs + FollowNs;
    }

    /// <summary>Whether such a round has put the flow that a record is about.</summary>
    public bool HasPut(in EventHeader header) => (header.Flags & EventFlags.Ufid) != 0 && _flows.TryGet(header.Ufid, out _);
}

using System.Runtime.InteropServices;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Traces;

/// <summary>Makes rounds of the events of each thread, and tells the stitcher what the kernel says about them.</summary>
internal sealed class RoundBuilder(RoundRing ring, Stitcher stitcher, FlowStories stories)
{
    /// <summary>DPIF_FP_CREATE, lib/dpif.h: such a put becomes OVS_FLOW_CMD_NEW.</summary>
    private const int Create = 1;

    private readonly Dictionary<uint, OpenBatch> _batches = [];
    private readonly List<uint> _emits = [];

    /// <summary>Numbers of the daemon's actions.</summary>
    public ActionNumbering Numbering { get; set; } = ActionNumbering.Since34;

    /// <summary>Forgets what threads are in the middle of.</summary>
    public void Clear() => _batches.Clear();

    /// <summary>Takes over an event.</summary>
    /// <returns>The round that it began; null for other events.</returns>
    public Round? Add(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        switch (header.Probe)
        {
            case ProbeId.RecvUpcall:
                return Receive(record);
            case ProbeId.FlowPut:
                Put(record);
                break;
            case ProbeId.FlowExecute:
                Execute(record);
                break;
            case ProbeId.FlowDel or ProbeId.FlowResult or ProbeId.FlowSweepResult:
                stories.Add(header);
                break;
            case ProbeId.FlowCmdNewEnter when Batch(header.Tid)?.EnterPut() is { } round:
                round.PutEnterNs = header.TimeNs;
                break;
            case ProbeId.FlowCmdNewReturn when Batch(header.Tid) is { InPut.Value: var round }:
                if (round is not null)
                {
                    (round.PutReturnNs, round.PutErrno) = (header.TimeNs, header.Argument);
                }

                _batches[header.Tid].InPut = default;
                break;
            case ProbeId.PacketCmdExecuteEnter:
                stitcher.ExecutesSeen = true;
                if (Batch(header.Tid)?.EnterExecute() is { } entered)
                {
                    entered.ExecEnterNs = entered.ExecEnterNs == 0 ? header.TimeNs : entered.ExecEnterNs;
                }

                break;
            case ProbeId.PacketCmdExecuteReturn when Batch(header.Tid) is { InExecute.Value: var round }:
                if (round is not null)
                {
                    (round.ExecReturnNs, round.ExecErrno) = (header.TimeNs, header.Argument);
                }

                _batches[header.Tid].InExecute = default;
                break;
            case ProbeId.DpUpcall:
                stitcher.Kernel.Add(
                    PacketIdentity.Of(record.Packet, header.PacketLength, (uint)header.Value0),
                    header.Tid,
                    new KernelUpcall(header.TimeNs, (uint)header.Value1, Batch(header.Tid)?.InExecute ?? default));
                break;
            case ProbeId.DpUpcallReturn when header.Argument != 0:
                stitcher.Kernel.Fail(header.Tid);
                break;
        }

        return null;
    }

    private Round? Receive(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        var round = ring.Take();
        round.Tid = header.Tid;
        round.Type = (UpcallType)header.Argument;
        round.Pointer = header.Subject;
        round.RecvNs = header.TimeNs;
        round.PacketLength = header.PacketLength;
        round.NameIndex = (uint)header.Value3;
        round.Related = (header.Flags & EventFlags.Related) != 0;
        round.SetKey(record.Key, header.KeyLength);
        round.SetPacket(record.Packet);
        FlowKey.Decode(record.Key, out var key);
        round.InPort = key.InPort;
        round.RecircId = key.RecircId;
        round.HasOthersTuple = (key.CtState & (CtStates.Reply | CtStates.Related)) != 0;
        round.KeyHash = KeyHash.Of(record.Key, header.KeyLength);
        round.BytesHash = PacketIdentity.Of(record.Packet, header.PacketLength, key.RecircId);
        round.Digest = PacketDigest.Of(record.Packet);
        (round.TupleHash, round.OriginHash) = FiveTuple.Of(key);
        Batch(header.Tid, make: true)?.Receive(round);
        return round;
    }

    private void Put(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        _emits.Clear();
        ActionReader.CollectRecircIds(record.Actions, Numbering, _emits);
        if (_emits.Count > 0)
        {
            FlowKey.Decode(record.Key, out var key);
            stitcher.Graph.Learn(key.RecircId, _emits);
            stitcher.Flows.Learn(header, key, _emits);
        }

        if (Batch(header.Tid) is not { } batch)
        {
            stories.Put(header, 0);
            return;
        }

        var round = batch.BuildPut(KeyHash.Of(record.Key, header.KeyLength));
        if (round is not null)
        {
            round.HasPut = true;
            round.PutNs = header.TimeNs;
            round.HasUfid = (header.Flags & EventFlags.Ufid) != 0;
            round.Ufid = header.Ufid;
            SetActions(round, record);
        }

        long story = stories.Put(header, round?.Number ?? 0);
        if (round is not null)
        {
            round.Story = story;
        }

        if ((header.Argument & Create) != 0)
        {
            batch.SendPut(round is null ? default : RoundRef.To(round));
        }
    }

    private void Execute(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        if (Batch(header.Tid) is not { } batch)
        {
            return;
        }

        var round = batch.BuildExecute(header.Subject, header.TimeNs);
        if (round is not null)
        {
            round.ExecNs = header.TimeNs;
            _emits.Clear();
            ActionReader.CollectRecircIds(record.Actions, Numbering, _emits);
            SetActions(round, record);
        }

        batch.SendExecute(round is null ? default : RoundRef.To(round));
    }

    private void SetActions(Round round, in ProbeEvent record)
    {
        round.SetActions(record.Actions, record.Header.ActionsLength);
        round.Emits.Clear();
        round.Emits.AddRange(CollectionsMarshal.AsSpan(_emits));
    }

    private OpenBatch? Batch(uint tid, bool make = false)
    {
        if (_batches.TryGetValue(tid, out var batch) || !make)
        {
            return batch;
        }

        if (_batches.Count == TallyTable.Capacity)
        {
            // Threads come and go: those that are gone make room.
            _batches.Clear();
        }

        batch = new OpenBatch();
        _batches.Add(tid, batch);
        return batch;
    }
}

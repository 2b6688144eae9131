using OvsTop.Model.Flows;
using OvsTop.Model.Packets;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Traces;

/// <summary>Makes what is shown of a packet. A packet that no longer changes is made once.</summary>
/// <param name="cached">Finds rounds without an upcall.</param>
internal sealed class TracePacketMaker(CachedRounds cached)
{
    /// <summary>Nothing of a packet changes after that long.</summary>
    private const ulong FinalNs = 2_000_000_000;

    private readonly List<uint> _ids = [], _ports = [];

    public ActionNumbering Numbering { get; set; } = ActionNumbering.Since34;

    /// <summary>The packet; null when all its rounds are gone.</summary>
    public TracePacket? Make(PacketEntry entry, Func<uint, string> nameOf, ulong nowNs)
    {
        if (entry.Shown is { } shown)
        {
            return shown;
        }

        var rounds = new List<TraceRound>(entry.Rounds.Length);
        Round? first = null, last = null;
        _ports.Clear();
        ulong path = 0, endNs = 0;
        foreach (var reference in entry.Rounds)
        {
            if (reference.Value is not { } round)
            {
                continue;
            }

            first ??= round;
            last = round;
            endNs = Math.Max(endNs, round.EndNs);
            rounds.Add(Make(round, nameOf));
            ActionReader.CollectPorts(round.Actions, Numbering, _ports);
            path = (path ^ PathOf(round)) * 0x9E3779B97F4A7C15;
        }

        if (first is null || last is null)
        {
            return null;
        }

        ulong startNs = first.KernelNs != 0 ? first.KernelNs : first.RecvNs;
        var packet = new TracePacket
        {
            Number = entry.Number,
            TimeNs = startNs,
            InPort = first.InPort,
            Summary = PacketSummary.Of(first.PacketBytes),
            Rounds = rounds,
            RoundsMissing = entry.Count - rounds.Count,
            Verdict = VerdictOf(last),
            Ports = [.. _ports],
            UpcallUs = endNs > startNs ? (endNs - startNs) / 1e3 : 0,
            Path = path,
        };
        if (nowNs > endNs + FinalNs)
        {
            entry.Shown = packet;
        }

        return packet;
    }

    private TraceRound Make(Round round, Func<uint, string> nameOf)
    {
        ulong operation = round.PutNs != 0 && round.ExecNs != 0 ? Math.Min(round.PutNs, round.ExecNs) : Math.Max(round.PutNs, round.ExecNs);
        return new TraceRound
        {
            Number = round.Number,
            Tid = round.Tid,
            Handler = nameOf(round.Tid),
            Type = round.Type,
            RecircId = round.RecircId,
            Key = round.Key.ToArray(),
            Packet = round.PacketBytes.ToArray(),
            PacketLength = round.PacketLength,
            Actions = round.HasPut || round.ExecNs != 0 ? round.Actions.ToArray() : null,
            Numbering = Numbering,
            IsTruncated = round.Truncated,
            Ufid = round.HasUfid ? round.Ufid : null,
            HasPut = round.HasPut,
            HasExecute = round.ExecNs != 0,
            IsHelped = round.Helped,
            ChildLost = round.ChildLost,
            Link = round.Link,
            Reason = round.Reason,
            Candidates = round.Candidates,
            Parent = round.Parent.Value?.Number ?? 0,
            Story = round.Story,
            IsRelated = round.Related,
            Skipped = round.Skipped.Count == 0 ? [] : [.. round.Skipped],
            Cached = cached.Before(round),
            RecvNs = round.RecvNs,
            QueueUs = Between(round.KernelNs, round.RecvNs),
            TranslateUs = Between(round.RecvNs, round.NextNs != 0 && (operation == 0 || round.NextNs < operation) ? round.NextNs : operation),
            WaitPutUs = Between(round.PutNs, round.PutEnterNs),
            KernelPutUs = Between(round.PutEnterNs, round.PutReturnNs),
            WaitExecuteUs = Between(round.ExecNs, round.ExecEnterNs),
            KernelExecuteUs = Between(round.ExecEnterNs, round.ExecReturnNs),
            PutErrno = -Math.Min(round.PutErrno, 0),
            ExecuteErrno = -Math.Min(round.ExecErrno, 0),
        };
    }

    private Verdict VerdictOf(Round round)
    {
        if (!round.HasPut && round.ExecNs == 0)
        {
            return Verdict.Unknown;
        }

        _ids.Clear();
        ActionReader.CollectPorts(round.Actions, Numbering, _ids);
        return _ids.Count > 0 ? Verdict.Output
            : round.Emits.Count > 0 ? Verdict.Cached
            : HasUserspace(round.Actions) ? Verdict.Userspace
            : Verdict.Drop;
    }

    private static bool HasUserspace(ReadOnlySpan<byte> actions)
    {
        NetlinkReader.Find(actions, (ushort)ActionAttr.Userspace, out bool found);
        return found;
    }

    /// <summary>The actions without recirculation ids, which differ from connection to connection only by state.</summary>
    private ulong PathOf(Round round)
    {
        ulong hash = round.Skipped.Count > 0 ? 1ul : 0;
        var reader = new NetlinkReader(round.Actions);
        while (reader.MoveNext())
        {
            bool isId = Numbering.FromWire(reader.Type) == ActionAttr.Recirc;
            hash = (hash ^ reader.Type ^ (isId ? 0 : KeyHash.Of(reader.Value, (uint)reader.Value.Length))) * 0x9E3779B97F4A7C15;
        }

        // What is cut off may differ: such a round is like no other.
        return round.Truncated ? hash ^ (ulong)round.Number : hash;
    }

    private static double? Between(ulong startNs, ulong endNs) => startNs != 0 && endNs >= startNs ? (endNs - startNs) / 1e3 : null;
}

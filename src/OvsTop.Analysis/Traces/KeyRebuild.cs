using OvsTop.Model.Flows;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Analysis.Traces;

/// <summary>
/// Rebuilds the key that a packet had in an earlier round, from the key it has now and a flow that may have handled it: id and conntrack fields are the
/// flow's; addresses and ports that NAT has changed since are those of the conntrack tuple, which is the packet as it came. What else the actions
/// between changed is not undone, so a rebuilt key is a guess until a replay has shown where it leads.
/// </summary>
internal static class KeyRebuild
{
    private const CtStates Nat = CtStates.SourceNat | CtStates.DestinationNat;

    /// <summary>VLAN tags that a key can have: deeper nesting is none.</summary>
    private const int MaxDepth = 3;

    /// <summary>The key in that round.</summary>
    /// <param name="attributes">The key now.</param>
    /// <param name="flow">Its fields and id.</param>
    /// <param name="rebuilt">Receives the key; empty with a problem.</param>
    public static RebuildProblem Of(ReadOnlySpan<byte> attributes, LeadingFlow flow, out byte[] rebuilt)
    {
        rebuilt = [];
        if (!FlowKey.Decode(attributes, out var now))
        {
            return RebuildProblem.CutKey;
        }

        bool translated = (now.CtState & ~flow.CtState & Nat) != 0;
        if (translated && (now.CtState & (CtStates.Reply | CtStates.Related)) != 0)
        {
            return RebuildProblem.NatOfReply;
        }

        if (translated && (now.CtProto == 0 || now.CtProto != now.IpProto))
        {
            return RebuildProblem.NoTuple;
        }

        var key = new NetlinkWriter();
        Copy(attributes, now, flow, translated, key, MaxDepth);
        rebuilt = key.Written.ToArray();
        return RebuildProblem.None;
    }

    private static void Copy(ReadOnlySpan<byte> attributes, in FlowKey now, LeadingFlow flow, bool translated, NetlinkWriter key, int depth)
    {
        var reader = new NetlinkReader(attributes);
        while (reader.MoveNext())
        {
            var type = (KeyAttr)reader.Type;
            switch (type)
            {
                case KeyAttr.RecircId:
                    key.U32(reader.Type, flow.RecircId);
                    continue;
                case KeyAttr.DpHash:
                    key.U32(reader.Type, flow.DpHash);
                    continue;
                case KeyAttr.CtState:
                    key.U32(reader.Type, (uint)flow.CtState);
                    continue;
                case KeyAttr.CtZone:
                    key.U16(reader.Type, flow.CtZone);
                    continue;
                case KeyAttr.CtMark:
                    key.U32(reader.Type, flow.CtMark);
                    continue;
                case KeyAttr.CtLabels:
                    WriteUInt128LittleEndian(key.Reserve(reader.Type, 16), flow.CtLabels);
                    continue;
                case KeyAttr.CtTupleIpv4 or KeyAttr.CtTupleIpv6 when (flow.CtState & CtStates.Tracked) == 0:
                    continue;
                case KeyAttr.Encap when depth > 0:
                    int nested = key.BeginNested(reader.Type);
                    Copy(reader.Value, now, flow, translated, key, depth - 1);
                    key.EndNested(nested);
                    continue;
            }

            var value = key.Reserve(reader.Type, reader.Value.Length);
            reader.Value.CopyTo(value);
            if (translated)
            {
                Restore(type, value, now);
            }
        }
    }

    private static void Restore(KeyAttr type, Span<byte> value, in FlowKey now)
    {
        switch (type)
        {
            case KeyAttr.Ipv4 when now.Has(KeyAttr.CtTupleIpv4) && value.Length >= 8:
                WriteUInt32BigEndian(value, now.CtIpv4Source);
                WriteUInt32BigEndian(value[4..], now.CtIpv4Destination);
                break;
            case KeyAttr.Ipv6 when now.Has(KeyAttr.CtTupleIpv6) && value.Length >= 32:
                WriteUInt128BigEndian(value, now.CtIpv6Source);
                WriteUInt128BigEndian(value[16..], now.CtIpv6Destination);
                break;
            case KeyAttr.Tcp or KeyAttr.Udp or KeyAttr.Sctp when value.Length >= 4:
                WriteUInt16BigEndian(value, now.CtSourcePort);
                WriteUInt16BigEndian(value[2..], now.CtDestinationPort);
                break;
        }
    }
}

using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Facts read out of action lists without formatting them; no allocation but the caller's list.</summary>
public static class ActionReader
{
    private const int SampleActions = 2, IfGreater = 2, IfLessEqual = 3, DecTtlActions = 1;

    /// <summary>Calls for the id of every <c>recirc()</c>, through all nesting, in order.</summary>
    /// <param name="actions">Action attributes.</param>
    /// <param name="numbering">Numbers of the daemon's version.</param>
    /// <param name="ids">Where ids are added, each once.</param>
    public static void CollectRecircIds(ReadOnlySpan<byte> actions, ActionNumbering numbering, ICollection<uint> ids) =>
        Walk(actions, numbering, ids, null, 0);

    /// <summary>Adds every port the actions send to, through all nesting, in order; a tunnel push counts with its output port.</summary>
    public static void CollectPorts(ReadOnlySpan<byte> actions, ActionNumbering numbering, ICollection<uint> ports) =>
        Walk(actions, numbering, null, ports, 0);

    private static void Walk(ReadOnlySpan<byte> actions, ActionNumbering numbering, ICollection<uint>? ids, ICollection<uint>? ports, int depth)
    {
        var reader = new NetlinkReader(actions);
        while (depth < ActionFormatter.MaxDepth && reader.MoveNext())
        {
            var value = reader.Value;
            switch (numbering.FromWire(reader.Type))
            {
                case ActionAttr.Recirc when value.Length == 4: AddOnce(ids, ReadUInt32LittleEndian(value)); break;
                case ActionAttr.Output when value.Length == 4: AddOnce(ports, ReadUInt32LittleEndian(value)); break;
                case ActionAttr.TunnelPush when value.Length >= TunnelPush.Fixed: AddOnce(ports, ReadUInt32LittleEndian(value[4..])); break;
                case ActionAttr.Clone: Walk(value, numbering, ids, ports, depth + 1); break;
                case ActionAttr.Sample: Walk(NetlinkReader.Find(value, SampleActions, out _), numbering, ids, ports, depth + 1); break;
                case ActionAttr.DecTtl: Walk(NetlinkReader.Find(value, DecTtlActions, out _), numbering, ids, ports, depth + 1); break;
                case ActionAttr.CheckPacketLength:
                    Walk(NetlinkReader.Find(value, IfGreater, out _), numbering, ids, ports, depth + 1);
                    Walk(NetlinkReader.Find(value, IfLessEqual, out _), numbering, ids, ports, depth + 1);
                    break;
            }
        }
    }

    private static void AddOnce(ICollection<uint>? list, uint value)
    {
        if (list is not null && !list.Contains(value))
        {
            list.Add(value);
        }
    }
}

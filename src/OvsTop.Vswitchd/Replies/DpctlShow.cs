using System.Globalization;
using OvsTop.Model.Facts;

namespace OvsTop.Vswitchd.Replies;

/// <summary>Reads the reply of <c>dpctl/show</c> and <c>dpctl/show -s</c>.</summary>
public static class DpctlShow
{
    /// <summary>Every datapath in the reply.</summary>
    public static IReadOnlyList<DatapathStatus> Parse(ReadOnlySpan<char> reply)
    {
        var datapaths = new List<DatapathStatus>();
        var ports = new List<DatapathPort>();
        foreach (var range in reply.Split('\n'))
        {
            var line = reply[range].TrimEnd();
            if (line.IsEmpty) continue;
            int indent = ReplyText.Indent(line);
            line = line[indent..];
            if (indent == 0)
            {
                if (line[^1] != ':') continue;
                ports = [];
                datapaths.Add(new DatapathStatus { Name = line[..^1].ToString(), Ports = ports });
            }
            else if (datapaths.Count > 0 && indent == 2)
            {
                if (line.StartsWith("port ")) AddPort(line["port ".Length..], ports);
                else datapaths[^1] = Apply(line, datapaths[^1]);
            }
            else if (ports.Count > 0)
            {
                ports[^1] = Apply(line, ports[^1]);
            }
        }

        return datapaths;
    }

    private static DatapathStatus Apply(ReadOnlySpan<char> line, DatapathStatus datapath)
    {
        if (line.StartsWith("lookups:"))
        {
            return datapath with
            {
                Hits = ReplyText.Number(line, "hit:"),
                Misses = ReplyText.Number(line, "missed:"),
                Lost = ReplyText.Number(line, "lost:"),
            };
        }

        if (line.StartsWith("masks:"))
        {
            return datapath with
            {
                MaskHits = ReplyText.Number(line, "hit:"),
                Masks = ReplyText.Number(line, "total:"),
                MaskHitsPerPacket = ReplyText.Decimal(line, "hit/pkt:"),
            };
        }

        if (line.StartsWith("cache:"))
        {
            return datapath with { CacheHits = ReplyText.Number(line, "hit:"), CacheHitRatePercent = ReplyText.Decimal(line, "hit-rate:") };
        }

        return line.StartsWith("flows:") ? datapath with { Flows = ReplyText.Number(line, "flows: ") } : datapath;
    }

    /// <summary><c>2: ga</c>, <c>0: ovs-system (internal)</c>, <c>4: vxlan_sys_4789 (vxlan: packet_type=ptap)</c>.</summary>
    private static void AddPort(ReadOnlySpan<char> line, List<DatapathPort> ports)
    {
        int colon = line.IndexOf(": ");
        if (colon < 0 || colon + 2 == line.Length || !uint.TryParse(line[..colon], NumberStyles.None, null, out uint number)) return;
        var rest = line[(colon + 2)..];
        int open = rest[^1] == ')' ? rest.IndexOf(" (") : -1;
        var (type, configuration) = open < 0 ? ("system", "") : ReplyText.TypeAndConfiguration(rest[(open + 2)..^1]);
        ports.Add(new DatapathPort { Number = number, Name = (open < 0 ? rest : rest[..open]).ToString(), Type = type, Configuration = configuration });
    }

    private static DatapathPort Apply(ReadOnlySpan<char> line, DatapathPort port)
    {
        if (line.StartsWith("RX packets:")) return port with { RxPackets = ReplyText.Number(line, "packets:") };
        if (line.StartsWith("TX packets:")) return port with { TxPackets = ReplyText.Number(line, "packets:") };
        return line.StartsWith("UPCALL ")
            ? port with { UpcallPackets = ReplyText.Number(line, "packets:"), UpcallErrors = ReplyText.Number(line, "errors:") }
            : port;
    }
}

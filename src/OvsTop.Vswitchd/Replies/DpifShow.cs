using System.Globalization;
using OvsTop.Model.Facts;

namespace OvsTop.Vswitchd.Replies;

/// <summary>Reads the reply of <c>dpif/show</c>, text of all releases or JSON of 3.4 and newer.</summary>
public static class DpifShow
{
    /// <summary>Every datapath in the reply.</summary>
    public static IReadOnlyList<DpifDatapath> Parse(string reply) => reply.AsSpan().TrimStart() is ['{', ..] ? DpifShowJson.Parse(reply) : ParseText(reply);

    private static List<DpifDatapath> ParseText(ReadOnlySpan<char> reply)
    {
        const int BridgeIndent = 2, PortIndent = 4;
        var datapaths = new List<DpifDatapath>();
        var ports = new List<BridgePort>();
        string bridge = "";
        foreach (var range in reply.Split('\n'))
        {
            var line = reply[range].TrimEnd();
            if (line.IsEmpty) continue;
            switch (ReplyText.Indent(line))
            {
                case 0 when line.LastIndexOf(": hit:") is > 0 and var end:
                    ports = [];
                    datapaths.Add(new DpifDatapath(line[..end].ToString(), ReplyText.Number(line[end..], "hit:"), ReplyText.Number(line[end..], "missed:"), ports));
                    break;
                case BridgeIndent when line[^1] == ':':
                    bridge = line[BridgeIndent..^1].ToString();
                    break;
                case PortIndent when datapaths.Count > 0 && Port(line[PortIndent..], bridge) is { } port:
                    ports.Add(port);
                    break;
            }
        }

        return datapaths;
    }

    /// <summary><c>vx0 2/4: (vxlan: key=flow, remote_ip=1.2.3.4)</c>, <c>p9 9/none: (system)</c>.</summary>
    private static BridgePort? Port(ReadOnlySpan<char> line, string bridge)
    {
        int blank = line.IndexOf(' '), slash = line.IndexOf('/'), colon = line.IndexOf(": (");
        if (blank <= 0 || slash < blank || colon < slash || line[^1] != ')') return null;
        if (!uint.TryParse(line[(blank + 1)..slash], NumberStyles.None, null, out uint openFlow)) return null;
        uint? datapath = uint.TryParse(line[(slash + 1)..colon], NumberStyles.None, null, out uint number) ? number : null;
        var (type, configuration) = ReplyText.TypeAndConfiguration(line[(colon + 3)..^1]);
        return new BridgePort(bridge, line[..blank].ToString(), openFlow, datapath, type, configuration);
    }
}

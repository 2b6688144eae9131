using System.Globalization;
using OvsTop.Model.Facts;

namespace OvsTop.Vswitchd.Replies;

/// <summary>Reads the reply of <c>upcall/show</c>.</summary>
public static class UpcallShow
{
    /// <summary>Every datapath in the reply.</summary>
    public static IReadOnlyList<UpcallDatapath> Parse(ReadOnlySpan<char> reply)
    {
        var datapaths = new List<UpcallDatapath>();
        var keys = new List<RevalidatorKeys>();
        foreach (var range in reply.Split('\n'))
        {
            var line = reply[range].TrimEnd();
            if (line.IsEmpty) continue;
            if (ReplyText.Indent(line) == 0)
            {
                if (line[^1] != ':') continue;
                keys = [];
                datapaths.Add(new UpcallDatapath { Name = line[..^1].ToString(), Revalidators = keys });
            }
            else if (datapaths.Count > 0)
            {
                datapaths[^1] = Apply(line.TrimStart(), datapaths[^1], keys);
            }
        }

        return datapaths;
    }

    private static UpcallDatapath Apply(ReadOnlySpan<char> line, UpcallDatapath datapath, List<RevalidatorKeys> keys)
    {
        int colon = line.IndexOf(':');
        if (colon < 0) return datapath;
        var label = line[..colon].TrimEnd();
        var value = line[(colon + 1)..].TrimStart();
        switch (label)
        {
            case "flows":
                return datapath with
                {
                    CurrentFlows = ReplyText.Number(value, "current "),
                    AverageFlows = ReplyText.Number(value, "avg "),
                    MaxFlows = ReplyText.Number(value, "max "),
                    FlowLimit = ReplyText.Number(value, "limit "),
                };
            case "offloaded flows":
                return datapath with { OffloadedFlows = ReplyText.Number(value, "") };
            case "dump duration":
                return datapath with { DumpDurationMs = ReplyText.Number(value, "") };
            case "ufid enabled":
                return datapath with { UfidEnabled = bool.TryParse(value, out bool enabled) ? enabled : null };
        }

        if (uint.TryParse(label, NumberStyles.None, null, out uint id) && ReplyText.Number(value, "keys ") is { } count) keys.Add(new RevalidatorKeys(id, count));
        return datapath;
    }
}

using System.IO.Compression;
using System.Text.Json;

namespace OvsTop.Analysis.Tests;

/// <summary>What a raw capture says about flows, computed from its lines alone: shares nothing with the program.</summary>
internal sealed class FlowScript
{
    private const int Create = 0, Delete = 1;
    private static readonly string[] ReasonNames =
        ["unexplained", "AVOID_CACHING", "BAD_ODP_FIT", "FLOW_IDLE", "FLOW_LIMIT", "FLOW_WILDCARDED", "NO_OFPROTO", "PURGE", "TOO_EXPENSIVE", "UPDATE_FAIL", "XLATION_ERROR", "FLOW_MISSING_DP"];

    public int Puts { get; private set; }

    public int Deletes { get; private set; }

    public int Unexplained { get; private set; }

    public SortedDictionary<string, int> Churn { get; } = [];

    public Dictionary<string, int> Reinstalls { get; } = [];

    public List<ulong> AgesNs { get; } = [];

    /// <summary>Reads a capture.</summary>
    public static FlowScript Of(string path)
    {
        var script = new FlowScript();
        var last = new Dictionary<string, (int What, ulong Ns, string Reason)>();
        var verdicts = new Dictionary<string, string>();
        foreach (string line in Lines(path))
        {
            using var document = JsonDocument.Parse(line);
            var e = document.RootElement;
            if (!e.TryGetProperty("ufid", out var id))
            {
                continue;
            }

            string ufid = id.GetString()!;
            ulong ns = e.GetProperty("ts").GetUInt64();
            switch (e.GetProperty("event").GetString())
            {
                case "flow_result" or "flow_sweep_result" when e.GetProperty("result").GetInt32() == 1:
                    verdicts[ufid] = ReasonNames[e.GetProperty("reason").GetInt32()];
                    break;
                case "op_flow_del":
                    script.Deletes++;
                    bool explained = verdicts.Remove(ufid, out string? reason) && reason != "unexplained";
                    script.Unexplained += explained ? 0 : 1;
                    if (last.TryGetValue(ufid, out var put) && put.What == Create)
                    {
                        script.AgesNs.Add(ns - put.Ns);
                    }

                    last[ufid] = (Delete, ns, reason ?? "unexplained");
                    break;
                case "op_flow_put" when (e.GetProperty("flags").GetInt32() & 2) == 0:
                    script.Puts++;
                    if (last.TryGetValue(ufid, out var deleted) && deleted.What == Delete)
                    {
                        script.Reinstalls[ufid] = script.Reinstalls.GetValueOrDefault(ufid) + 1;
                        if (ns - deleted.Ns <= 5_000_000_000)
                        {
                            script.Churn[deleted.Reason] = script.Churn.GetValueOrDefault(deleted.Reason) + 1;
                        }
                    }

                    last[ufid] = (Create, ns, "");
                    break;
            }
        }

        return script;
    }

    private static List<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('{'))
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}

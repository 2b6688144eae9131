using System.Text.Json;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;

namespace OvsTop.Analysis.Traces;

/// <summary>A packet as one JSON object. The names are read by other programs: they are only added to.</summary>
public static class PacketJson
{
    /// <summary>Writes a packet.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="replayOf">Replays by round; null where there is none.</param>
    /// <param name="portName">Names of datapath ports.</param>
    /// <param name="storyOf">What became of the flow of a round; null when nobody knows.</param>
    /// <param name="daemonTraceOf">The daemon's own trace of a round; null when there is none of any.</param>
    public static void Write(
        Utf8JsonWriter json, TracePacket packet, Func<long, RoundReplay?> replayOf, Func<uint, string> portName, Func<TraceRound, FlowStory?>? storyOf = null,
        Func<TraceRound, DaemonTrace?>? daemonTraceOf = null)
    {
        json.WriteStartObject();
        json.WriteNumber("packet", packet.Number);
        json.WriteNumber("ts", packet.TimeNs);
        json.WriteString("in_port", portName(packet.InPort));
        json.WriteString("summary", packet.Summary);
        json.WriteString("verdict", TraceWords.Of(packet.Verdict));
        json.WriteStartArray("ports");
        foreach (uint port in packet.Ports)
        {
            json.WriteStringValue(portName(port));
        }

        json.WriteEndArray();
        json.WriteNumber("upcall_us", Math.Round(packet.UpcallUs, 3));
        json.WriteNumber("rounds_missing", packet.RoundsMissing);
        json.WriteStartArray("rounds");
        foreach (var round in packet.Rounds)
        {
            Write(json, round, replayOf, storyOf?.Invoke(round), daemonTraceOf?.Invoke(round));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TraceRound round, Func<long, RoundReplay?> replayOf, FlowStory? story, DaemonTrace? trace)
    {
        FlowKey.Decode(round.Key.Span, out var key);
        json.WriteStartObject();
        json.WriteNumber("recirc_id", round.RecircId);
        json.WriteString("ct_state", TraceWords.Of(key.CtState));
        json.WriteNumber("tid", round.Tid);
        json.WriteString("handler", round.Handler);
        json.WriteString("key", round.KeyText);
        if (round.Ufid is { } ufid)
        {
            json.WriteString("ufid", ufid.ToString());
        }

        if (round.ActionsText is { } actions)
        {
            json.WriteString("actions", actions);
        }

        json.WriteString("link", TraceWords.Of(round.Link));
        json.WriteString("reason", TraceWords.Of(round.Reason));
        json.WriteNumber("candidates", round.Candidates);
        json.WriteStartArray("skipped");
        foreach (uint id in round.Skipped)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
        json.WriteStartArray("cached");
        foreach (var cached in round.Cached)
        {
            Write(json, cached, replayOf(cached.Number));
        }

        json.WriteEndArray();
        json.WriteStartObject("stages_us");
        Stage(json, "queue", round.QueueUs);
        Stage(json, "translate", round.TranslateUs);
        Stage(json, "wait_put", round.WaitPutUs);
        Stage(json, "kernel_put", round.KernelPutUs);
        Stage(json, "wait_execute", round.WaitExecuteUs);
        Stage(json, "kernel_execute", round.KernelExecuteUs);
        json.WriteEndObject();
        WriteReplay(json, replayOf(round.Number));
        if (story is not null)
        {
            Write(json, story);
        }

        if (trace is not null)
        {
            json.WriteString("daemon_trace", trace.Id);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CachedRound cached, RoundReplay? replay)
    {
        json.WriteStartObject();
        json.WriteNumber("recirc_id", cached.RecircId);
        json.WriteNumber("leads_to", cached.LeadsTo);
        json.WriteString("ct_state", TraceWords.Of(cached.CtState));
        json.WriteNumber("flows", cached.Flows);
        json.WriteNumber("ways", cached.Ways);
        if (cached.Ufid is { } ufid)
        {
            json.WriteString("ufid", ufid.ToString());
        }

        if (cached.Problem == RebuildProblem.None)
        {
            json.WriteString("key", FlowKeyFormatter.ToText(cached.Key.Span));
        }

        if (cached.Verified(replay) is { } verified)
        {
            json.WriteBoolean("verified", verified);
        }

        json.WriteEndObject();
    }

    private static void WriteReplay(Utf8JsonWriter json, RoundReplay? replay)
    {
        json.WriteStartObject("replay");
        json.WriteString("grade", TraceWords.Of(replay?.Agreement ?? Agreement.None));
        if (replay is { Reply: null })
        {
            json.WriteString("problem", TraceWords.Of(replay));
        }

        json.WriteStartArray("tables");
        foreach (var node in replay?.Reply?.AllNodes ?? [])
        {
            if (node.Rule is not { Table: { } table } rule)
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteNumber("table", table);
            json.WriteString("match", rule.Match);
            if (rule.Priority is { } priority)
            {
                json.WriteNumber("priority", priority);
                json.WriteString("cookie", $"0x{rule.Cookie:x}");
            }

            json.WriteStartArray("actions");
            foreach (var action in node.Children.Where(child => child.Kind == TraceNodeKind.Action))
            {
                json.WriteStringValue(action.Text);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FlowStory story)
    {
        json.WriteStartObject("flow");
        json.WriteNumber("generation", story.Generation);
        json.WriteNumber("keeps", story.Keeps);
        if (story.Packets is { } packets)
        {
            json.WriteNumber("packets", packets);
        }

        json.WriteBoolean("deleted", story.IsOver);
        if (story.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        json.WriteStartArray("runs");
        foreach (var run in story.Runs)
        {
            json.WriteStartObject();
            json.WriteString("what", TraceWords.Of(run.Kind));
            json.WriteNumber("count", run.Count);
            json.WriteNumber("first_ns", run.FirstNs);
            json.WriteNumber("last_ns", run.LastNs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Stage(Utf8JsonWriter json, string name, double? us)
    {
        if (us is { } value)
        {
            json.WriteNumber(name, Math.Round(value, 3));
        }
    }
}

using System.Runtime.CompilerServices;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>What is written about a packet, made once for as long as the packet and its replays are the same: drawing it again makes nothing.</summary>
internal sealed class TraceView
{
    private static readonly ConditionalWeakTable<TracePacket, TraceView> Made = [];

    private readonly int _replays;

    private TraceView(TracePacket packet, TracesSnapshot traces)
    {
        _replays = Replays(packet, traces);
        Links = string.Concat(packet.Rounds.Skip(packet.Rounds[0].Link == LinkClass.First ? 1 : 0).Select(SignOf));
        Verdict = PacketText.VerdictOf(packet, traces.PortName);
        InPort = traces.PortName(packet.InPort);
        Lines = [.. TraceLines.Of(packet, traces)];
    }

    /// <summary>A sign for every link of the packet.</summary>
    public string Links { get; }

    /// <summary>What became of it.</summary>
    public string Verdict { get; }

    /// <summary>Where it came from.</summary>
    public string InPort { get; }

    /// <summary>Its tree.</summary>
    public IReadOnlyList<TraceLine> Lines { get; }

    /// <summary>The view of a packet.</summary>
    public static TraceView Of(TracePacket packet, TracesSnapshot traces)
    {
        if (Made.TryGetValue(packet, out var view) && view._replays == Replays(packet, traces))
        {
            return view;
        }

        view = new TraceView(packet, traces);
        Made.AddOrUpdate(packet, view);
        return view;
    }

    private static int Replays(TracePacket packet, TracesSnapshot traces)
    {
        int known = 0;
        for (int i = 0; i < packet.Rounds.Count; i++)
        {
            known += traces.Replays.ContainsKey(packet.Rounds[i].Number) ? 1 : 0;
        }

        return known;
    }

    private static string SignOf(TraceRound round) => round.Link == LinkClass.Ambiguous ? $"?{round.Candidates}" : TraceWords.Sign(round.Link);
}

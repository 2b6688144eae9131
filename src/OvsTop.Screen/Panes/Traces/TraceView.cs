using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Traces;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>What is written about a packet, made once for as long as the packet and its replays are the same: drawing it again makes nothing.</summary>
internal sealed class TraceView
{
    private static readonly ConditionalWeakTable<TracePacket, TraceView> Made = [];

    private IReadOnlyList<TraceLine>? _lines, _visible;
    private ImmutableHashSet<int>? _toggled;
    private readonly TracePacket _packet;
    private readonly int _ports;
    private readonly Dictionary<long, RoundReplay> _replays = [];
    private readonly Dictionary<long, DaemonTrace> _daemons = [];

    private TraceView(TracePacket packet, TracesSnapshot traces)
    {
        // The snapshot itself must not live as long as this.
        _packet = packet;
        _ports = traces.PortVersion;
        foreach (long number in ReplayRequests.Numbers(packet))
        {
            if (traces.Replays.TryGetValue(number, out var replay))
            {
                _replays[number] = replay;
            }

            if (traces.DaemonTraces.TryGetValue(number, out var own))
            {
                _daemons[number] = own;
            }
        }

        Replayed = packet.Rounds.Count(round => _replays.ContainsKey(round.Number));
        Links = string.Concat(packet.Rounds.Skip(packet.Rounds[0].Link == LinkClass.First ? 1 : 0).Select(SignOf));
        Verdict = VerdictOf(traces.PortName);
        InPort = traces.PortName(packet.InPort);
    }

    /// <summary>Rounds that a replay is there for, or the reason why not.</summary>
    public int Replayed { get; }

    /// <summary>A sign for every link of the packet.</summary>
    public string Links { get; }

    /// <summary>What became of it.</summary>
    public string Verdict { get; }

    /// <summary>Where it came from.</summary>
    public string InPort { get; }

    /// <summary>Its tree.</summary>
    public IReadOnlyList<TraceLine> Lines => _lines ??= Marked([.. TraceLines.Of(_packet, ReplayOf, _daemons.GetValueOrDefault)]);

    /// <summary>The replay of a round of the packet; null while there is none.</summary>
    public RoundReplay? ReplayOf(long round) => _replays.GetValueOrDefault(round);

    /// <summary>The view of a packet.</summary>
    public static TraceView Of(TracePacket packet, TracesSnapshot traces)
    {
        if (Made.TryGetValue(packet, out var view) && view._ports == traces.PortVersion && view._replays.Count + view._daemons.Count == Known(packet, traces))
        {
            return view;
        }

        view = new TraceView(packet, traces);
        Made.AddOrUpdate(packet, view);
        return view;
    }

    /// <summary>The lines of the tree that are not folded away.</summary>
    /// <param name="toggled">Lines that are folded, or open, against what is usual for them.</param>
    public IReadOnlyList<TraceLine> Visible(ImmutableHashSet<int> toggled)
    {
        if (_visible is not null && ReferenceEquals(toggled, _toggled))
        {
            return _visible;
        }

        var visible = new List<TraceLine>();
        int foldedAt = int.MaxValue;
        foreach (var line in Lines)
        {
            if (line.Level > foldedAt && !(line.IsPinned && foldedAt > 0))
            {
                continue;
            }

            bool folded = line.Mark != FoldMark.None && line.IsFolded != toggled.Contains(line.Id);
            foldedAt = line.Level > foldedAt ? foldedAt : folded ? line.Level : int.MaxValue;
            visible.Add(folded ? line with { Mark = FoldMark.Folded } : line);
        }

        _toggled = toggled;
        return _visible = visible;
    }

    private static List<TraceLine> Marked(List<TraceLine> lines)
    {
        for (int i = 0; i + 1 < lines.Count; i++)
        {
            if (lines[i + 1].Level > lines[i].Level)
            {
                lines[i] = lines[i] with { Mark = FoldMark.Open };
            }
        }

        return lines;
    }

    private static int Known(TracePacket packet, TracesSnapshot traces)
    {
        int known = 0;
        for (int i = 0; i < packet.Rounds.Count; i++)
        {
            known += (traces.Replays.ContainsKey(packet.Rounds[i].Number) ? 1 : 0) + (traces.DaemonTraces.ContainsKey(packet.Rounds[i].Number) ? 1 : 0);
            var cached = packet.Rounds[i].Cached;
            for (int c = 0; c < cached.Count; c++)
            {
                known += traces.Replays.ContainsKey(cached[c].Number) ? 1 : 0;
            }
        }

        return known;
    }

    /// <summary>Where it went; of a drop also the rule that dropped it, where the last round was replayed.</summary>
    private string VerdictOf(Func<uint, string> portName)
    {
        if (_packet.Verdict == Analysis.Traces.Verdict.Output || _packet.Ports.Count > 0)
        {
            return $"→ {string.Join(", ", _packet.Ports.Select(portName))}";
        }

        string word = TraceWords.Of(_packet.Verdict);
        if (_packet.Verdict != Analysis.Traces.Verdict.Drop)
        {
            return word;
        }

        var rule = ReplayOf(_packet.Rounds[^1].Number)?.Reply?.AllNodes.LastOrDefault(node => node.Rule?.Table is not null)?.Rule;
        return rule is null ? $"✗ {word}" : $"✗ {word}  table {rule.Table}{(rule.Cookie == 0 ? "" : $"  0x{rule.Cookie:x}")}";
    }

    private static string SignOf(TraceRound round) => round.Link == LinkClass.Ambiguous ? $"?{round.Candidates}" : TraceWords.Sign(round.Link);
}

using System.Collections.Immutable;
using System.Globalization;
using OvsTop.Analysis.Traces;
using OvsTop.Model;
using OvsTop.Model.Traces;

namespace OvsTop.Analysis.Snapshots;

/// <summary>View 7: packets as they went through the pipeline.</summary>
public sealed record TracesSnapshot
{
    /// <summary>Before the first packet.</summary>
    public static TracesSnapshot Empty { get; } = new() { Packets = [], Links = new LinkCounts([]) };

    /// <summary>The newest packets that may match the filter, newest first.</summary>
    public required IReadOnlyList<TracePacket> Packets { get; init; }

    /// <summary>How many of the last packets were looked at for these.</summary>
    public long Looked { get; init; }

    /// <summary>Packets so far.</summary>
    public long PacketCount { get; init; }

    /// <summary>Rounds so far.</summary>
    public long RoundCount { get; init; }

    /// <summary>Packets that gave way to newer ones.</summary>
    public long Evicted { get; init; }

    /// <summary>Rounds by link class.</summary>
    public required LinkCounts Links { get; init; }

    /// <summary>Longest time from an execute to the next round's upcall that is believed.</summary>
    public ulong WindowNs { get; init; }

    /// <summary>Batches in which details were missing: links around them are at most likely.</summary>
    public long LossEvents { get; init; }

    /// <summary>True when the kernel's events are there, so that links can be exact.</summary>
    public bool KernelLinks { get; init; }

    /// <summary>Replays of rounds by their number, as far as there are any.</summary>
    public IReadOnlyDictionary<long, RoundReplay> Replays { get; init; } = ImmutableDictionary<long, RoundReplay>.Empty;

    /// <summary>True when there is a daemon that rounds are replayed by.</summary>
    public bool Replaying { get; init; }

    /// <summary>What keeps rounds from being replayed, in one line; empty when nothing does.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>What became of the flows that rounds installed, as far as it is known.</summary>
    public FlowStoryTable Stories { get; init; } = FlowStoryTable.Empty;

    /// <summary>Lives of flows that gave way to newer ones.</summary>
    public long StoriesEvicted { get; init; }

    /// <summary>What the daemon says of flows that were asked for.</summary>
    public IReadOnlyDictionary<Ufid, FlowAnswer> FlowAnswers { get; init; } = ImmutableDictionary<Ufid, FlowAnswer>.Empty;

    /// <summary>Traces that the daemon itself took, by the number of the round they agree with.</summary>
    public IReadOnlyDictionary<long, DaemonTrace> DaemonTraces { get; init; } = ImmutableDictionary<long, DaemonTrace>.Empty;

    /// <summary>What is to be said about traces of the daemon's own, in one line; empty when it has none.</summary>
    public string DaemonTraceNote { get; init; } = "";

    /// <summary>Packets that came only because they share a recirculation id with matching ones; they are not shown.</summary>
    public long Strangers { get; init; }

    /// <summary>Another number means that <see cref="PortName"/> may give other names.</summary>
    public int PortVersion { get; init; }

    /// <summary>Names of datapath ports; their numbers where there are no names. Untrusted text.</summary>
    public Func<uint, string> PortName { get; init; } = port => port.ToString(CultureInfo.InvariantCulture);
}

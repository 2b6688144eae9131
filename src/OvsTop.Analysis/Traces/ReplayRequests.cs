using OvsTop.Model.Traces;

namespace OvsTop.Analysis.Traces;

/// <summary>What the daemon is asked about packets.</summary>
public static class ReplayRequests
{
    /// <summary>The rounds of packets, and behind them the rebuilt keys of their cached rounds.</summary>
    public static IReadOnlyList<ReplayRequest> Of(IReadOnlyList<TracePacket> packets)
    {
        var rounds = packets.SelectMany(packet => packet.Rounds);
        return
        [
            .. rounds.Where(round => !round.IsTruncated).Select(round => new ReplayRequest(round.Number, round.RecircId, round.TraceKey, round.ActionsText)),
            .. rounds.SelectMany(round => round.Cached).Where(IsRebuilt).Select(cached => new ReplayRequest(cached.Number, cached.RecircId, cached.TraceKey, null)),
        ];
    }

    /// <summary>The numbers that replays of a packet are found by.</summary>
    public static IEnumerable<long> Numbers(TracePacket packet) =>
        packet.Rounds.Select(round => round.Number).Concat(packet.Rounds.SelectMany(round => round.Cached).Where(IsRebuilt).Select(cached => cached.Number));

    private static bool IsRebuilt(CachedRound cached) => cached.Problem == RebuildProblem.None;
}

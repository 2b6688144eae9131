namespace OvsTop.Model.Traces;

/// <summary>A round to be replayed.</summary>
/// <param name="Round">Its number.</param>
/// <param name="RecircId">Its recirculation id: such a round is urgent, the id may expire.</param>
/// <param name="Key">The key as <c>ofproto/trace</c> takes it.</param>
/// <param name="RealActions">The datapath actions that were really put or executed; null when none were seen.</param>
public sealed record ReplayRequest(long Round, uint RecircId, string Key, string? RealActions);

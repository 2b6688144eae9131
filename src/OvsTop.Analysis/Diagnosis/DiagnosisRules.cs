using OvsTop.Analysis.Diagnosis.Rules;

namespace OvsTop.Analysis.Diagnosis;

/// <summary>The table of rules; of findings equally bad, the order here is the order shown.</summary>
internal static class DiagnosisRules
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<IDiagnosisRule> All { get; } =
    [
        new LostUpcalls(), new SocketOverflow(), new StormByEviction(), new HandlerImbalance(), new StormByMiss(), new TopTalker(), new FlowTurnover(), new FlowLimit(), new RevalidatorBehind(),
        new SlowKernelPut(), new LongMainLoop(), new SilentDaemon(), new OwnBudget(),
    ];
}

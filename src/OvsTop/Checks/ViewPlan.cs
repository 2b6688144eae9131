using OvsTop.Probes.Plans;

namespace OvsTop.Checks;

/// <summary>What one view attaches.</summary>
/// <param name="View">Its name.</param>
/// <param name="Plan">The plan.</param>
internal sealed record ViewPlan(string View, PlanPreview Plan);

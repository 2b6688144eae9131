using OvsTop.Model.Events;

namespace OvsTop.Recording.Json;

/// <summary>What a recording of another tool does not tell, in a sentence.</summary>
internal static class Lacks
{
    private static readonly (string What, ProbeId[] AnyOf)[] Parts =
    [
        ("kernel upcalls", [ProbeId.DpUpcall]),
        ("received upcalls", [ProbeId.RecvUpcall]),
        ("kernel times", [ProbeId.FlowCmdNewReturn, ProbeId.PacketCmdExecuteReturn]),
        ("flow deletes", [ProbeId.FlowDel]),
        ("main loop", [ProbeId.RunStart]),
        ("revalidator dump events", [ProbeId.StartDump, ProbeId.SweepDone]),
        ("delete reasons", [ProbeId.FlowResult, ProbeId.FlowSweepResult]),
    ];

    /// <summary>The sentence.</summary>
    /// <param name="what">The kind of file.</param>
    /// <param name="seen">A bit for each probe that occurred.</param>
    /// <param name="never">What such a file never has.</param>
    public static string Sentence(string what, uint seen, params IEnumerable<string> never)
    {
        var lacks = never.Concat(Parts.Where(part => part.AnyOf.All(probe => (seen >> (int)probe & 1) == 0)).Select(part => part.What));
        return $"{what}: {string.Join(", ", lacks.Select(part => $"no {part}"))}; what needs them is left out";
    }
}

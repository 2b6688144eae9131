using OvsTop.Model.Events;
using OvsTop.Probes.Live;

namespace OvsTop.Checks;

/// <summary>The attach plan of each view as text: probes with the cost of a hit in ns, and what this switch cannot tell.</summary>
internal static class PlanText
{
    private const int NameWidth = 13;
    private const int Width = 110;

    public static void Write(TextWriter text, Check check)
    {
        if (check.Plans.Count == 0 || check.Costs is not { } costs)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"attach plan: probes and ns a hit ({(costs.TrapNs is { } trap ? $"a uprobe's trap measured here: {trap:0} ns" : "estimated")})");
        Line(text, "always", check.Plans[0].Plan.Always.Select(probe => Probe(probe, check, costs)));
        foreach (var (view, plan) in check.Plans)
        {
            Line(text, view, plan.More.Select(probe => Probe(probe, check, costs)).DefaultIfEmpty("nothing more"));
            foreach (var missing in plan.Missing)
            {
                text.WriteLine($"  {"",-NameWidth}without {missing.Measurement}: {missing.Why}");
            }
        }
    }

    private static string Probe(ProbeId probe, Check check, HitCosts costs)
    {
        var status = check.Probes.First(p => p.Probe.Id == probe);
        string how = status.Mechanism == ProbeMechanism.Usdt ? "" : $" {status.Mechanism.ToString().ToLowerInvariant()}";
        return $"{status.Probe.EventName}{how} {costs.Ns.GetValueOrDefault(probe):0}";
    }

    private static void Line(TextWriter text, string name, IEnumerable<string> parts)
    {
        string line = $"  {name,-NameWidth}";
        string separator = "";
        foreach (string part in parts)
        {
            if (line.Length + separator.Length + part.Length > Width)
            {
                text.WriteLine($"{line},");
                (line, separator) = ($"  {"",-NameWidth}", "");
            }

            line += separator + part;
            separator = ", ";
        }

        text.WriteLine(line);
    }
}

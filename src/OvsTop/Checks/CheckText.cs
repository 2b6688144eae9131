using OvsTop.Model.Events;

namespace OvsTop.Checks;

/// <summary>A check as text, 80 columns where the texts allow.</summary>
internal static class CheckText
{
    public static void Write(TextWriter text, Check check)
    {
        WriteLines(text, check.Machine);
        WriteLines(text, check.Daemon);
        if (check.Probes.Count > 0)
        {
            text.WriteLine();
            text.WriteLine($"{"probe",-44} {"since",5}  found  attached");
            foreach (var probe in check.Probes)
            {
                text.WriteLine($"{(probe.Probe.IsUsdt ? probe.Probe.FullName : probe.Probe.EventName),-44} {probe.Probe.Since.Replace("Linux ", "", StringComparison.Ordinal),5}  {(probe.Sites > 0 ? probe.Sites.ToString() : "no"),5}  {(probe.Attached ? "yes" : "no")}");
                text.WriteLine(probe.Attached || probe.Why.Length == 0
                    ? $"    {probe.Probe.Feeds}{(probe.Arguments.Length > 0 ? $"; {probe.Arguments}" : "")}{By(probe.Mechanism)}"
                    : $"    without it: {probe.Probe.Feeds}; {probe.Why}");
            }
        }

        PlanText.Write(text, check);
        text.WriteLine();
        text.WriteLine(check.Problem is { } problem ? $"cannot watch: {problem.Message}" : $"ready: {check.Probes.Count(p => p.Attached)} of {check.Probes.Count} probes attach");
    }

    private static string By(ProbeMechanism mechanism) => mechanism switch
    {
        ProbeMechanism.Tracepoint => "; by tracepoint",
        ProbeMechanism.Fentry => "; by fentry or fexit",
        ProbeMechanism.Kprobe => "; by kprobe or kretprobe",
        _ => "",
    };

    private static void WriteLines(TextWriter text, IEnumerable<CheckLine> lines)
    {
        foreach (var line in lines)
        {
            text.WriteLine($"{Mark(line.Ok)} {line.Name,-24} {line.Finding}");
        }
    }

    private static string Mark(bool? ok) => ok switch { true => "ok", false => "NO", null => "--" };
}

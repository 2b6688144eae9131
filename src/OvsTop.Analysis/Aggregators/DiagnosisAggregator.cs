using OvsTop.Analysis.Diagnosis;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Aggregators;

/// <summary>
/// Applies the rules to every tick. What is new has to hold for <see cref="AppearAfterNs"/>, what is shown stays while the relaxed thresholds are reached
/// and <see cref="HoldNs"/> longer, so that lines neither flicker nor come from one odd tick.
/// </summary>
internal sealed class DiagnosisAggregator(Thresholds thresholds)
{
    /// <summary>How long something has to hold before it is shown.</summary>
    public const ulong AppearAfterNs = 900_000_000;

    /// <summary>How long a line stays when it holds no more.</summary>
    public const ulong HoldNs = 3_000_000_000;

    private const int Recent = 10;

    private sealed class State
    {
        public ulong? SinceNs { get; set; }

        public ulong LastNs { get; set; }

        public Finding? Shown { get; set; }
    }

    private readonly Thresholds _relaxed = thresholds.Relaxed();
    private readonly State[] _states = [.. DiagnosisRules.All.Select(_ => new State())];
    private readonly List<Snapshot> _recent = [];
    private readonly List<FindingSpan> _since = [];
    private int _epoch = -1;

    /// <summary>The diagnosis of a tick.</summary>
    /// <param name="now">The snapshot, all packets, without its diagnosis.</param>
    /// <param name="epoch">Of the windows: with another one everything begins anew.</param>
    public DiagnosisSnapshot Take(Snapshot now, int epoch)
    {
        if (_epoch != epoch)
        {
            _epoch = epoch;
            _recent.Clear();
            Array.ForEach(_states, state => (state.SinceNs, state.Shown) = (null, null));
        }

        var shown = new List<Finding>();
        for (int i = 0; i < _states.Length; i++)
        {
            if (Update(DiagnosisRules.All[i], _states[i], now) is { } finding)
            {
                shown.Add(finding);
                Note(finding, (_states[i].LastNs - now.StartNs) / 1e9);
            }
        }

        _recent.Add(now);
        if (_recent.Count > Recent)
        {
            _recent.RemoveAt(0);
        }

        return new DiagnosisSnapshot
        {
            Findings = [.. shown.OrderByDescending(finding => finding.Severity)],
            Since = [.. _since],
            Unknown = [.. DiagnosisRules.All.Where(rule => !rule.IsKnown(now)).Select(rule => rule.Evidence)],
        };
    }

    private Finding? Update(IDiagnosisRule rule, State state, Snapshot now)
    {
        if (rule.Look(now, _recent, state.Shown is null ? thresholds : _relaxed) is { } finding)
        {
            // A tick that says so speaks for its whole interval.
            state.SinceNs ??= now.TimeNs - Math.Min(now.TimeNs, (ulong)(now.IntervalSeconds * 1e9));
            state.LastNs = now.TimeNs;
            state.Shown = state.Shown is not null || now.TimeNs - state.SinceNs >= AppearAfterNs ? finding : null;
        }
        else if (state.Shown is null || now.TimeNs - state.LastNs > HoldNs)
        {
            (state.SinceNs, state.Shown) = (null, null);
        }

        return state.Shown;
    }

    private void Note(Finding finding, double seconds)
    {
        int at = _since.FindIndex(span => span.Worst.Id == finding.Id);
        if (at < 0)
        {
            _since.Add(new FindingSpan(finding, seconds, seconds));
            return;
        }

        _since[at] = _since[at] with { Worst = finding.Severity >= _since[at].Worst.Severity ? finding : _since[at].Worst, LastSeconds = seconds };
    }
}

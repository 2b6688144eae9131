using OvsTop.Model.Facts;

namespace OvsTop.Vswitchd.Facts;

/// <summary>Something the daemon is asked again and again.</summary>
/// <param name="Method">Command.</param>
/// <param name="Every">Time between two askings, when there is time for all.</param>
/// <param name="Fold">Puts a reply, with its time and duration in ns, into the facts; null when it is not understood.</param>
internal sealed record FactsQuestion(string Method, TimeSpan Every, Func<DaemonFacts, string, ulong, ulong, DaemonFacts?> Fold)
{
    /// <summary>Arguments of the command.</summary>
    public string[] Args { get; init; } = [];

    /// <summary>Whether it makes sense to ask, by what is known so far.</summary>
    public Func<DaemonFacts, bool> Applies { get; init; } = _ => true;
}

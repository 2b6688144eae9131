using System.CommandLine;
using System.CommandLine.Completions;
using OvsTop.Model.Filters.Editing;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Themes;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Completions;

/// <summary>The values that an option or argument is known to take: from its definition, or found out when asked.</summary>
internal static class KnownWords
{
    private static readonly Dictionary<string, Func<string, IEnumerable<Proposal>>> Found = new()
    {
        ["--filter"] = Filters,
        ["EXPR"] = Filters,
        ["--pid"] = _ => new DaemonFinder().FindAll().Select(daemon => new Proposal($"{daemon.Pid}", "ovs-vswitchd")),
        ["--view"] = _ => Views.All.Select(view => new Proposal(view.Name, view.Title)),
        ["--theme"] = _ => ThemeStore.Names(ThemeFolders.All).Select(name => new Proposal(name, null)),
        ["--talkers"] = Talkers,
    };

    /// <summary>Values of an option or argument.</summary>
    /// <param name="symbol">It.</param>
    /// <param name="typed">What is typed of the value; filters and lists go on from it.</param>
    public static IEnumerable<Proposal> Of(Symbol symbol, string typed) => Found.TryGetValue(symbol.Name, out var find)
        ? find(typed)
        : symbol.GetCompletions(CompletionContext.Empty).Select(item => new Proposal(item.Label, item.Detail));

    private static IEnumerable<Proposal> Filters(string typed) => Completer.Complete(typed, typed.Length, CompletionSource.Empty)
        .Select(c => new Proposal($"{typed[..c.Replaced.Start]}{c.Text}{typed[(c.Replaced.Start + c.Replaced.Length)..]}", c.Description));

    private static IEnumerable<Proposal> Talkers(string typed)
    {
        int word = typed.LastIndexOf(',') + 1;
        return TalkerDimensionTable.All.Select(dimension => new Proposal(typed[..word] + dimension.Name, null));
    }
}

using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Revalidator threads as rows.</summary>
internal readonly struct RevalidatorRows(IReadOnlyList<RevalidatorRow> threads) : IRows<RevalidatorLine>
{
    public object Source => threads;

    public int Count => threads.Count;

    public RevalidatorLine At(int index) => RevalidatorLine.Of(threads[index]);

    public string Identity(int index) => threads[index].Name;
}

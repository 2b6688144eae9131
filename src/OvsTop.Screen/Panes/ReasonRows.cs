using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>The first so many reasons as rows.</summary>
internal readonly struct ReasonRows(IReadOnlyList<ReasonRow> reasons, int count, double all) : IRows<ReasonLine>
{
    public object Source => reasons;

    public int Count => count;

    public ReasonLine At(int index) => ReasonLine.Of(reasons[index], all);

    public string Identity(int index) => reasons[index].Name;
}

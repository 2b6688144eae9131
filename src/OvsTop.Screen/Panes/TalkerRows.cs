using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Talkers as rows.</summary>
internal readonly struct TalkerRows(TalkerList list) : IRows<TalkerLine>
{
    public object Source => list.Rows;

    public int Count => list.Rows.Count;

    public TalkerLine At(int index) => TalkerLine.Of(list.Rows[index]);

    public string Identity(int index) => list.Rows[index].Text;
}

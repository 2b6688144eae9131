using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Flows as rows.</summary>
internal readonly struct FlowRows(Snapshot snapshot, int common = 0) : IRows<FlowLine>
{
    public object Source => snapshot.Flows.Lives.Top;

    public int Count => snapshot.Flows.Lives.Top.Count;

    public FlowLine At(int index) => new(snapshot.Flows.Lives.Top[index], snapshot.TimeNs, common);

    public string Identity(int index) => snapshot.Flows.Lives.Top[index].Id;
}

using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Handlers as rows. Two threads may have one name; the thread tells them apart.</summary>
internal readonly struct HandlerRows(IReadOnlyList<HandlerRow> handlers) : IRows<HandlerLine>
{
    public object Source => handlers;

    public int Count => handlers.Count;

    public HandlerLine At(int index) => HandlerLine.Of(handlers[index]);

    public string Identity(int index) => handlers[index].Name;
}

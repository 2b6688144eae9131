using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>Why flows that were put again had been deleted; the total last, so that it adds up.</summary>
internal static class ChurnTable
{
    private static readonly ReasonList List = new("put again after");

    /// <summary>Rows that show everything: header, reasons, total.</summary>
    public static int Height(FlowsSnapshot flows) => 2 + flows.ChurnReasons.Count;

    /// <summary>Draws the table.</summary>
    public static void Draw(Frame frame, Rect rect, FlowsSnapshot flows, Theme theme) =>
        List.Draw(frame, rect, flows.ChurnReasons, last: 0, ReasonLine.Sum(flows.ChurnPerSecond, flows.Churn), theme);
}

using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>Why flows were deleted; <c>unexplained</c> and the total last, so that it adds up.</summary>
internal static class ReasonTable
{
    private static readonly ReasonList List = new("deleted for");

    /// <summary>Rows that show everything: header, reasons, total.</summary>
    public static int Height(RevalidatorSnapshot revalidator) => 2 + revalidator.Reasons.Count;

    /// <summary>Draws the table.</summary>
    public static void Draw(Frame frame, Rect rect, RevalidatorSnapshot revalidator, Theme theme) => List.Draw(
        frame, rect, revalidator.Reasons, Math.Min(1, revalidator.Reasons.Count), ReasonLine.Sum(revalidator.DeletesPerSecond, revalidator.Deletes), theme);
}

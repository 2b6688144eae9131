using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>What is attached and what it costs, for the status lines.</summary>
internal static class AttachStatus
{
    private const int CostWidth = 12;
    private const double Much = 0.8;

    /// <summary><c>cost 0.4 %</c>, with <c>~</c> while it is estimated, ending before a column. Returns its first column.</summary>
    public static int Cost(Frame frame, int right, int y, Attachment attachment, Theme theme)
    {
        int x = right - CostWidth;
        bool isOver = attachment.BudgetPercent is { } limit && attachment.CostPercent > limit * (attachment.IsOverBudget ? 1 : 1.5);
        bool isMuch = attachment.CostPercent > attachment.BudgetPercent * Much;
        int at = frame.Write(x, y, theme[Role.Dim], "cost ");
        frame.Write(at, y, theme[isOver ? Role.Crit : isMuch ? Role.Warn : Role.Text], $"{(attachment.IsEstimated ? "~" : "")}{Math.Min(attachment.CostPercent, 999):0.0} %");
        return x;
    }

    /// <summary><c>kernel 7 probes · USDT 6, sampled 1/8</c>. Returns the column after it.</summary>
    public static int Probes(Frame frame, int x, int y, Attachment attachment, Theme theme)
    {
        x = attachment.KernelProbes > 0 ? frame.Write(x, y, theme[Role.Dim], $" · kernel {attachment.KernelProbes} probes") : x;
        x = frame.Write(x, y, theme[Role.Dim], $" · USDT {attachment.UsdtProbes}");
        return attachment.Reduced.Length > 0 ? frame.Write(x, y, theme[Role.Warn], $", {attachment.Reduced}") : x;
    }
}

namespace OvsTop.Screen.Widgets;

/// <summary>Shares to eighths of a cell.</summary>
internal static class Scale
{
    /// <summary>0 for nothing, at least 1 for something, at most all.</summary>
    public static int Eighths(double share, int cells) =>
        !(share > 0) ? 0 : Math.Clamp((int)Math.Round(Math.Min(share, 1) * cells * 8), 1, Math.Max(1, cells * 8));
}

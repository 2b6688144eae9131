using OvsTop.Analysis.Diagnosis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// What this looks like, at the bottom of the overview: a line for each finding, the worst first, with the keys of the views that prove it. Nothing
/// found, nothing drawn.
/// <code>
/// ─ What this looks like ──────────────────────────────
///  ! storm by eviction: ...                        [4]
/// </code>
/// </summary>
internal static class DiagnosisLines
{
    private const int Most = 4;

    /// <summary>The rest of the overview needs this much.</summary>
    private const int MinAbove = 16;

    /// <summary>Rows it takes of an overview so high; 0 without findings or room.</summary>
    public static int Height(Snapshot snapshot, int height) =>
        snapshot.Diagnosis.Findings.Count == 0 || height < MinAbove + 2 ? 0 : 1 + Math.Min(Math.Min(Most, height - MinAbove - 1), snapshot.Diagnosis.Findings.Count);

    /// <summary>Draws into a rectangle of <see cref="Height"/>.</summary>
    public static void Draw(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        Rule.Draw(frame, rect, 0, "What this looks like", theme);
        rect.Top(1, out rect);
        for (int i = 0; i < rect.Height; i++)
        {
            Line(snapshot.Diagnosis.Findings[i], theme, rect with { Y = rect.Y + i, Height = 1 }, frame);
        }
    }

    private static void Line(Finding finding, Theme theme, Rect rect, Frame frame)
    {
        var style = theme[finding.Severity switch { Severity.Critical => Role.Crit, Severity.Warning => Role.Warn, _ => Role.Text }];
        int right = rect.Right - 1 - (finding.Views.Count * 3);
        frame.Put(rect.X + 1, rect.Y, finding.Glyph, style);
        frame.WriteFit(rect.X + 3, rect.Y, right - rect.X - 4, style, finding.Text);
        for (int i = 0; i < finding.Views.Count; i++)
        {
            frame.Write(right + (i * 3), rect.Y, theme[Role.Key], $"[{finding.Views[i]}]");
        }
    }
}

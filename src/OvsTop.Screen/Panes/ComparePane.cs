using OvsTop.Analysis.Comparisons;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// Two windows of time beside each other, in the place of a view.
/// <code>
/// ─ Compare  rates over each window ─────────────────────────────────────────────
///  A  before mark 1     14:00:31 to 14:02:31  2:00
///  B  after mark 1      14:02:31 to 14:03:10  0:39
///                                             A         B       B-A         %
///  2 upcalls /s by handler
///    total                                12.4k     3.10k    -9.30k    -75.0%
/// </code>
/// </summary>
internal static class ComparePane
{
    /// <summary>Percent from which a change is worth a look.</summary>
    private const double Telling = 10;

    private const int Top = 4;
    private const int FewRows = 5;
    private const int NumberWidth = 10;
    private const int MaxNameWidth = 70;

    /// <summary>Lines of numbers that fit on a screen.</summary>
    public static int Room(int screenHeight) => Math.Max(1, screenHeight - ScreenView.Margin - Top);

    /// <summary>Lines of numbers there are on a screen.</summary>
    public static int Lines(Comparing comparing, int screenHeight) => comparing.Result?.Sections.Sum(section => 1 + Shown(section, screenHeight) + (Shown(section, screenHeight) < section.Rows.Count ? 1 : 0)) ?? 0;

    public static void Draw(Comparing comparing, WindowComparison result, Theme theme, Rect rect, Frame frame)
    {
        int x = Rule.Draw(frame, rect, 0, "Compare", theme);
        frame.WriteFit(x, rect.Y, rect.Right - x - 1, theme[result.Note.Length > 0 ? Role.Warn : Role.Dim], $"{(result.Note.Length > 0 ? result.Note : "rates over each window; Esc closes")} ");
        Window(rect.Y + 1, 'A', comparing.TitleA, result.A);
        Window(rect.Y + 2, 'B', comparing.TitleB, result.B);
        int name = Math.Min(MaxNameWidth, rect.Width - 1 - 4 * NumberWidth - 1);
        Numbers(rect.Y + 3, theme[Role.Header], "A", "B", "B-A", "%", theme[Role.Header]);
        rect.Top(Top, out var body);
        int line = -Math.Clamp(comparing.Scroll, 0, Math.Max(0, Lines(comparing, frame.Height) - body.Height));
        foreach (var section in result.Sections)
        {
            if (line >= 0 && line < body.Height)
            {
                int title = frame.Write(body.X, body.Y + line, theme[Role.Key], $" {Views.Find(section.View)?.Key ?? 0} ");
                frame.WriteFit(title, body.Y + line, body.Right - title - 1, theme[Role.Title], section.Title);
            }

            line++;
            int shown = Shown(section, frame.Height);
            foreach (var row in section.Rows.Take(shown))
            {
                if (line >= 0 && line < body.Height)
                {
                    frame.WriteFit(body.X + 3, body.Y + line, name - 3, theme[Role.Text], row.Name);
                    bool telling = row.Percent is { } percent ? Math.Abs(percent) >= Telling : row.Difference is > 0;
                    Numbers(body.Y + line, theme[Role.Text], Value(row, row.A), Value(row, row.B), Difference(row), Percent(row), theme[telling ? Role.Accent : Role.Dim]);
                }

                line++;
            }

            if (shown < section.Rows.Count)
            {
                if (line >= 0 && line < body.Height)
                {
                    frame.Write(body.X + 3, body.Y + line, theme[Role.Dim], $"{section.Rows.Count - shown} more that changed less");
                }

                line++;
            }
        }

        void Window(int y, char letter, string title, TimeWindow window)
        {
            int at = frame.Write(rect.X + 1, y, theme[Role.Header], $"{letter}  ");
            frame.WriteFit(at, y, 18, theme[Role.Text], title);
            frame.Write(at + 19, y, theme[Role.Dim], $"{Clock.Of(window.From)} to {Clock.Of(window.To)}  {Clock.Text(TimeSpan.FromSeconds(window.Seconds))}");
        }

        void Numbers(int y, Style style, string a, string b, string difference, string percent, Style changed)
        {
            int at = rect.X + name;
            foreach (var (text, its) in new[] { (a, style), (b, style), (difference, changed), (percent, changed) })
            {
                frame.WriteFit(at, y, NumberWidth, its, text, Align.Right);
                at += NumberWidth;
            }
        }
    }

    // So many of a kind that others can be seen beside it; one more than that instead of a line that says so.
    private static int Shown(ComparedSection section, int screenHeight)
    {
        int most = Math.Max(FewRows, Room(screenHeight) / 3);
        return section.Rows.Count <= most + 1 ? section.Rows.Count : most;
    }

    private static string Value(ComparedRow row, double? value) => value is { } known ? Quantity(row.Unit, known).ToString() : Text.Numbers.None.ToString();

    private static string Difference(ComparedRow row) => row.Difference switch
    {
        null => "",
        0 => "0",
        { } difference => $"{(difference > 0 ? '+' : '-')}{Quantity(row.Unit, Math.Abs(difference))}",
    };

    // From nothing to something has no percent.
    private static string Percent(ComparedRow row) => row is { A: 0, B: > 0 } ? "new" : Change.Text(row.Percent);

    private static Quantity Quantity(ComparedUnit unit, double value) => unit switch
    {
        ComparedUnit.Us => Text.Numbers.DurationUs(value),
        ComparedUnit.Level => Text.Numbers.Count((ulong)value),
        _ => Text.Numbers.Rate(value),
    };
}

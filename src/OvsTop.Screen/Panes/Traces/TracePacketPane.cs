using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>The selected packet: a rule with what is known of it as a whole, the lines of the side that is shown, the life of the flow of the round shown.</summary>
internal static class TracePacketPane
{
    private const int Indent = 2, MaxIndented = 2, LeastTree = 9, MaxWidth = 140;

    public static void Draw(Frame frame, Rect rect, TraceRow row, Snapshot snapshot, UiState state, Theme theme)
    {
        var lines = TraceAspects.Lines(snapshot, state);
        Title(frame, rect, row, snapshot, state, theme);
        rect.Top(1, out var body);
        int cursor = state.Drilled ? Math.Clamp(state.Scroll, 0, Math.Max(0, lines.Count - 1)) : -1;
        var round = LifeLines.RoundOf(row.Packet, lines, state);
        int life = round is null ? 0 : LifeLines.Height(round, snapshot.Traces);
        life = body.Height < LeastTree + life ? 0 : life;
        body = body.Top(body.Height - life, out var below);
        var window = Window.Of(lines.Count, body.Height, Math.Max(0, cursor));
        int y = body.Y;
        for (int i = window.First; i < window.End; i++, y++)
        {
            Line(frame, body with { Y = y, Height = 1 }, lines[i], theme);
            if (i == cursor)
            {
                frame.Restyle(body with { Y = y, Height = 1 }, theme[Role.Selected]);
            }
        }

        int more = lines.Count - window.End;
        if (more > 0)
        {
            frame.Write(body.X + 4, y, theme[Role.Key], state.Drilled ? $"{more} more ↓" : $"{more} more, Enter opens");
        }

        if (life > 0)
        {
            LifeLines.Draw(frame, below, row.Packet, round!, snapshot, theme);
        }
    }

    private static void Title(Frame frame, Rect rect, TraceRow row, Snapshot snapshot, UiState state, Theme theme)
    {
        var packet = row.Packet;
        frame.Fill(rect with { Height = 1 }, '─', theme[Role.Border]);
        int x = frame.Write(rect.X + 1, rect.Y, theme[state.Drilled ? Role.Tab : Role.Key], $" #{packet.Number} ");
        x = frame.Write(x, rect.Y, theme[Role.Title], packet.Rounds.Count == 1 ? $" 1 round  {Numbers.DurationUs(packet.UpcallUs)}  " : $" {packet.Rounds.Count} rounds  {Numbers.DurationUs(packet.UpcallUs)}  ");
        string replays = Replays(row, snapshot);
        int right = rect.Right - 2 - TextWidth.Of(replays);
        frame.Write(right - 1, rect.Y, theme[Role.Dim], $" {replays} ");
        string title = TraceAspects.Title(state) is { Length: > 0 } aspect ? aspect : row.Count > 0 ? $"the newest of {row.Count}: {packet.Summary}" : packet.Summary;
        frame.WriteFit(x, rect.Y, right - 2 - x, theme[Role.Accent], $"{title} ");
    }

    private static string Replays(TraceRow row, Snapshot snapshot)
    {
        int known = TraceView.Of(row.Packet, snapshot.Traces).Replayed;
        return snapshot.Traces.Replaying || known > 0 ? $"replayed {known} of {row.Packet.Rounds.Count}" : "no daemon to replay";
    }

    private static void Line(Frame frame, Rect rect, TraceLine line, Theme theme)
    {
        char mark = line.Mark switch { FoldMark.Open => '▾', FoldMark.Folded => '▸', _ => ' ' };
        // What belongs to a line stands near it, however wide the terminal is.
        rect = line.Right.Length > 0 ? rect with { Width = Math.Min(rect.Width, MaxWidth) } : rect;
        int x = rect.X + 1 + Math.Min(line.Level, MaxIndented) * Indent, right = Math.Min(line.Right.Length, rect.Width / 2);
        frame.Put(x, rect.Y, mark, theme[Role.Key]);
        frame.WriteFit(x + 2, rect.Y, rect.Right - x - 3 - (right > 0 ? right + 2 : 0), theme[line.Role], line.Text);
        if (right > 0)
        {
            frame.WriteFit(rect.Right - 1 - right, rect.Y, right, theme[Role.Dim], line.Right, Align.Right);
        }
    }
}

using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Events;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>
/// View 7: packets as they went through the pipeline. Above the newest packets, below the tree of the selected one; on a small terminal one of the
/// two, Enter opens the tree. With the tree open, the arrows scroll it.
/// </summary>
internal sealed class TracesPane : IPane
{
    /// <summary>Height from which list and tree are shown together.</summary>
    private const int BothHeight = 28;

    public bool Drills => true;

    public int Rows(Snapshot snapshot) => snapshot.Traces.Packets.Count;

    public string? Identity(Snapshot snapshot, int row) =>
        row >= 0 && row < snapshot.Traces.Packets.Count ? snapshot.Traces.Packets[row].Id : null;

    public int DrillRows(Snapshot snapshot, UiState state) => Selected(snapshot, state) is { } packet ? TraceView.Of(packet, snapshot.Traces).Lines.Count : 0;

    public string? FilterOf(Snapshot snapshot, UiState state) => Selected(snapshot, state) is { } packet ? packet.Rounds[0].TraceKey : null;

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        var traces = snapshot.Traces;
        int x = Rule.Draw(frame, rect, 7, "Traces", theme);
        x = frame.Write(x, rect.Y, theme[Role.Accent], $"{Numbers.Count((ulong)traces.PacketCount)} packets  ");
        x = frame.Write(x, rect.Y, theme[Role.Dim], $"{Numbers.Count((ulong)traces.RoundCount)} rounds  links ");
        x = Links(frame, x, rect.Y, traces, theme);
        if (traces.Evicted > 0)
        {
            x = frame.Write(x, rect.Y, theme[Role.Dim], $"evicted {Numbers.Count((ulong)traces.Evicted)}  ");
        }

        if (traces.Trouble.Length > 0)
        {
            frame.WriteFit(x, rect.Y, rect.Right - x, theme[Role.Warn], traces.Trouble);
        }

        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        var packet = Selected(snapshot, state);
        if (packet is null)
        {
            frame.WriteFit(body.X, body.Y + 1, body.Width, theme[Role.Dim], WhyEmpty(snapshot));
        }
        else if (body.Height >= BothHeight || !state.Drilled)
        {
            int height = body.Height >= BothHeight ? Math.Max(8, body.Height / 3) : body.Height;
            TraceTable.Draw(frame, body.Top(height, out var rest), snapshot, Math.Min(state.Selected, traces.Packets.Count - 1), theme);
            if (rest.Height > 2)
            {
                Tree(frame, rest, packet, traces, state, theme);
            }
        }
        else
        {
            Tree(frame, body, packet, traces, state, theme);
        }
    }

    private static int Links(Frame frame, int x, int y, TracesSnapshot traces, Theme theme)
    {
        for (var link = LinkClass.Exact; link <= LinkClass.Lost; link++)
        {
            if (traces.Links[link] > 0)
            {
                var role = link is LinkClass.Ambiguous or LinkClass.Lost ? Role.Warn : Role.Dim;
                x = frame.Write(x, y, theme[role], $"{TraceWords.Of(link)} {Numbers.Count((ulong)traces.Links[link])}  ");
            }
        }

        return x;
    }

    private static void Tree(Frame frame, Rect rect, TracePacket packet, TracesSnapshot traces, UiState state, Theme theme)
    {
        var view = TraceView.Of(packet, traces);
        int room = rect.Height - 1;
        int first = state.Drilled ? Math.Clamp(state.Scroll, 0, Math.Max(0, view.Lines.Count - room)) : 0;
        int x = frame.Write(rect.X, rect.Y, theme[state.Drilled ? Role.Tab : Role.Header], $" #{packet.Number} ");
        x = frame.Write(x, rect.Y, theme[Role.Header], $" {packet.Rounds.Count} rounds  {Numbers.DurationUs(packet.UpcallUs)}  ");
        frame.WriteFit(x, rect.Y, rect.Right - x, theme[Role.Accent], packet.Summary);
        for (int i = 0; i < room && first + i < view.Lines.Count; i++)
        {
            var line = view.Lines[first + i];
            int y = rect.Y + 1 + i, right = Math.Min(line.Right.Length, rect.Width / 2);
            frame.WriteFit(rect.X, y, rect.Width - (right > 0 ? right + 2 : 0), theme[line.Role], line.Text);
            if (right > 0)
            {
                frame.WriteFit(rect.Right - right, y, right, theme[Role.Dim], line.Right, Align.Right);
            }
        }

        int below = view.Lines.Count - first - room;
        if (below > 0)
        {
            frame.Write(rect.Right - 12, rect.Y, theme[Role.Key], $"{below,4} more ↓ ");
        }
    }

    private static string WhyEmpty(Snapshot snapshot) =>
        snapshot.Filter is not null ? "no packet has matched the filter yet"
        : snapshot.Source.Attached is { } attached && !attached.Contains(ProbeId.RecvUpcall) ? "traces need recv_upcall, op_flow_put and op_flow_execute, and recv_upcall is not attached"
        : "no upcall was seen yet";

    private static TracePacket? Selected(Snapshot snapshot, UiState state)
    {
        var packets = snapshot.Traces.Packets;
        return packets.Count == 0 ? null : packets[Math.Clamp(state.Selected, 0, packets.Count - 1)];
    }
}

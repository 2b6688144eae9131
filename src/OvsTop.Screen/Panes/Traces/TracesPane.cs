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
/// View 7: packets as they went through the pipeline. Above the list, below the selected packet and the life of its flow; on a small terminal one of the
/// two, Enter opens the packet.
/// <code>
///  packets: number, time, port, summary, rounds, links, verdict, time
/// ─ #36  3 rounds  742 µs ───────────────────── replayed 3 of 3 ─
///  ▾ R0 first  recirc 0x0 ...      its tree, bytes, or the packet
///    ▾ bridge("br0") ...           beside another
/// ─ life of flow 6d4d3778 ───────────────────────────────────────
/// </code>
/// </summary>
internal sealed class TracesPane : IPane
{
    /// <summary>Key of the view.</summary>
    public const int Key = 7;

    /// <summary>Height from which list and packet are shown together.</summary>
    private const int BothHeight = 26;

    private const int LeastList = 7;

    public bool Drills => true;

    // 74 columns: the help on a terminal of 80.
    public IReadOnlyList<string> Legend { get; } =
    [
        "A packet is a line, its upcalls are rounds R0 R1 .., one a recirculation.",
        "link     ═ exact and ─ unique are sure; ≈ likely, ?2 ambiguous: one of 2,",
        "         are not; c cached: no upcall before; ! lost: details are missing",
        "replay   ✔ same actions, ~ ids: but for ids, ✗ different now, – none",
        "verdict  → ports, ✗ drop, userspace, cached: a flow did the rest; unknown",
        "≠ what changed since the round before   ▸ ▾ Enter folds   +2ms: after R0",
        "mega, dp, flow: what the flow matches, its datapath actions, its ufid",
        "queue: kernel to handler   put, exec: waiting + in the kernel",
        "Life of flow: revalidators' checks, keep ×16 0 pkt: kept 16 times unused",
    ];

    // While nothing is held the newest packet is selected, whichever that is.
    public ITableView? Table(Snapshot snapshot, UiState state)
    {
        var rows = TraceList.Of(snapshot, state).Rows;
        return new PlainList(rows.Count, row => state.Traces.Held is null ? null : rows[row].Id);
    }

    public int DrillRows(Snapshot snapshot, UiState state) => TraceAspects.Lines(snapshot, state).Count;

    public string? FilterOf(Snapshot snapshot, UiState state) => TraceList.Selected(snapshot, state) is { Packet: var packet } ? TraceTexts.Filter(packet) : null;

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        Title(snapshot, state, theme, rect, frame);
        rect.Top(1, out var body);
        var list = TraceList.Of(snapshot, state);
        var inside = body.Inset(1, 0);
        if (TraceList.Selected(snapshot, state) is not { } row)
        {
            frame.WriteFit(inside.X, inside.Y + 1, inside.Width, theme[Role.Dim], WhyEmpty(snapshot, list));
            return;
        }

        if (body.Height >= BothHeight && !state.Zoomed)
        {
            int height = Math.Min(Math.Max(LeastList, body.Height / 4), Math.Max(2, list.Rows.Count + 1));
            TraceTable.Draw(frame, inside.Top(state.Drilled ? Math.Min(height, LeastList) : height, out var rest), snapshot, state, theme);
            TracePacketPane.Draw(frame, body with { Y = rest.Y, Height = rest.Height }, row, snapshot, state, theme);
        }
        else if (state.Drilled || state.Zoomed)
        {
            TracePacketPane.Draw(frame, body, row, snapshot, state, theme);
        }
        else
        {
            TraceTable.Draw(frame, inside, snapshot, state, theme);
        }
    }

    private static void Title(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        var traces = snapshot.Traces;
        var list = TraceList.Of(snapshot, state);
        int x = Rule.Draw(frame, rect, Key, "Traces", theme);
        x = frame.Write(x, rect.Y, theme[Role.Accent], $"{Numbers.Count((ulong)traces.PacketCount)} packets  ");
        if (state.Filter is not null)
        {
            x = frame.Write(x, rect.Y, theme[Role.Accent], $"{list.Matched} of the last {list.LookedAt} match  ");
        }

        if (state.Traces is { Grouped: true, Path: null })
        {
            x = frame.Write(x, rect.Y, theme[Role.Accent], list.Rows.Count == 1 ? "1 path by dp actions  " : $"{list.Rows.Count} paths by dp actions  ");
        }
        else if (state.Traces.Path is not null)
        {
            x = frame.Write(x, rect.Y, theme[Role.Accent], "one path, Esc all  ");
        }

        if (state.Traces.Held is not null)
        {
            x = frame.Write(x, rect.Y, theme[Role.Warn], $"held, {Numbers.Count((ulong)list.Newer)} newer: g  ");
        }

        if (traces.Evicted > 0)
        {
            x = frame.Write(x, rect.Y, theme[Role.Dim], $"evicted {Numbers.Count((ulong)traces.Evicted)}  ");
        }

        if (traces.Strangers > 0)
        {
            x = frame.Write(x, rect.Y, theme[Role.Dim], $"strangers {Numbers.Count((ulong)traces.Strangers)}  ");
        }

        // What is wrong is said before what can be counted in the packet below, too.
        string trouble = traces.Trouble.Length > 0 ? traces.Trouble : traces.DaemonTraceNote;
        if (trouble.Length > 0)
        {
            int width = Math.Min(TextWidth.Of(trouble), rect.Right - x - 1);
            frame.WriteFit(x, rect.Y, width, theme[Role.Warn], trouble);
            x = frame.Write(x + width, rect.Y, theme[Role.Dim], "  ");
        }

        Links(frame, x, rect, traces, theme);
    }

    /// <summary>Rounds by link, with sign and word, as far as they fit.</summary>
    private static void Links(Frame frame, int x, Rect rect, TracesSnapshot traces, Theme theme)
    {
        const int Room = 20;
        for (var link = LinkClass.Exact; link <= LinkClass.Lost && x + Room < rect.Right; link++)
        {
            if (traces.Links[link] > 0)
            {
                var role = link is LinkClass.Ambiguous or LinkClass.Lost ? Role.Warn : Role.Dim;
                x = frame.Write(x, rect.Y, theme[role], $"{TraceWords.Sign(link)} {TraceWords.Of(link)} {Numbers.Count((ulong)traces.Links[link])}  ");
            }
        }
    }

    private static string WhyEmpty(Snapshot snapshot, TraceList list) =>
        list.LookedAt > 0 ? $"none of the last {list.LookedAt} packets matches the filter"
        : snapshot.Filter is not null ? "no packet has matched the filter yet"
        : snapshot.Source.Attached is { } attached && !attached.Contains(ProbeId.RecvUpcall) ? "traces need recv_upcall, op_flow_put and op_flow_execute, and recv_upcall is not attached"
        : "no upcall was seen yet";
}

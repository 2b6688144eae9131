using OvsTop.Model.Sources;

namespace OvsTop.Screen.Panes;

/// <summary>The views, by key.</summary>
public static class Views
{
    /// <summary>All views.</summary>
    public static IReadOnlyList<View> All { get; } =
    [
        new(OverviewPane.Key, "overview", "Overview", new OverviewPane(), OverviewStrips.Default.Needs),
        new(2, "upcalls", "Upcalls", new UpcallsPane(), Measurements.Rates | Measurements.Losses) { Columns = HandlerTable.Columns },
        new(3, "latency", "Latency", new LatencyPane(), Measurements.KernelLatency | Measurements.Translate | Measurements.Queue | Measurements.Wait),
        new(4, "revalidator", "Revalidator", new RevalidatorPane(), RevalidatorPane.Needs) { Columns = RevalidatorTable.Columns },
        new(TalkersPane.Key, "talkers", "Talkers", new TalkersPane(), Measurements.Talkers) { Columns = TalkerTable.Columns },
        new(6, "flows", "Flows", new FlowsPane(), FlowsPane.Needs) { Columns = FlowTable.Columns },
        new(Traces.TracesPane.Key, "traces", "Traces", new Traces.TracesPane(), Measurements.Traces | Measurements.Packets),
        new(8, "mainloop", "Main loop", new MainLoopPane(), Measurements.MainLoop),
    ];

    /// <summary>The view of a key, or null.</summary>
    public static View? Find(int key)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i].Key == key)
            {
                return All[i];
            }
        }

        return null;
    }

    /// <summary>The view of a name, or null.</summary>
    public static View? Find(string name) => All.FirstOrDefault(v => v.Name == name);

    /// <summary>The view so many places after the one with this key, round and round.</summary>
    public static View Step(int key, int places)
    {
        int at = All.TakeWhile(v => v.Key != key).Count();
        return All[((at + places) % All.Count + All.Count) % All.Count];
    }
}

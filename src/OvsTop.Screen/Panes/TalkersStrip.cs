using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>View 5 in the overview: the ports that cause most upcalls.</summary>
internal sealed class TalkersStrip : IStrip
{
    private const int WantedRows = 5;

    public int View => 5;

    public string Name => "talkers";

    public string Title => "Talkers";

    public Measurements Needs => Measurements.None;

    public int MinHeight => 5;

    public int WantedHeight(Snapshot snapshot) =>
        Ports(snapshot) is { } list ? 1 + Math.Min(TalkerTable.Height(list), WantedRows + 3) : MinHeight;

    public void Draw(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        var list = Ports(snapshot);
        TalkersPane.Title(list, TalkerDimension.InPort, theme, rect, frame);
        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        if (list is null || list.All.Total == 0)
        {
            bool isOff = list is null || (snapshot.Source.Attached?.Contains(ProbeId.RecvUpcall) == false && snapshot.Upcalls.Total.Upcalls > 0);
            frame.WriteFit(body.X, body.Y, body.Width, theme[Role.Dim], isOff ? "counted while view 5 is open: this kernel does not tell it, and it needs recv_upcall" : "no upcall yet");
            return;
        }

        TalkerTable.Draw(frame, body with { Height = Math.Min(body.Height, TalkerTable.Height(list)) }, list, null, -1, theme);
    }

    private static TalkerList? Ports(Snapshot snapshot) => snapshot.Talkers.Find(TalkerDimension.InPort);
}

using System.Text;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Panes.Traces;
using OvsTop.Screen.Pictures;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Session;

/// <summary>Commands that take what is selected out of the screen: to the clipboard of the terminal, or into files.</summary>
internal static class RowCommands
{
    /// <summary>Copies a text of the selected row; into a file where the terminal may not take it.</summary>
    public static void Copy(ScreenSession session, CopyWhat what)
    {
        var (text, complaint) = session.Shown is { } snapshot ? RowTexts.Of(what, snapshot, session.State) : (null, "nothing is selected");
        if (text is null)
        {
            session.Say(complaint);
        }
        else if (session.Host.Copy(text))
        {
            session.Say($"copied: {text}");
        }
        else
        {
            string path = FileCommands.NamedByTime(session, what == CopyWhat.Retis ? "retis" : "key", "txt");
            session.Say(Write(path, text + "\n") ?? $"written: {path}: {text}");
        }
    }

    /// <summary>Writes the selected packet as text and as JSON.</summary>
    public static void SaveTrace(ScreenSession session)
    {
        if (session.State.View != TracesPane.Key)
        {
            return;
        }

        if (session.Shown is not { } snapshot || TraceList.Selected(snapshot, session.State) is not { Packet: var packet })
        {
            session.Say("no packet is selected");
            return;
        }

        string text = FileCommands.NamedByTime(session, $"trace-{packet.Id}", "txt", "json"), json = Path.ChangeExtension(text, "json");
        session.Say(Write(text, TraceTexts.Text(packet, snapshot.Traces)) ?? Write(json, TraceTexts.Json(packet, snapshot.Traces)) ?? $"written: {text} and .json");
    }

    private static string? Write(string path, string text) =>
        NewFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text))) is { } reason ? $"cannot write {path}: {reason}" : null;
}

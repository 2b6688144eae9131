using System.Globalization;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Session;

/// <summary>Commands that write files.</summary>
internal static class FileCommands
{
    /// <summary>Writes what is on the screen to a new file.</summary>
    public static void Save(ScreenSession session)
    {
        string path = NewFile(session, session.View?.Name ?? "view", "txt");
        session.Render(session.State with { Help = null });
        try
        {
            FrameText.Save(session.Frame, path);
            session.Say($"written: {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Say($"cannot write {path}: {e.Message}");
        }
    }

    /// <summary>Starts a recording, or ends the one that goes on.</summary>
    public static void Record(ScreenSession session)
    {
        if (session.Options.Recorder is not { } recorder)
        {
            session.Say("nothing to record: this is a recording");
        }
        else if (recorder.State is { Ended: null })
        {
            recorder.Finish();
        }
        else if (recorder.Start(NewFile(session, "record", "ovscap")) is { } complaint)
        {
            session.Say(complaint);
        }
    }

    private static string NewFile(ScreenSession session, string what, string extension)
    {
        string time = session.Options.Clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return Path.Combine(session.Options.SnapshotFolder, $"ovstop-{what}-{time}.{extension}");
    }
}

using System.Globalization;
using OvsTop.Screen.Pictures;
using OvsTop.Screen.Prompts;

namespace OvsTop.Screen.Session;

/// <summary>Commands that write files.</summary>
internal static class FileCommands
{
    /// <summary>Asks for the name of a file, with one proposed; or writes what is on the screen to it, in the form that its name asks for.</summary>
    public static void Save(ScreenSession session, string? path)
    {
        if (path is null)
        {
            session.State = PromptUpdates.Open(session.State, session.Prompts, $"snapshot {NamedByTime(session, session.View?.Name ?? "view", "txt")}");
            return;
        }

        if (PictureFormats.OfFile(path) is not { } format)
        {
            AskAgain(session, $"snapshot {path}", $"the name ends in none of {PictureFormats.Names}");
            return;
        }

        session.Render(session.State with { Help = null, Prompt = null });
        var picture = new Picture(session.Frame, session.Shown, session.Theme, $"ovstop {session.View?.Title} · {session.Shown?.Source.Title}");
        if (NewFile.Write(path, stream => format.Write(picture, stream)) is { } complaint)
        {
            AskAgain(session, $"snapshot {path}", complaint);
        }
        else
        {
            session.Say($"written: {path}");
        }
    }

    /// <summary>Starts a recording in a file of a name, or else of one by the time; or ends the one that goes on.</summary>
    public static void Record(ScreenSession session, string? path)
    {
        if (session.Options.Recorder is not { } recorder)
        {
            session.Say("nothing to record: this is a recording");
        }
        else if (recorder.State is { Ended: null } running && path is not null)
        {
            session.Say($"{running.Path} is being recorded; R ends that");
        }
        else if (recorder.State is { Ended: null })
        {
            recorder.Finish();
        }
        else if (recorder.Start(path ?? NamedByTime(session, "record", "ovscap")) is { } complaint)
        {
            session.Say(complaint);
        }
    }

    /// <summary>A name with the time in it that no file has yet: where one has it, -2, -3 ... is added.</summary>
    /// <param name="session">Knows the time and the folder.</param>
    /// <param name="what">What it will hold.</param>
    /// <param name="extensions">The first one is in the name; with the others it is free too.</param>
    public static string NamedByTime(ScreenSession session, string what, params ReadOnlySpan<string> extensions)
    {
        string time = session.Options.Clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string stem = Path.Combine(session.Options.SnapshotFolder, $"ovstop-{what}-{time}"), free = stem;
        for (int n = 2; IsTaken(free, extensions); n++)
        {
            free = $"{stem}-{n}";
        }

        return $"{free}.{extensions[0]}";
    }

    private static bool IsTaken(string stem, ReadOnlySpan<string> extensions)
    {
        foreach (string extension in extensions)
        {
            if (NewFile.IsTaken($"{stem}.{extension}"))
            {
                return true;
            }
        }

        return false;
    }

    private static void AskAgain(ScreenSession session, string line, string complaint)
    {
        session.State = PromptUpdates.Open(session.State, session.Prompts, line);
        session.State = session.State with { Prompt = session.State.Prompt! with { Complaint = complaint } };
    }
}

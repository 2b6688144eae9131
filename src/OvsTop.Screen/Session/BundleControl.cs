using OvsTop.Model.Sources;

namespace OvsTop.Screen.Session;

/// <summary>Writes an incident bundle beside the screen, which goes on.</summary>
internal sealed class BundleControl(ScreenSession session)
{
    private const string Extension = ".tar.gz";

    private Task<string>? _work;

    /// <summary>Begins to write one.</summary>
    /// <param name="path">A new file; null takes a name with the time in it.</param>
    public void Begin(string? path)
    {
        path ??= FileCommands.NamedByTime(session, "incident", Extension[1..]);
        if (session.Options.Bundle is not { } write)
        {
            session.Say("nothing to bundle here");
        }
        else if (_work is not null)
        {
            session.Say("a bundle is being written already");
        }
        else if (!path.EndsWith(Extension, StringComparison.Ordinal))
        {
            session.Say($"a bundle's name ends in {Extension}");
        }
        else
        {
            var request = new BundleRequest(path, session.Shown, session.State, session.Theme);
            session.Say($"writing {path}");
            _work = Task.Run(() => Complaint(write, request) is { } complaint ? $"cannot write {path}: {complaint}" : $"written: {path}");
            _work.ContinueWith(_ => session.Host.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Tells of one that is written.</summary>
    public void End()
    {
        if (_work is { IsCompleted: true } done)
        {
            _work = null;
            session.Say(done.GetAwaiter().GetResult());
        }
    }

    /// <summary>Waits for one that is being written when the screen is over.</summary>
    /// <param name="patience">For how long; the process then ends and leaves a part of it.</param>
    /// <returns>What came of it; null when there was none.</returns>
    public string? Finish(TimeSpan patience)
    {
        if (_work is not { } work)
        {
            return null;
        }

        _work = null;
        return work.Wait(patience) ? work.Result : "the bundle is not whole: interrupted";
    }

    private static string? Complaint(Func<BundleRequest, string?> write, BundleRequest request)
    {
        try
        {
            return write(request);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SourceException)
        {
            return e.Message.ReplaceLineEndings(" ").TrimEnd('.');
        }
    }
}

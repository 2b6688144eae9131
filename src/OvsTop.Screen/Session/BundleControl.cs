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
            _work = Task.Run(() => write(request) is { } complaint ? $"cannot write {path}: {complaint}" : $"written: {path}");
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
}

namespace OvsTop.Vswitchd;

/// <summary>How work beside others is ended.</summary>
internal static class Stopping
{
    /// <summary>Cancels it, once however often that is asked for. Who works has taken the token before and needs the source no more.</summary>
    public static void Stop(this CancellationTokenSource source)
    {
        if (!source.IsCancellationRequested)
        {
            source.Cancel();
            source.Dispose();
        }
    }
}

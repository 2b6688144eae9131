using OvsTop.Probes.Live;
using OvsTop.Recordings;
using OvsTop.Screen.Session;
using OvsTop.Settings;

namespace OvsTop.Bundles;

/// <summary>An incident bundle of a switch that is being watched: what the screen shows, and the last minutes as a recording.</summary>
internal static class LiveBundle
{
    /// <summary>Writes it.</summary>
    /// <param name="source">What is watched.</param>
    /// <param name="request">What the screen shows.</param>
    /// <param name="settings">The settings in effect.</param>
    /// <param name="live">The daemon, and through whom it is asked.</param>
    /// <param name="redacted">The recording has pseudonyms: then the views are drawn from it, and not from what the screen shows.</param>
    /// <returns>Why it cannot be written, or null.</returns>
    public static string? Write(RecordedSource source, BundleRequest request, OvsTopSettings settings, LiveOptions live, bool redacted)
    {
        using var folder = new PrivateFolder();
        string capture = folder["incident.ovscap"];
        using (var file = File.Create(capture))
        {
            source.CopyFlight(file);
        }

        var shown = redacted ? BundleParts.LastOf(capture, settings) : request.Snapshot;
        return Bundle.Write(
            request.Path,
            BundleParts.About(redacted ? null : source.Info.Title),
            [.. BundleParts.OfMoment(shown, redacted ? request.State with { Filter = null } : request.State, request.Theme), .. BundleParts.OfCapture(capture, settings), BundleParts.OfMachine(live, settings)]);
    }
}

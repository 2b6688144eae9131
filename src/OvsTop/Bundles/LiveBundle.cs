using OvsTop.Probes.Live;
using OvsTop.Recordings;
using OvsTop.Screen.Session;
using OvsTop.Screen.State;
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

        if (redacted && new FileInfo(capture).Length == 0)
        {
            return "nothing is recorded yet";
        }

        // What the screen holds on to (packets, marks, a comparison) has no pseudonyms: of that only how tables look is taken over.
        var (shown, state) = redacted
            ? (BundleParts.LastOf(capture, settings), settings.Start(null) with { Tables = request.State.Tables, Talkers = new TalkerState { Dimension = request.State.Talkers.Dimension } })
            : (request.Snapshot, request.State);
        return Bundle.Write(
            request.Path,
            BundleParts.About(source.Info.Title, redacted),
            [.. BundleParts.OfMoment(shown, state, request.Theme), .. BundleParts.OfCapture(capture, settings), BundleParts.OfMachine(live, settings)]);
    }
}

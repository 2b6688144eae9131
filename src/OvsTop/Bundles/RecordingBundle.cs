using OvsTop.Screen.Session;
using OvsTop.Settings;

namespace OvsTop.Bundles;

/// <summary>An incident bundle of a recording that is being looked at.</summary>
internal static class RecordingBundle
{
    /// <summary>Writes it.</summary>
    /// <param name="recording">The file; null where there is none to add, as with a stream.</param>
    /// <param name="request">What the screen shows.</param>
    /// <param name="settings">The settings in effect.</param>
    /// <returns>Why it cannot be written, or null.</returns>
    public static string? Write(string? recording, BundleRequest request, OvsTopSettings settings) => Bundle.Write(
        request.Path,
        BundleParts.About(request.Snapshot?.Source.Title, redacted: false),
        [.. BundleParts.OfMoment(request.Snapshot, request.State, request.Theme), .. recording is null ? [] : BundleParts.OfCapture(recording, settings)]);
}

using System.Reactive.Linq;
using OvsTop.Analysis;
using OvsTop.Analysis.Reports;
using OvsTop.Analysis.Snapshots;
using OvsTop.Checks;
using OvsTop.Commands;
using OvsTop.Probes.Live;
using OvsTop.Recording.Replay;
using OvsTop.Screen.Input;
using OvsTop.Screen.Pictures;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Settings;

namespace OvsTop.Bundles;

/// <summary>What an incident bundle is made of.</summary>
internal static class BundleParts
{
    private static readonly string[] ViewForms = ["txt", "html"];

    /// <summary>The first lines of the README of a bundle.</summary>
    /// <param name="title">What was watched.</param>
    /// <param name="redacted">Then it is not told, but that it is not.</param>
    public static IEnumerable<string> About(string? title, bool redacted) =>
        [$"An incident bundle of ovstop, {DateTimeOffset.Now:yyyy-MM-dd HH:mm:ss zzz}.", redacted ? "Addresses and names are pseudonyms." : title ?? "No numbers had come yet."];

    /// <summary>Every view of one moment, and its numbers.</summary>
    public static IEnumerable<BundlePart> OfMoment(Snapshot? snapshot, UiState state, Theme theme)
    {
        foreach (var (name, picture) in ViewPictures.Of(snapshot, state, KeyTable.Default, theme))
        {
            foreach (var form in ViewForms.Select(form => PictureFormats.Find(form)!))
            {
                yield return new BundlePart($"views/{name}.{form.Name}", form.Help, stream => form.Write(picture, stream));
            }
        }

        if (snapshot is not null)
        {
            yield return new BundlePart("snapshot.json", "all numbers of the last interval, as ovstop batch prints them", stream => new BatchJson(stream).Write(snapshot));
        }
    }

    /// <summary>What this machine and this daemon can give.</summary>
    /// <param name="live">The daemon, and through whom it is asked.</param>
    /// <param name="settings">The settings in effect.</param>
    public static BundlePart OfMachine(LiveOptions live, OvsTopSettings settings) => new("check.txt", "what ovstop check says of the machine and the daemon", stream =>
    {
        using var text = Output.Text(stream);
        CheckText.Write(text, Check.Run(live.Pid, settings, live.Unixctl));
    });

    /// <summary>A recording and what it sums up to.</summary>
    /// <param name="path">The recording.</param>
    /// <param name="settings">The settings in effect.</param>
    public static IEnumerable<BundlePart> OfCapture(string path, OvsTopSettings settings)
    {
        var report = new Lazy<Report>(() =>
        {
            using var source = Open(path);
            return Report.Of(source, settings.Diagnosis).Wait();
        });
        yield return new BundlePart("report.txt", "the whole recording summed up", stream =>
        {
            using var text = Output.Text(stream);
            ReportText.Write(text, report.Value, new ReportOptions());
        });
        yield return new BundlePart("report.json", "the same as JSON", stream => ReportJson.Write(stream, report.Value, new ReportOptions()));
        yield return new BundlePart(Path.GetFileName(path), $"the recording: ovstop replay {Path.GetFileName(path)}", path);
    }

    /// <summary>The last moment of a recording.</summary>
    public static Snapshot? LastOf(string path, OvsTopSettings settings)
    {
        using var source = Open(path);
        return Pipeline.Snapshots(source, settings.Interval, settings.Diagnosis).LastOrDefaultAsync().Wait();
    }

    private static ReplaySource Open(string path) => ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity });
}

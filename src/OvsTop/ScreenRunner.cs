using System.Reactive.Linq;
using OvsTop.Analysis;
using OvsTop.Analysis.Flight;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Screen;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Recordings;
using OvsTop.Screen.Session;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Settings;
using OvsTop.Traces;

namespace OvsTop;

/// <summary>Puts a source, the pipeline and a terminal together.</summary>
internal static class ScreenRunner
{
    /// <summary>Shows a source until the user leaves.</summary>
    /// <param name="openHost">Opens what draws; its argument is true when keys come from the controlling terminal.</param>
    /// <param name="open">Opens the source; called after everything that can be refused without it.</param>
    /// <param name="settings">The settings in effect.</param>
    /// <param name="filter">The first filter; null shows everything.</param>
    /// <param name="keysFromTerminal">Standard input is the recording: keys come from the controlling terminal.</param>
    /// <param name="ports">Datapath ports by name, for filters; null when names are not known.</param>
    /// <param name="bundle">Writes an incident bundle of the source, and says why if it cannot; null where there is nothing to write.</param>
    /// <param name="replays">Makes what replays rounds of packets while traces are on the screen; null for recordings.</param>
    public static int Run(
        Func<bool, OvsTopSettings, IHost> openHost, Func<IProbeSource> open, OvsTopSettings settings, AppliedFilter? filter, bool keysFromTerminal = false, Func<string, uint?>? ports = null, Func<DaemonReplayer?>? replays = null,
        Func<IProbeSource, BundleRequest, string?>? bundle = null)
    {
        var theme = ThemeStore.Load(settings.Theme, ThemeFolders.All);
        using var source = open();
        SourceFilter.Set(source, filter?.Compiled);
        var history = new FilterHistoryFile(FilterHistoryFile.DefaultPath);
        var clock = new SampleClock(settings.Interval);
        var player = source as IPlayback;
        using var replayer = replays?.Invoke();
        var replayed = replayer is null ? null : new SnapshotReplays(replayer, replayer.Inspector, replayer.Tracer);
        var start = settings.Start(filter) with { FilterHistory = [.. history.Read()] };
        SetNeeds(Needs.Of(start));
        SetInterval(settings.Interval);
        using var host = openHost(keysFromTerminal, settings);
        var app = new ScreenApp(host, new ScreenOptions
        {
            Theme = theme,
            ThemeName = settings.Theme,
            ThemePath = name => ThemeStore.PathOf(ThemeStore.Resolve(name, Environment.GetEnvironmentVariable), ThemeFolders.All),
            LoadTheme = name => ThemeStore.Load(name, ThemeFolders.All),
            ThemeNames = () => ThemeStore.Names(ThemeFolders.All),
            Keys = settings.Keys,
            Start = start,
            IntervalChanged = SetInterval,
            Player = player,
            Flight = new FlightRecorder(settings.Flight, settings.FlightBytes),
            SnapshotFolder = settings.SnapshotFolder,
            FilterChanged = changed => SourceFilter.TrySet(source, changed),
            NeedsChanged = SetNeeds,
            TalkersChanged = shown => ShowTalkers(source, shown),
            TracesChanged = replayed is null ? null : wants =>
            {
                replayed.Hold(wants.Packets);
                replayed.LookAt(wants.Flows);
            },
            Filters = new FilterContext { Saved = settings.Filters, Ports = ports },
            Recorder = source as IScreenRecorder,
            Bundle = bundle is null ? null : request => bundle(source, request),
            FilterApplied = history.Add,
        });
        ShowTalkers(source, null);
        var snapshots = Pipeline.Snapshots(source, clock, settings.Diagnosis);
        int exitCode = app.Run(replayed is null ? snapshots : snapshots.Select(replayed.Apply));
        if (app.LastWords is { } words)
        {
            Console.Error.WriteLine($"ovstop: {words}");
        }

        return exitCode;

        void SetNeeds(Measurements needs)
        {
            (source as IMeasuring)?.Measure(needs);
            if (replayed is not null)
            {
                replayed.Wanted = (needs & Measurements.Traces) != 0;
            }
        }

        void SetInterval(TimeSpan interval)
        {
            clock.Interval = interval;
            if (player is not null)
            {
                player.PreRoll = Pipeline.Memory(interval);
            }
        }
    }

    /// <summary>On a live switch only what is looked at is counted; a recording has it all anyway.</summary>
    private static void ShowTalkers(IProbeSource source, TalkerDimension? shown) =>
        (source as ITalkerSource)?.SetDimensions(source.Info.Kind != "live" ? TalkerDimensions.All : TalkerDimensions.InPort | (shown?.Alone() ?? TalkerDimensions.None));
}

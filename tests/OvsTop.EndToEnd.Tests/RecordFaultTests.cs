using System.Diagnostics;
using System.Reactive.Linq;
using OvsTop.Analysis.Reports;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Probes.Live;
using OvsTop.Recording.Container;
using OvsTop.Recording.Recorders;
using OvsTop.Recording.Replay;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.EndToEnd.Tests;

/// <summary>Whatever happens to a recorder, what it wrote can be read, and what is missing is said.</summary>
[Collection(LiveCollection.Name)]
public sealed class RecordFaultTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.Combine("run.ovscap");

    public void Dispose() => _folder.Dispose();

    [LiveFact]
    public void A_killed_recorder_leaves_a_file_that_reads_to_its_last_batch_and_can_be_gone_on_with()
    {
        using var vswitchd = Start("--rate 2000 --for 60");
        using (var recorder = OvsTopProgram.Start("record", "-o", Target, "--pid", $"{vswitchd.Pid}"))
        {
            WaitForSize(recorder, 100_000);
            recorder.Kill();
            recorder.WaitForExit();
        }

        var report = OvsTopProgram.Run("report", Target, "--format", "json");
        report.AssertDoneWithNote("no end mark", "cut off");
        Assert.True(Json.Parse(report.Out).Counts()["recv_upcall"] > 100);

        var again = OvsTopProgram.Run("record", "-o", Target, "--append", "--for", "500ms", "--pid", $"{vswitchd.Pid}");
        Assert.Equal(0, again.ExitCode);
        OvsTopProgram.Run("report", Target, "--format", "json").AssertDone();
    }

    [LiveFact]
    public void Two_recorders_of_one_file_are_one_too_many()
    {
        using var vswitchd = Start("--rate 500 --for 60");
        using var first = OvsTopProgram.Start("record", "-o", Target, "--pid", $"{vswitchd.Pid}");
        WaitForSize(first, 1000);

        OvsTopProgram.Run("record", "-o", Target, "--append", "--pid", $"{vswitchd.Pid}").AssertRefused(1, Target, "another ovstop records to it");
        Signals.Send(first.Id, "TERM");
        Assert.Equal(0, OvsTopProgram.Complete(first, []).ExitCode);
        OvsTopProgram.Run("record", "-o", Target, "--pid", $"{vswitchd.Pid}").AssertRefused(1, Target, "it is there already");
        OvsTopProgram.Run("report", Target, "--format", "json").AssertDone();
    }

    [LiveFact]
    public void A_full_disk_ends_a_recording_with_one_line_and_a_whole_file()
    {
        // A disk of 300 kB, seen by this recorder alone.
        using var vswitchd = Start("--rate 5000 --for 60");
        string disk = _folder.Combine("disk"), copy = _folder.Combine("copy.ovscap");
        Directory.CreateDirectory(disk);
        string script = $"mount -t tmpfs -o size=300k none '{disk}' && {{ '{OvsTopProgram.Path}' record -o '{disk}/x.ovscap' --pid {vswitchd.Pid}; code=$?; cp '{disk}/x.ovscap' '{copy}'; exit $code; }}";
        var recorded = OvsTopProgram.RunAs("unshare", "--mount", "sh", "-c", script);

        Assert.Equal(1, recorded.ExitCode);
        Assert.EndsWith($"recording to {disk}/x.ovscap stopped: the disk is full; what was written before is whole; free some space or record to another disk\n", recorded.Error, StringComparison.Ordinal);
        Assert.Single(recorded.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var report = OvsTopProgram.Run("report", copy, "--format", "json");
        report.AssertDoneWithNote("no end mark");
        Assert.True(Json.Parse(report.Out).Counts()["recv_upcall"] > 100);
    }

    [LiveFact]
    public void A_full_disk_ends_the_recording_of_a_screen_that_goes_on()
    {
        using var vswitchd = Start("--rate 5000 --for 120");
        string disk = _folder.Combine("disk"), copy = _folder.Combine("copy.ovscap");
        Directory.CreateDirectory(disk);
        string script = _folder.Combine("script");
        File.WriteAllText(script, $"""
            mount -t tmpfs -o size=3m none '{disk}' || exit 9
            '{OvsTopProgram.Path}' --pid {vswitchd.Pid} --details all --record '{disk}/x.ovscap'
            code=$?
            cp '{disk}/x.ovscap' '{copy}'
            exit $code

            """);
        using var terminal = TmuxSession.StartAs(200, 35, "unshare", "--mount", "sh", script);
        terminal.WaitFor("stopped: the disk is full; what was written before is whole");
        terminal.Press("2");
        string before = terminal.WaitFor("─ 2 Upcalls", "● live");
        Assert.DoesNotContain("● REC", before, StringComparison.Ordinal);
        terminal.WaitUntil(screen => screen != before, "the screen goes on");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());

        var report = OvsTopProgram.Run("report", copy, "--format", "json");
        report.AssertDoneWithNote("no end mark");
        Assert.True(Json.Parse(report.Out).Counts()["recv_upcall"] > 100);
    }

    [LiveFact]
    public void A_live_run_and_its_recording_give_the_same_report()
    {
        // Flows are deleted at a limit and put again: churn, deletes, lives of flows, talkers.
        using var vswitchd = Start("--rate 3000 --for 2 --flow-limit 700 --delete 40 --round-ms 150 --linger-ms 300");
        string live;
        using (var source = LiveSource.Open(new DaemonFinder(), new LiveOptions { Pid = vswitchd.Pid, DetailsPerSecond = null, Talkers = TalkerDimensions.Recorded, PacketBytes = RecordingOptions.HeadBytes }))
        using (var recorder = Recorder.Start(Target, new RecordingSession { Source = "", Epoch = source.Info.Epoch, Probes = source.Info.Attached }))
        {
            live = Figures(new Tee(source, recorder));
        }

        vswitchd.Finish(Limit);
        Assert.Contains("churn", live, StringComparison.Ordinal);
        Assert.Contains("\"source\": [", live, StringComparison.Ordinal);
        using var replay = ReplaySource.Open(Target, new ReplayOptions { Speed = double.PositiveInfinity });
        Assert.Equal(live, Figures(replay));
    }

    [LiveFact]
    public void The_screen_records_while_it_is_watched()
    {
        using var vswitchd = Start("--rate 5000 --for 120");
        using var terminal = TmuxSession.Start(120, 35, "--pid", $"{vswitchd.Pid}", "--details", "all", "--record", Target);
        WaitForSomethingRecorded(terminal);
        terminal.Press("R");
        terminal.WaitFor("recorded: " + Target);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
        long first = Json.Parse(OvsTopProgram.Run("report", Target, "--format", "json").AssertDone().Out).Counts()["recv_upcall"];
        terminal.Press("R");
        WaitForSomethingRecorded(terminal);
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
        string later = Assert.Single(Directory.GetFiles(terminal.Folder, "ovstop-record-*.ovscap")), lines = _folder.Combine("later.jsonl");
        var report = Json.Parse(OvsTopProgram.Run("report", later, "--format", "json").AssertDone().Out);
        Assert.Equal(0, OvsTopProgram.Run("export", later, "-o", lines).ExitCode);
        long told = File.ReadLines(lines).Count(line => line.Contains("\"recv_upcall\"", StringComparison.Ordinal));

        // What was counted before R, as much as is in the first file and more, is not in the second.
        Assert.InRange(report.Counts()["recv_upcall"], 1, told + report.At("lost.details").GetInt64() + first / 2);
    }

    [LiveFact]
    public void Rotation_on_the_command_line_makes_files_that_go_on_with_each_other()
    {
        using var vswitchd = Start("--rate 1000 --for 3 --attached 13");
        string recording = _folder.Combine("r.ovscap");
        var took = Stopwatch.StartNew();
        Assert.Equal(0, OvsTopProgram.Run("record", "-o", recording, "--rotate-every", "1s", "--fsync", "never", "--payload", "none", "--pid", $"{vswitchd.Pid}").ExitCode);
        took.Stop();
        var daemon = vswitchd.Finish(Limit).Counts();
        string[] files = [.. Directory.GetFiles(_folder.Path, "r-*.ovscap").Order(StringComparer.Ordinal)];

        Assert.InRange(files.Length, 3, (int)took.Elapsed.TotalSeconds + 1);
        long sum = 0;
        foreach (string file in files)
        {
            long own = Json.Parse(OvsTopProgram.Run("report", file, "--format", "json").AssertDone().Out).Counts().GetValueOrDefault("recv_upcall");
            Assert.True(own < daemon["recv_upcall"], $"{file} counts {own}");
            sum += own;
        }

        Assert.Equal(daemon["recv_upcall"], sum);
        byte[] row = [.. files.SelectMany(File.ReadAllBytes)];
        Assert.Equal(daemon.Where(c => c.Value > 0).OrderBy(c => c.Key), Json.Parse(OvsTopProgram.RunWithInput(row, "report", "-", "--format", "json").AssertDone().Out).Counts().OrderBy(c => c.Key));
    }

    [Theory]
    [InlineData("--fsync", "sometimes")]
    [InlineData("--rotate-every", "x")]
    [InlineData("--for", "long")]
    [InlineData("--keep", "2")]
    public void Options_that_make_no_sense_are_refused(string option, string value) =>
        OvsTopProgram.Run("record", "-o", Target, option, value).AssertRefused(2, option);

    private static VswitchdDouble Start(string arguments) => VswitchdDouble.Start($"--handlers 2 --revalidators 1 --seed 5 --flows 3000 {arguments}");

    /// <summary>The report without where it comes from; the wall clock is asked again with every notice, and differs by less than a microsecond.</summary>
    private static string Figures(IProbeSource source)
    {
        using var json = new MemoryStream();
        ReportJson.Write(json, Report.Of(source).Wait());
        var figures = Json.Parse(System.Text.Encoding.UTF8.GetString(json.ToArray())).EnumerateObject();
        return string.Join('\n', figures.Where(p => p.Name is not ("source" or "notices" or "start")).Select(p => p.ToString()));
    }

    /// <summary>The mark alone stands there before anything was counted.</summary>
    private static void WaitForSomethingRecorded(TmuxSession terminal) =>
        terminal.WaitUntil(screen => screen.Contains("● REC ", StringComparison.Ordinal) && !screen.Contains("● REC 0.0", StringComparison.Ordinal), "something recorded");

    private void WaitForSize(Process recorder, long bytes)
    {
        var waited = Stopwatch.StartNew();
        while (!File.Exists(Target) || new FileInfo(Target).Length < bytes)
        {
            Assert.False(recorder.HasExited || waited.Elapsed > Limit, "the recorder does not record");
            Thread.Sleep(50);
        }
    }

    private sealed class Tee(LiveSource source, Recorder recorder) : IProbeSource
    {
        public IObservable<ProbeBatch> Batches => source.Batches.Do(batch => recorder.Write(batch));

        public SourceInfo Info => source.Info;

        public void Dispose() => source.Dispose();
    }
}

using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

[Collection(LiveCollection.Name)]
public sealed class RecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LiveFact]
    public void A_recording_reports_the_counts_of_the_daemon_it_was_made_of()
    {
        string recording = _folder.Combine("run.ovscap");
        using var vswitchd = VswitchdDouble.Start("--handlers 2 --revalidators 1 --rate 2000 --for 2 --seed 21 --flows 20000 --attached 13");
        var recorded = OvsTopProgram.Run("record", "-o", recording, "--pid", $"{vswitchd.Pid}");
        Assert.Equal(0, recorded.ExitCode);
        Assert.Contains("details lost 0", recorded.Error);
        var daemon = vswitchd.Finish(TimeSpan.FromSeconds(30)).Counts();

        var report = Json.Parse(OvsTopProgram.Run("report", recording, "--format", "json").AssertDone().Out);

        Assert.Equal(daemon.Where(c => c.Value > 0).OrderBy(c => c.Key), report.Counts().OrderBy(c => c.Key));
    }

    [Fact]
    public void An_export_to_raw_events_reports_the_same_and_never_overwrites()
    {
        string copy = _folder.Combine("copy.jsonl");
        Assert.Contains("314 written, 0 left out", OvsTopProgram.Run("export", Captures.PathOf("ct2-one"), "-o", copy).Error);

        var original = Json.Parse(OvsTopProgram.Run("report", Captures.PathOf("ct2-one"), "--format", "json").Out).Counts();
        Assert.Equal(original, Json.Parse(OvsTopProgram.Run("report", copy, "--format", "json").AssertDone().Out).Counts());
        OvsTopProgram.Run("export", Captures.PathOf("ct2-one"), "-o", copy).AssertRefused(1, "copy.jsonl");
    }

    [Fact]
    public void An_export_of_an_unknown_kind_is_refused() =>
        OvsTopProgram.Run("export", Captures.PathOf("ct2-one"), "-o", "out.doc").AssertRefused(2, "out.doc", ".pcapng");
}

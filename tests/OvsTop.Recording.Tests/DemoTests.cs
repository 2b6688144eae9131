using System.Reactive.Concurrency;
using OvsTop.Model.Events;
using OvsTop.Recording.Demo;
using OvsTop.Recording.Export;
using OvsTop.Recording.Replay;
using OvsTop.Tests.Support;

namespace OvsTop.Recording.Tests;

public sealed class DemoTests
{
    [Fact]
    public void The_embedded_recording_is_what_the_captures_give_event_for_event()
    {
        byte[] lines = DemoBuilder.Lines();
        if (Environment.GetEnvironmentVariable("REBUILD_DEMO") == "1")
        {
            DemoBuilder.Write(lines, RepositoryRoot.Combine("src", "OvsTop.Recording", "Demo", "demo.ovscap"));
            return;
        }

        using var demo = DemoSource.Open(new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        using var stream = new MemoryStream();
        using var export = new JsonLinesExport(stream);
        demo.Batches.Subscribe(export.Write);
        export.Flush();
        Assert.Equal(0, export.Result.LeftOut);
        Assert.True(lines.AsSpan().SequenceEqual(stream.ToArray()), "rebuild the demo as its README says");
    }

    [Fact]
    public void It_lasts_about_a_minute_and_shows_all_that_the_captures_show()
    {
        using var demo = DemoSource.Open(new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        var batches = new BatchLog(demo);

        Assert.Equal("demo", demo.Info.Kind);
        Assert.InRange(demo.State.Length!.Value.TotalSeconds, 60, 90);
        Assert.Empty(demo.Info.Notices);
        Assert.Equal(8UL + 5 + 20 + 4000 + 600 + 400, batches.Hits(ProbeId.RecvUpcall));
        Assert.Equal(315UL + 20 + 400, batches.Hits(ProbeId.FlowDel));
        Assert.Equal(["handler1", "handler2", "ovs-vswitchd", "revalidator3"], batches.ThreadNames);
        Assert.False(batches.Discontinuities > 0);
    }
}

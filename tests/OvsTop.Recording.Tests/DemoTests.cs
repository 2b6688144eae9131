using System.IO.Compression;
using System.Reactive.Concurrency;
using OvsTop.Model.Events;
using OvsTop.Recording.Demo;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

public sealed class DemoTests
{
    [Fact]
    public void The_embedded_recording_is_what_the_captures_give()
    {
        byte[] built = DemoBuilder.Build();
        if (Environment.GetEnvironmentVariable("OVSTOP_REBUILD_DEMO") == "1")
        {
            Rebuild(built);
            return;
        }

        using var embedded = DemoRecording.OpenLines();
        var lines = new MemoryStream();
        embedded.CopyTo(lines);
        Assert.True(built.AsSpan().SequenceEqual(lines.ToArray()), "rebuild the demo as its README says");
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

    private static void Rebuild(byte[] built)
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "OvsTop.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("run it inside the repository");
        }

        byte[] target = new byte[built.Length];
        Assert.True(BrotliEncoder.TryCompress(built, target, out int length, quality: 11, window: 24));
        File.WriteAllBytes(Path.Combine(root, "src/OvsTop.Recording/Demo/demo.jsonl.br"), target.AsSpan(0, length));
    }
}

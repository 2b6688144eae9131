using System.Reactive.Concurrency;
using OvsTop.Recording.Container;
using OvsTop.Recording.Export;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Export;

public sealed class PcapngExportTests
{
    [Theory]
    [InlineData("ct2-one", 8)]
    [InlineData("ct1-tcp", 5)]
    [InlineData("l4-rule-change", 20)]
    [InlineData("l4-flow-limit", 600)]
    [InlineData("l4-udp-idle", 400)]
    [InlineData("l4-storm", 4000)]
    public void Every_received_upcall_is_a_packet(string name, int packets)
    {
        var file = Export(name);

        Assert.Equal(packets, file.Packets.Count);
        Assert.All(file.Packets, p => Assert.InRange(p.Interface, 0, file.Interfaces.Count - 1));
        Assert.Equal(file.Packets.Select(p => p.TimeNs).Order(), file.Packets.Select(p => p.TimeNs));
        Assert.All(file.Packets, p => Assert.InRange(p.Packet.Length, 14, p.Length));
    }

    [Fact]
    public void Comments_say_what_the_switch_made_of_the_packet()
    {
        var file = Export("ct2-one", new RecordingSession
        {
            Source = "lab",
            OvsVersion = "4.0.90",
            Epoch = DateTimeOffset.UnixEpoch.AddDays(1),
            Ports = new Dictionary<uint, string> { [2] = "vm-42" },
        });
        var first = file.Packets[0];

        Assert.Equal("vm-42", file.Interfaces[first.Interface]);
        Assert.Equal(
            "handler2 miss recirc_id(0) ct_state(0) ct_zone(0) ct_mark(0) ufid:359d0d60-b258-4a18-8a98-e473aaf387f2 put ct(zone=1),recirc(0x4)", first.Comment);
        Assert.Equal(86_400_000_000_000UL + 102_849_809_205, first.TimeNs);
        Assert.Equal(59, first.Length);
        Assert.StartsWith("handler1 miss recirc_id(0x4) ct_state(0x21) ct_zone(0x1)", file.Packets[1].Comment, StringComparison.Ordinal);
        Assert.Contains("lab; time of day", file.Comment, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packet_that_installed_nothing_says_so()
    {
        var file = Export("l4-flow-limit");

        Assert.Equal(246, file.Packets.Count(p => p.Comment.Contains(" no put executed ", StringComparison.Ordinal)));
        Assert.Equal(354, file.Packets.Count(p => p.Comment.Contains(" ufid:", StringComparison.Ordinal)));
        Assert.Equal(["port 2"], file.Interfaces);
    }

    private static PcapngFile Export(string name, RecordingSession? session = null)
    {
        using var stream = new MemoryStream();
        var export = new PcapngExport(stream, session);
        using var source = ReplaySource.Open(Captures.PathOf(name), new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        source.Batches.Subscribe(export.Write);
        export.Finish();
        Assert.Equal(0, export.Result.LeftOut);
        var file = PcapngFile.Parse(stream.ToArray());
        Assert.Equal(file.Packets.Count, export.Result.Written);
        return file;
    }
}

using System.Reactive.Concurrency;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
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

    [Fact]
    public void Each_session_of_a_recording_has_its_own_time_of_day_ports_and_threads()
    {
        string path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");
        try
        {
            var sessions = new List<byte>();
            for (int day = 1; day <= 2; day++)
            {
                var session = new RecordingSession
                {
                    Source = "x",
                    Id = (ulong)day,
                    Epoch = DateTimeOffset.UnixEpoch.AddDays(day),
                    Ports = new Dictionary<uint, string> { [2] = $"vm-{day}" },
                };
                var batch = new ProbeBatch { TimeNs = (ulong)day * 1_000_000_000, Tallies = new TallyTable() };
                batch.Tallies.Resize(2);
                batch.Tallies[1].Tid = 7;
                batch.Tallies[1].SetName($"handler{day}");
                batch.Records.Append(
                    new EventHeader { Probe = ProbeId.RecvUpcall, Tid = 7, TimeNs = batch.TimeNs - 1, PacketLength = 60, KeyLength = 8 },
                    new byte[60], [8, 0, (byte)KeyAttr.InPort, 0, 2, 0, 0, 0], [], []);
                using (var writer = RecordingWriter.Create(path, session))
                {
                    Assert.True(writer.Write(batch));
                }

                sessions.AddRange(File.ReadAllBytes(path));
                File.Delete(path);
            }

            File.WriteAllBytes(path, [.. sessions]);
            using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
            using var stream = new MemoryStream();
            var export = new PcapngExport(stream, () => source.Session);
            source.Batches.Subscribe(export.Write);
            export.Finish();
            var file = PcapngFile.Parse(stream.ToArray());
            Assert.Equal(["vm-1", "vm-2"], file.Packets.Select(packet => file.Interfaces[packet.Interface]));
            Assert.Equal([86_400_999_999_999UL, 172_801_999_999_999], file.Packets.Select(packet => packet.TimeNs));
            Assert.Equal(["handler1", "handler2"], file.Packets.Select(packet => packet.Comment.Split(' ')[0]));
        }
        finally
        {
            File.Delete(path);
        }
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

using System.Globalization;
using System.IO.Compression;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Events;
using static OvsTop.Analysis.Tests.Traces.TraceScript;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>
/// A trace log of a real kernel datapath (Linux 6.1, ovs-vswitchd 4.0.90): one packet through three rounds, two through NAT, bursts of four identical
/// ones. It has no bytes; those of a section are taken to be the same, the worst case for everything but the kernel's word.
/// </summary>
public sealed class KernelLogTests
{
    private static readonly Dictionary<string, List<string>> Sections = Read();

    [Fact]
    public void One_packet_goes_through_three_rounds_on_one_handler()
    {
        var packet = Assert.Single(Play("ONE SYN, 3 rounds").Packets);
        Assert.Equal([(0u, LinkClass.First), (3u, LinkClass.Exact), (4u, LinkClass.Exact)], packet.Rounds.Select(round => (round.RecircId, round.Link)));
        Assert.All(packet.Rounds, round => Assert.Equal(117u, round.Tid));
    }

    [Fact]
    public void Rounds_hop_from_one_handler_to_another_and_back()
    {
        var packet = Play("NAT pkt1, pkt2 (identical bytes)").Packets[^1];
        Assert.Equal(
            [(0u, 117u, LinkClass.First), (5u, 118u, LinkClass.Exact), (6u, 117u, LinkClass.Exact)],
            packet.Rounds.Select(round => (round.RecircId, round.Tid, round.Link)));
    }

    /// <summary>The k-th upcall that rises belongs to the k-th execute of the batch, in every round, also where flows of the datapath handled the one between.</summary>
    [Fact]
    public void Bursts_of_four_identical_packets_are_told_apart_and_the_cached_round_is_skipped()
    {
        var snapshot = Play("BURST 3 flows x 4");
        var rounds = snapshot.Packets.SelectMany(packet => packet.Rounds).ToList();
        Assert.All(rounds, round => Assert.Equal(round.RecircId == 0 ? LinkClass.First : LinkClass.Exact, round.Link));
        var ways = snapshot.Packets.GroupBy(packet => string.Join(',', packet.Rounds.Select(round => round.RecircId))).ToDictionary(way => way.Key, way => way.Count());
        Assert.Equal((4, 4), (ways["0,3,4"], ways["0,4"]));
        Assert.All(ways.Values, count => Assert.Equal(0, count % 4));
        var parents = rounds.Where(round => round.Parent != 0).Select(round => round.Parent).ToList();
        Assert.Equal(parents.Count, parents.Distinct().Count());
    }

    [Fact]
    public void Without_the_kernels_events_none_of_them_is_surely_linked()
    {
        var snapshot = Play("BURST 3 flows x 4", probe => probe is ProbeId.RecvUpcall or ProbeId.FlowPut or ProbeId.FlowExecute);
        Assert.Equal((0, 0), (snapshot.Links[LinkClass.Exact], snapshot.Links[LinkClass.Unique]));
        Assert.True(snapshot.Links[LinkClass.Ambiguous] > 0);
    }

    private static Snapshots.TracesSnapshot Play(string section, Func<ProbeId, bool>? wanted = null)
    {
        var script = new TraceScript();
        byte[] packet = Tcp((uint)section.Length)[..54];
        foreach (string line in Sections[section])
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            uint tid = uint.Parse(words[0][(words[0].LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);
            script.At((ulong)Math.Round(double.Parse(words[2].TrimEnd(':'), CultureInfo.InvariantCulture) * 1e6));
            ulong Value(string name) => words.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] is { } text
                ? text.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToUInt64(text[2..], 16) : ulong.Parse(text, CultureInfo.InvariantCulture)
                : 0;
            uint recirc = (uint)Math.Max(Value("rid"), Value("recirc_id"));
            byte[] key = Key(recirc, recirc == 0 ? 0 : 0x21u, Port, packet);
            var (probe, emit) = words[3] switch
            {
                "recv:" => (ProbeId.RecvUpcall, () => { script.Recv(tid, packet, recirc, recirc == 0 ? 0 : 0x21u, pointer: Value("ptr")); }),
                "put:" => (ProbeId.FlowPut, () => script.Put(tid, key, Next(recirc))),
                "exec:" => (ProbeId.FlowExecute, () => script.Exec(tid, Value("ptr"), packet, Next(Value("alen")))),
                "cmdexec:" => (ProbeId.PacketCmdExecuteEnter, () => script.Command(tid, ProbeId.PacketCmdExecuteEnter)),
                "cmdexec_ret:" => (ProbeId.PacketCmdExecuteReturn, () => script.Command(tid, ProbeId.PacketCmdExecuteReturn)),
                "ovs_dp_upcall:" => (ProbeId.DpUpcall, (Action)(() => script.Kernel(tid, packet, recirc, (uint)Value("upcall_port")))),
                _ => throw new Xunit.Sdk.XunitException(line),
            };
            if (wanted?.Invoke(probe) != false)
            {
                emit();
            }
        }

        return script.Take();
    }

    /// <summary>What the log does not show: ct,recirc(3) is 20 bytes of actions, ct(commit),ct,recirc(4) 56.</summary>
    private static byte[] Next(ulong idOrLength) => idOrLength switch
    {
        0 or 20 => Recirc(3),
        3 or 56 => Recirc(4),
        24 => Recirc(5),
        5 or 76 => Recirc(6),
        _ => Output(3),
    };

    private static Dictionary<string, List<string>> Read()
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "captures", "kernel-6.1-rounds.log.gz")), CompressionMode.Decompress));
        var sections = new Dictionary<string, List<string>>();
        while (file.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                sections[line.TrimStart('#', ' ')] = [];
            }
            else
            {
                sections.Values.Last().Add(line);
            }
        }

        return sections;
    }
}

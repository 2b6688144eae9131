using System.IO.Compression;
using System.Text.Json;

namespace OvsTop.Analysis.Tests;

/// <summary>
/// What upcall_cost.py (utilities/usdt-scripts of Open vSwitch) finds in a capture, by its rules and from the text of the capture alone: nothing
/// of this program takes part. A batch is a run of recv_upcall of a thread; puts, executes and kernel executes go to its members in their order,
/// an execute only to one with its packet; a kernel upcall belongs to the first later recv_upcall of the same packet. Times in us.
/// </summary>
internal sealed class UpcallCostScript
{
    private static readonly string[] Used = ["recv_upcall", "ovs_dp_upcall", "op_flow_put", "op_flow_execute", "ovs_packet_cmd_execute:enter"];

    private readonly List<Upcall> _upcalls = [];

    public UpcallCostScript(string path)
    {
        var threads = new Dictionary<long, List<Upcall>>();
        var kernel = new List<Event>();
        using var file = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        for (string? line; (line = file.ReadLine()) is not null;)
        {
            var json = JsonDocument.Parse(line).RootElement;
            string name = json.GetProperty("event").GetString()!;
            if (!Used.Contains(name))
            {
                continue;
            }

            Counts[name] = Counts.GetValueOrDefault(name) + 1;
            string packet = json.TryGetProperty("packet", out var hex) ? hex.GetString()! : "";
            var one = new Event(json.GetProperty("ts").GetInt64(), json.GetProperty("tid").GetInt64(), json.GetProperty("comm").GetString()!, packet);
            if (name == "ovs_dp_upcall")
            {
                kernel.Add(one);
                continue;
            }

            if (!threads.TryGetValue(one.Tid, out var batch))
            {
                threads[one.Tid] = batch = [];
            }

            Take(batch, name, one);
        }

        foreach (var batch in threads.Values)
        {
            Close(batch);
        }

        foreach (var upcall in _upcalls.OrderBy(upcall => upcall.Recv.Ns))
        {
            int sent = kernel.FindIndex(k => k.Ns < upcall.Recv.Ns && SamePacket(k.Packet, upcall.Recv.Packet));
            if (sent >= 0)
            {
                upcall.SentNs = kernel[sent].Ns;
                kernel.RemoveAt(sent);
            }
        }
    }

    public Dictionary<string, int> Counts { get; } = [];

    public List<int> Batches { get; } = [];

    public Dictionary<string, int> Threads => _upcalls.GroupBy(upcall => upcall.Recv.Thread).ToDictionary(thread => thread.Key, thread => thread.Count());

    /// <summary>The durations of one of the script's four histograms.</summary>
    public double[] Of(string stage) =>
    [
        .. _upcalls.Where(upcall => upcall.SentNs > 0).Select(upcall => stage switch
        {
            "queue" => upcall.Recv.Ns - upcall.SentNs,
            "wait execute" => upcall.EnterNs - upcall.ExecuteNs,
            "overhead" => upcall.EnterNs - upcall.SentNs - (upcall.PutNs - upcall.Recv.Ns),
            "total" => upcall.EnterNs - upcall.SentNs,
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        }).OfType<long>().Select(ns => ns / 1e3).Order(),
    ];

    private void Take(List<Upcall> batch, string name, Event one)
    {
        switch (name)
        {
            case "recv_upcall":
                if (batch.Any(upcall => upcall.PutNs is not null || upcall.ExecuteNs is not null))
                {
                    Close(batch);
                }

                batch.Add(new Upcall { Recv = one });
                break;
            case "op_flow_put":
                batch.Skip(1 + batch.FindLastIndex(upcall => upcall.PutNs is not null || upcall.ExecuteNs is not null)).First().PutNs = one.Ns;
                break;
            case "op_flow_execute":
                var executed = batch.First(upcall => upcall.ExecuteNs is null && upcall.Recv.Packet == one.Packet);
                executed.ExecuteNs = one.Ns;
                break;
            default:
                if (batch.Find(upcall => upcall.ExecuteNs is not null && upcall.EnterNs is null) is { } entered)
                {
                    entered.EnterNs = one.Ns;
                }

                break;
        }
    }

    private void Close(List<Upcall> batch)
    {
        if (batch.Count > 0)
        {
            Batches.Add(batch.Count);
            _upcalls.AddRange(batch);
            batch.Clear();
        }
    }

    /// <summary>Equal but for up to two bytes, a checksum the kernel completed.</summary>
    private static bool SamePacket(string a, string b) =>
        a.Length == b.Length && a.Chunk(2).Zip(b.Chunk(2)).Count(pair => !pair.First.SequenceEqual(pair.Second)) <= 2;

    private sealed record Event(long Ns, long Tid, string Thread, string Packet);

    private sealed class Upcall
    {
        public required Event Recv { get; init; }

        public long? PutNs { get; set; }

        public long? ExecuteNs { get; set; }

        public long? EnterNs { get; set; }

        public long SentNs { get; set; }
    }
}

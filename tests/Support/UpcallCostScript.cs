using System.IO.Compression;
using System.Text.Json;

namespace OvsTop.Tests.Support;

/// <summary>
/// What upcall_cost.py (utilities/usdt-scripts of Open vSwitch) finds in a capture, by its rules and from the text of the capture alone: nothing
/// of this program takes part. A batch is a run of recv_upcall of a thread; puts, executes and what the kernel does for them go to its members in
/// their order, an execute only to one with its packet; a kernel upcall belongs to the first later recv_upcall of the same packet. Beside the four
/// histograms of the script it has the other times of a report. Times in us.
/// </summary>
internal sealed class UpcallCostScript
{
    /// <summary>Times from one event of a thread to the next of another.</summary>
    private static readonly (string Name, string From, string To)[] Spans =
        [("dump", "start_dump", "sweep_done"), ("run", "run_start", "poll_block"), ("wait", "poll_block", "run_start")];

    private readonly List<Upcall> _upcalls = [];
    private readonly Dictionary<string, List<long>> _spans = Spans.ToDictionary(span => span.Name, _ => new List<long>());

    public UpcallCostScript(string path)
    {
        var threads = new Dictionary<long, List<Upcall>>();
        var begun = new Dictionary<(long, string), long>();
        var kernel = new List<Event>();
        using var file = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        for (string? line; (line = file.ReadLine()) is not null;)
        {
            var json = JsonDocument.Parse(line).RootElement;
            string name = json.GetProperty("event").GetString()!;
            Counts[name] = Counts.GetValueOrDefault(name) + 1;
            string packet = json.TryGetProperty("packet", out var hex) ? hex.GetString()! : "";
            var one = new Event(json.GetProperty("ts").GetInt64(), json.GetProperty("tid").GetInt64(), json.GetProperty("comm").GetString()!, packet);
            foreach (var (span, from, to) in Spans)
            {
                if (name == to && begun.Remove((one.Tid, span), out long ns))
                {
                    _spans[span].Add(one.Ns - ns);
                }

                if (name == from)
                {
                    begun[(one.Tid, span)] = one.Ns;
                }
            }

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

    /// <summary>Events of each type.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    /// <summary>Sizes of the batches.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>Upcalls of each thread.</summary>
    public Dictionary<string, int> Threads => _upcalls.GroupBy(upcall => upcall.Recv.Thread).ToDictionary(thread => thread.Key, thread => thread.Count());

    /// <summary>The durations of a stage, or of one of the three spans that are no part of an upcall, shortest first.</summary>
    public double[] Of(string stage) =>
    [
        .. (_spans.TryGetValue(stage, out var span) ? span.Select(ns => (long?)ns) : _upcalls.Select(upcall => stage switch
        {
            "queue" => upcall.Recv.Ns - upcall.SentNs,
            "translate" => upcall.PutNs - upcall.Recv.Ns,
            "translate execute" => upcall.ExecuteNs - upcall.Recv.Ns,
            "wait put" => upcall.PutEnterNs - upcall.PutNs,
            "kernel put" => upcall.PutReturnNs - upcall.PutEnterNs,
            "wait execute" => upcall.EnterNs - upcall.ExecuteNs,
            "kernel execute" => upcall.ReturnNs - upcall.EnterNs,
            "overhead" => upcall.EnterNs - upcall.SentNs - (upcall.PutNs - upcall.Recv.Ns),
            "total" => upcall.EnterNs - upcall.SentNs,
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        })).OfType<long>().Select(ns => ns / 1e3).Order(),
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
                batch.First(upcall => upcall.ExecuteNs is null && upcall.Recv.Packet == one.Packet).ExecuteNs = one.Ns;
                break;
            case "ovs_flow_cmd_new:enter" when batch.Find(upcall => upcall.PutNs is not null && upcall.PutEnterNs is null) is { } put:
                put.PutEnterNs = one.Ns;
                break;
            case "ovs_flow_cmd_new:return" when batch.Find(upcall => upcall.PutEnterNs is not null && upcall.PutReturnNs is null) is { } put:
                put.PutReturnNs = one.Ns;
                break;
            case "ovs_packet_cmd_execute:enter" when batch.Find(upcall => upcall.ExecuteNs is not null && upcall.EnterNs is null) is { } executed:
                executed.EnterNs = one.Ns;
                break;
            case "ovs_packet_cmd_execute:return" when batch.Find(upcall => upcall.EnterNs is not null && upcall.ReturnNs is null) is { } executed:
                executed.ReturnNs = one.Ns;
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

        /// <summary>When the kernel sent it.</summary>
        public long? SentNs { get; set; }

        public long? PutNs { get; set; }

        public long? PutEnterNs { get; set; }

        public long? PutReturnNs { get; set; }

        public long? ExecuteNs { get; set; }

        /// <summary>When the kernel began to execute.</summary>
        public long? EnterNs { get; set; }

        public long? ReturnNs { get; set; }
    }
}

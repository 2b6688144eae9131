using System.Globalization;
using System.Net;
using System.Reactive.Concurrency;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;
using OvsTop.Model.Redaction;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Export;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

public sealed partial class RedactionTests : IDisposable
{
    private const int HardlyByChance = 3;
    private const int Many = 100;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");
    private readonly Redactor _redactor = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    public void Dispose()
    {
        _redactor.Dispose();
        File.Delete(_path);
    }

    [Theory]
    [InlineData("ct2-one")]
    [InlineData("ct1-tcp")]
    [InlineData("l4-rule-change")]
    public void No_address_of_the_original_is_in_the_file(string name)
    {
        var original = Convert(name);
        var addresses = AddressesOf(original);
        Assert.NotEmpty(addresses);
        using var reader = new ChunkReader(File.OpenRead(_path));
        while (reader.Next())
        {
            AssertNone(addresses, reader.Payload.Span, $"chunk {reader.Header.Sequence}, {reader.Header.Kind}");
        }

        using var source = Open();
        var log = new BatchLog(source);
        for (int i = 0; i < log.Records.Count; i++)
        {
            AssertNone(addresses, log.Records[i], $"record {i}");
        }

        Assert.Contains("redacted: addresses and names are not the real ones", source.Info.Notices);
    }

    [Theory]
    [InlineData("ct2-one")]
    [InlineData("ct1-tcp")]
    public void A_recording_made_earlier_holds_no_address_and_no_name_of_it_when_it_is_exported(string name)
    {
        var session = new RecordingSession { Source = "pid 485 on vm-42, control 192.0.2.17", Ports = new Dictionary<uint, string> { [2] = "vm-42" } };
        string plain = _path + ".plain";
        try
        {
            var original = Recorded.Convert(Captures.PathOf(name), plain, session: session);
            using (var earlier = Play(plain))
            {
                Assert.Equal(new ExportResult((long)original.Events, 0), OvscapExport.Write(earlier, _path, _redactor));
            }

            List<byte[]> secrets = [.. AddressesOf(original), "vm-42"u8.ToArray(), "192.0.2.17"u8.ToArray()];
            using var reader = new ChunkReader(File.OpenRead(_path));
            while (reader.Next())
            {
                AssertNone(secrets, reader.Payload.Span, $"chunk {reader.Header.Sequence}, {reader.Header.Kind}");
            }

            // The same key gives the same pseudonyms, whether while it is recorded or later.
            using var source = Open();
            var log = new BatchLog(source);
            File.Delete(_path);
            Convert(name);
            using var atOnce = Open();
            Assert.Equal(new BatchLog(atOnce).Records, log.Records);
            Assert.True(MemoryMarshal.AsBytes(original.Tallies.Slots).SequenceEqual(MemoryMarshal.AsBytes(log.Tallies.Slots)));
            Assert.True(source.Session!.Redacted);
        }
        finally
        {
            File.Delete(plain);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_name_of_the_original_file_is_not_in_an_export(bool raw)
    {
        string folder = Directory.CreateTempSubdirectory("ovstop-").FullName;
        try
        {
            string named = Path.Combine(folder, "acme-secret.jsonl.gz");
            if (raw)
            {
                File.Copy(Captures.PathOf("ct2-one"), named);
            }
            else
            {
                // As an export that is not redacted has it.
                Recorded.Convert(Captures.PathOf("ct2-one"), named, session: new RecordingSession { Source = "acme-secret.jsonl.gz" });
            }

            using var source = Play(named);
            Assert.NotEqual(0, OvscapExport.Write(source, _path, _redactor).Written);
            using var reader = new ChunkReader(File.OpenRead(_path));
            while (reader.Next())
            {
                Assert.True(reader.Payload.Span.IndexOf("acme"u8) < 0, $"chunk {reader.Header.Sequence}");
            }

            Assert.Empty(new RedactedBatches(_redactor).Session(source.Session)?.Source ?? "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Threads_behind_a_discontinuity_have_their_own_names_and_pseudonyms()
    {
        var batch = new ProbeBatch { TimeNs = 1_000_000_000, Names = ["", "vm-42"] };
        var redacted = new RedactedBatches(_redactor);
        using (var writer = RecordingWriter.Create(_path, new RecordingSession { Source = "x" }))
        {
            Assert.True(writer.Write(batch));
            Assert.Equal(["", _redactor.Name("vm-42")], redacted.Of(batch).Names);
            (batch.TimeNs, batch.Names, batch.Discontinuity) = (2_000_000_000, ["", "vm-43"], true);
            Assert.True(writer.Write(batch));
            Assert.Equal(["", _redactor.Name("vm-43")], redacted.Of(batch).Names);
        }

        using var source = Open();
        Assert.Equal(["", "vm-43"], new BatchLog(source).Names);
    }

    [Theory]
    [InlineData("ct2-one")]
    [InlineData("ct1-tcp")]
    public void No_address_is_in_redacted_lines_packets_and_retis_events(string name)
    {
        using var first = Play(Captures.PathOf(name));
        var secrets = AddressesOf(new BatchLog(first));
        using var lines = new MemoryStream();
        using var packets = new MemoryStream();
        using var retis = new MemoryStream();
        using var json = new JsonLinesExport(lines);
        using var events = new RetisExport(retis);
        var pcapng = new PcapngExport(packets);
        Export(name, json.Write, json.Flush);
        Export(name, pcapng.Write, pcapng.Finish);
        Export(name, events.Write, events.Finish);
        Assert.All((Stream[])[lines, packets, retis], stream => Assert.InRange(stream.Length, 1000, long.MaxValue));
        AssertNone(secrets, packets.ToArray(), "the packets");
        foreach (byte[] secret in secrets)
        {
            string hex = System.Convert.ToHexStringLower(secret);
            string[] shown = secret.Length == 6 ? [hex, string.Join(':', secret.Select(b => $"{b:x2}"))] : [hex, new IPAddress(secret).ToString()];
            foreach (string text in shown.Append(System.Convert.ToBase64String(secret).TrimEnd('=')[..^1]))
            {
                Assert.DoesNotContain(text, System.Text.Encoding.UTF8.GetString(lines.ToArray()), StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(text, System.Text.Encoding.UTF8.GetString(retis.ToArray()), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Theory]
    [InlineData("ct1-tcp")]
    [InlineData("ct2-one")]
    public void Counts_and_the_identity_of_flows_and_packets_stay(string name)
    {
        var original = Convert(name);
        using var source = Open();
        var log = new BatchLog(source);

        Assert.True(MemoryMarshal.AsBytes(original.Tallies.Slots).SequenceEqual(MemoryMarshal.AsBytes(log.Tallies.Slots)));
        Assert.Equal((original.Records.Count, original.Losses), (log.Records.Count, log.Losses));
        AssertSamePairs(original, log, record => System.Convert.ToHexString(Event(record).Key));
        AssertSamePairs(original, log, record => Event(record).Header.Ufid.ToString());
    }

    [Fact]
    public void The_head_and_the_names_are_redacted_too()
    {
        var session = new RecordingSession
        {
            Source = "pid 485 on vm-42, control 192.0.2.17",
            OvsVersion = "4.0.90",
            Filter = "in_port=vm-42,nw_src=192.0.2.17",
            Ports = new Dictionary<uint, string> { [0] = "ovs-system", [2] = "vm-42" },
        };
        var original = Recorded.Convert(Captures.PathOf("ct2-one"), _path, new RecordingOptions { Redactor = _redactor }, session);
        using var source = Open();
        var log = new BatchLog(source);
        var read = source.Session!;

        Assert.True(read.Redacted);
        Assert.Equal(("4.0.90", "ovs-system", _redactor.Name("vm-42")), (read.OvsVersion, read.Ports[0], read.Ports[2]));
        Assert.DoesNotContain("vm-42", read.Source + read.Filter, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.17", read.Source + read.Filter, StringComparison.Ordinal);
        Assert.Equal(original.Names.Select(_redactor.Name), log.Names);
    }

    private static void AssertNone(List<byte[]> addresses, ReadOnlySpan<byte> content, string where)
    {
        foreach (byte[] address in addresses)
        {
            Assert.True(content.IndexOf(address) < 0, $"{System.Convert.ToHexString(address)} is in {where}");
        }
    }

    /// <summary>A record of the log, which keeps the parts without what pads them.</summary>
    private static ProbeEvent Event(byte[] record)
    {
        var header = MemoryMarshal.Read<EventHeader>(record);
        int key = EventHeader.Size + header.PacketCaptured, mask = key + header.KeyCaptured, actions = mask + header.MaskCaptured;
        var whole = new RecordBuffer(4096);
        whole.Append(header, record.AsSpan(EventHeader.Size, header.PacketCaptured), record.AsSpan(key, header.KeyCaptured), record.AsSpan(mask, header.MaskCaptured), record.AsSpan(actions));
        return new ProbeEvent(whole.Content);
    }

    /// <summary>Which records have the same of something is what it was.</summary>
    private static void AssertSamePairs(BatchLog before, BatchLog after, Func<byte[], string> of)
    {
        var mapped = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (first, second) in before.Records.Zip(after.Records))
        {
            string key = of(first), now = of(second);
            Assert.True(mapped.TryAdd(key, now) || mapped[key] == now, key);
        }

        Assert.Equal(mapped.Count, mapped.Values.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>The addresses as dpctl prints them in keys and actions; those that say nothing, and those that other numbers look like, are left out; of many some.</summary>
    private static List<byte[]> AddressesOf(BatchLog log)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (byte[] record in log.Records)
        {
            var e = Event(record);
            string text = FlowKeyFormatter.ToText(e.Key) + ActionFormatter.ToText(e.Actions, ActionNumbering.Since34);
            texts.UnionWith(Address().Matches(text).Select(match => match.Groups[1].Value));
        }

        return [.. texts.Select(Bytes).Where(bytes => bytes.Distinct().Count(b => b is not (0 or 0xff)) >= HardlyByChance && bytes[0] is not (0xff or 0x33 or 0xe0)).Take(Many)];
    }

    private static byte[] Bytes(string text) =>
        IPAddress.TryParse(text, out var ip) ? ip.GetAddressBytes() : [.. text.Split(':').Select(part => byte.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"(?:src|dst|sip|tip|sha|tha|sll|tll|target)=([0-9a-f.:]*[.:][0-9a-f.:]*)")]
    private static partial Regex Address();

    private BatchLog Convert(string name) =>
        Recorded.Convert(Captures.PathOf(name), _path, new RecordingOptions { Payload = PayloadLevel.Full, Redactor = _redactor });

    private void Export(string name, Action<ProbeBatch> write, Action finish)
    {
        using var source = Play(Captures.PathOf(name));
        var redacted = new RedactedBatches(_redactor);
        using (source.Batches.Subscribe(batch => write(redacted.Of(batch))))
        {
            finish();
        }
    }

    private static ReplaySource Play(string path) => ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);

    private ReplaySource Open() => ReplaySource.Open(_path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
}

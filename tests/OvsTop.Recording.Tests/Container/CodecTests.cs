using System.Runtime.CompilerServices;
using System.Text;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Tests.Container;

public sealed class CodecTests
{
    [Fact]
    public void The_checksum_is_crc32c() => Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    [Theory]
    [InlineData(0UL)]
    [InlineData(127UL)]
    [InlineData(128UL)]
    [InlineData(ulong.MaxValue)]
    public void Numbers_come_back(ulong value)
    {
        var sink = new ByteSink();
        sink.Varint(value);
        sink.ZigZag((long)value);
        sink.ZigZag(-(long)value);
        var source = new ByteSource(sink.Written);

        Assert.Equal((value, (long)value, -(long)value), (source.Varint(), source.ZigZag(), source.ZigZag()));
        Assert.Equal((0, false), (source.Left, source.Failed));
        Assert.Equal(0UL, source.Varint());
        Assert.True(source.Failed);
    }

    [Fact]
    public void The_tally_fields_cover_the_whole_struct()
    {
        int covered = TallyLayout.OwnFields.Sum(f => f.Width * f.Count);

        // Three spare counts, a reserved word and the 66th batch size are there for alignment.
        Assert.Equal(Unsafe.SizeOf<ThreadTally>() - 24 - 4 - 4, covered);
        Assert.Equal(TallyLayout.OwnFields.Count, TallyLayout.OwnFields.Select(f => f.Name).Distinct().Count());
    }

    [Fact]
    public void Tallies_of_another_version_are_read_as_far_as_fields_are_known()
    {
        var layout = new TallyLayout([new("batches", 0, 0, 1), new("of_tomorrow", 0, 0, 3), new("hits", 0, 0, 4), new("results", 0, 0, 4)]);
        // All cells of two slots, then slot 1: pairs of cells to pass and a value, then the cells that are left.
        ulong[] row = [1, 2, 1, 0, 11, 0, 5, 0, 6, 0, 7, 0, 100, 0, 101, 2, 200, 3];
        var bytes = new ByteSink();
        foreach (ulong value in row)
        {
            bytes.Varint(value);
        }

        var table = new TallyTable();
        bool known = false;
        var source = new ByteSource(bytes.Written);
        Assert.True(TallyCodec.TryDecode(ref source, layout, table, ref known));

        Assert.Equal(11UL, table[1].Batches);
        Assert.Equal((100UL, 101UL, 0UL), (table[1].Hits[0], table[1].Hits[1], table[1].Hits[2]));
        Assert.Equal(200UL, table[1].Results[0]);
    }

    [Fact]
    public void Changes_without_what_was_before_change_nothing()
    {
        var codec = new TallyCodec();
        var table = new TallyTable();
        table.Resize(2);
        table[1].Tid = 9;
        codec.Encode(table, all: true, new ByteSink());
        table[1].Batches = 5;
        var sink = new ByteSink();
        Assert.True(codec.Encode(table, all: false, sink));
        Assert.False(codec.Encode(table, all: false, new ByteSink()));

        var read = new TallyTable();
        bool known = false;
        var source = new ByteSource(sink.Written);
        Assert.True(TallyCodec.TryDecode(ref source, TallyLayout.Own, read, ref known));
        Assert.False(known);
        Assert.Equal(1, read.Count);
    }

    [Fact]
    public void Random_bytes_are_no_records_and_no_tallies()
    {
        var random = new Random(1);
        var codec = new RecordCodec();
        byte[] bytes = new byte[300];
        int records = 0;
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            bytes[0] %= 26;
            bytes[1] = 16;
            codec.Reset();
            var source = new ByteSource(bytes);
            records += codec.TryDecode(ref source, out _) ? 1 : 0;
            source = new ByteSource(bytes);
            bool known = true;
            TallyCodec.TryDecode(ref source, TallyLayout.Own, new TallyTable(), ref known);
        }

        Assert.InRange(records, 0, 1000);
    }

    [Fact]
    public void Unknown_chunks_and_sections_are_passed_over()
    {
        var file = new MemoryStream();
        var chunks = new ChunkWriter(file, 0, 1);
        chunks.Write(ChunkKind.Session, ChunkFlags.None, 5, SessionJson.Write(new RecordingSession { Source = "x", Id = 1 }));
        chunks.Write((ChunkKind)77, ChunkFlags.None, 5, "of tomorrow"u8);
        var encoder = new BatchEncoder(PayloadLevel.Full);
        var batch = new ProbeBatch { TimeNs = 9 };
        batch.Records.Append(new EventHeader { Probe = ProbeId.RunStart, TimeNs = 7 }, [], [], [], []);
        var sink = new ByteSink();
        encoder.Begin(batch, 0, key: true, sink);
        sink.EndSection(sink.BeginSection(99));
        var walk = batch.Records.GetEnumerator();
        encoder.WriteRecords(ref walk, sink, int.MaxValue);
        chunks.Write(ChunkKind.Batch, ChunkFlags.Key, 9, sink.Written);
        file.Position = 0;

        using var reader = new OvscapReader(file);
        var read = new ProbeBatch();
        Assert.True(reader.Read(read));
        Assert.Equal((1, 9UL, 5UL), (read.Records.Count, read.TimeNs, reader.StartNs));
        Assert.False(reader.Read(read));
        var notices = new List<string>();
        reader.AddNotices(notices);
        Assert.Contains("1 chunks of unknown kind skipped: a newer ovstop wrote them, and may show more", notices);
    }

    [Fact]
    public void A_session_of_a_newer_format_is_refused_by_name()
    {
        string json = Encoding.UTF8.GetString(SessionJson.Write(new RecordingSession { Source = "x", Id = 1 }));
        string newer = json.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal);

        Assert.Null(SessionJson.TryRead(Encoding.UTF8.GetBytes(json), out _, out _));
        Assert.Equal(
            "it is of format 2, written by ovstop 1.0.0: use that version or a newer one", SessionJson.TryRead(Encoding.UTF8.GetBytes(newer), out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":1,\"record_header\":128,\"id\":\"zz\",\"tally\":[]}")]
    [InlineData("{\"version\":1,\"record_header\":128,\"id\":\"1\",\"tally\":[7]}")]
    [InlineData("{\"version\":1,\"record_header\":128,\"id\":\"1\",\"tally\":[[\"a\",-1]]}")]
    public void A_broken_session_is_told(string json) =>
        Assert.StartsWith("its header is not readable: ", SessionJson.TryRead(Encoding.UTF8.GetBytes(json), out _, out _), StringComparison.Ordinal);
}

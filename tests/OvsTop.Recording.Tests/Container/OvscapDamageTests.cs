using System.Reactive.Concurrency;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

public sealed class OvscapDamageTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");
    private readonly BatchLog _original;
    private readonly byte[] _whole;

    public OvscapDamageTests()
    {
        _original = Recorded.Convert(Captures.PathOf("l4-rule-change"), _path);
        _whole = File.ReadAllBytes(_path);
    }

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Cut_anywhere_it_yields_a_beginning_of_the_whole_and_says_so()
    {
        int before = 0;
        for (int length = 0; length < _whole.Length; length += length < 3000 ? 97 : 997)
        {
            var (log, notices) = Play(_whole.AsSpan(0, length));
            Assert.True(log.Records.Count >= before, $"{length} bytes gave {log.Records.Count} records, fewer gave {before}");
            Assert.Equal(_original.Records.Take(log.Records.Count), log.Records);
            Assert.Contains("no end mark", Assert.Single(notices), StringComparison.Ordinal);
            before = log.Records.Count;
        }

        Assert.InRange(before, _original.Records.Count * 9 / 10, _original.Records.Count);
    }

    [Fact]
    public void A_flipped_bit_loses_one_chunk_and_is_counted()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            int bit = random.Next(_whole.Length * 8);
            byte[] damaged = [.. _whole];
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            var (log, notices) = Play(damaged);

            Assert.NotEmpty(notices);
            Assert.True(log.Records.Count >= _original.Records.Count - LargestBatch(), $"bit {bit}: {log.Records.Count} of {_original.Records.Count} records");
            AssertOnlyLost(log, bit);
        }
    }

    [Fact]
    public void Bytes_taken_out_lose_only_what_they_touch()
    {
        var random = new Random(11);
        for (int round = 0; round < 100; round++)
        {
            int at = random.Next(_whole.Length - 200), length = random.Next(1, 200);
            var (log, notices) = Play([.. _whole.AsSpan(0, at), .. _whole.AsSpan(at + length)]);

            Assert.NotEmpty(notices);
            Assert.True(log.Records.Count >= _original.Records.Count - LargestBatch() * 6, $"{length} bytes at {at}: {log.Records.Count} records");
            AssertOnlyLost(log, at);
        }
    }

    [Fact]
    public void Noise_between_chunks_is_passed_over()
    {
        byte[] noise = new byte[5000];
        new Random(3).NextBytes(noise);
        int at = SecondChunk();
        var (log, notices) = Play([.. _whole.AsSpan(0, at), .. noise, .. ChunkHeader.Mark, .. noise, .. _whole.AsSpan(at)]);

        Assert.Equal(_original.Records, log.Records);
        Assert.Equal(["damaged: 0 chunks with 0 details lost, 10,008 bytes in 1 places passed over; counts are right again 10 s later at most"], notices);
    }

    [Fact]
    public void The_counts_are_right_again_at_the_next_key_batch()
    {
        using var reader = new ChunkReader(new MemoryStream(_whole));
        var lost = new List<(long At, int Size)>();
        while (reader.Next())
        {
            if (reader.Header is { Kind: ChunkKind.Batch, Flags: var flags } && (flags & ChunkFlags.Key) == 0 && lost.Count < 5)
            {
                lost.Add((reader.Offset, ChunkHeader.Size + (int)reader.Header.StoredLength));
            }
        }

        byte[] damaged = [.. _whole];
        foreach (var (at, size) in lost)
        {
            damaged.AsSpan((int)at + ChunkHeader.Size, size - ChunkHeader.Size).Fill(0x55);
        }

        var (log, notices) = Play(damaged);

        Assert.StartsWith($"damaged: {lost.Count} chunks with ", Assert.Single(notices), StringComparison.Ordinal);
        Assert.Equal((ulong)(_original.Records.Count - log.Records.Count), log.Losses.Lost);
        Assert.Equal(_original.Losses.Delivered, log.Losses.Delivered + log.Losses.Lost);
        foreach (var (expected, actual) in _original.Tallies.Threads.ToArray().Zip(log.Tallies.Threads.ToArray()))
        {
            Assert.Equal(((ReadOnlySpan<ulong>)expected.Hits).ToArray(), ((ReadOnlySpan<ulong>)actual.Hits).ToArray());
        }
    }

    [Fact]
    public void Two_files_one_behind_the_other_are_two_sessions()
    {
        var (log, notices) = Play([.. _whole, .. _whole]);

        Assert.Equal(_original.Records.Count * 2, log.Records.Count);
        Assert.Equal(1, log.Discontinuities);
        Assert.StartsWith("time goes back in 1 places, by ", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_its_first_chunks_is_read_from_the_next_key_on()
    {
        int firstBatch = SecondChunk() * 2;
        var (log, notices) = Play(_whole.AsSpan(firstBatch + 1));

        Assert.InRange(log.Records.Count, 1, _original.Records.Count / 2);
        Assert.Equal(_original.Records.TakeLast(log.Records.Count), log.Records);
        Assert.Equal((ulong)(_original.Records.Count - log.Records.Count), log.Losses.Lost);
        Assert.Equal(_original.Names, log.Names);
        Assert.StartsWith("damaged: ", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_that_claim_more_than_there_is_are_walked_over_in_what_was_read_once()
    {
        byte[] claims = new byte[2000 * ChunkHeader.Size];
        for (int at = 0; at < claims.Length; at += ChunkHeader.Size)
        {
            new ChunkHeader(ChunkKind.Batch, ChunkFlags.None, 1, 1, ChunkHeader.MaxPayload, ChunkHeader.MaxPayload, 0).Write(claims.AsSpan(at));
        }

        var stream = new CountedReads();
        stream.Write(claims);
        stream.Position = 0;
        using var reader = new ChunkReader(stream);
        Assert.False(reader.Next());
        Assert.InRange(stream.Reads, 1, 4);

        // What is appended to a file that is followed is found all the same.
        stream.Write(_whole);
        stream.Position = claims.Length;
        Assert.True(reader.Next());
        Assert.Equal((ChunkKind.Session, (long)claims.Length), (reader.Header.Kind, reader.DamagedBytes));
    }

    [Fact]
    public void Noise_is_no_recording()
    {
        byte[] noise = new byte[100_000];
        new Random(5).NextBytes(noise);
        File.WriteAllBytes(_path, [.. ChunkHeader.Mark, .. noise]);

        var e = Assert.Throws<SourceException>(() => ReplaySource.Open(_path));
        Assert.Contains("is not a recording: no part of it is whole", e.Message, StringComparison.Ordinal);
    }

    /// <summary>What came out is the original without one or more stretches, in order.</summary>
    private void AssertOnlyLost(BatchLog log, int where)
    {
        int at = 0;
        foreach (byte[] record in log.Records)
        {
            while (at < _original.Records.Count && !_original.Records[at].AsSpan().SequenceEqual(record))
            {
                at++;
            }

            Assert.True(at++ < _original.Records.Count, $"damage at {where}: a record came out that was never put in");
        }
    }

    private int LargestBatch()
    {
        using var reader = new OvscapReader(new MemoryStream(_whole));
        var batch = new ProbeBatch();
        int largest = 0;
        while (reader.Read(batch))
        {
            largest = Math.Max(largest, batch.Records.Count);
        }

        return largest;
    }

    private int SecondChunk() => _whole.AsSpan(1).IndexOf(ChunkHeader.Mark) + 1;

    private sealed class CountedReads : MemoryStream
    {
        public int Reads { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Reads++;
            return base.Read(buffer, offset, count);
        }
    }

    private (BatchLog Log, IReadOnlyList<string> Notices) Play(ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(_path, content);
        try
        {
            using var source = ReplaySource.Open(_path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
            var log = new BatchLog(source);
            Assert.Null(log.Error);
            return (log, source.Info.Notices);
        }
        catch (SourceException e)
        {
            return (BatchLog.Empty, [e.Message + " no end mark"]);
        }
    }
}

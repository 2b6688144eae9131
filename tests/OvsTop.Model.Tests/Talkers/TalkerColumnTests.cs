using OvsTop.Model.Talkers;

namespace OvsTop.Model.Tests.Talkers;

/// <summary>The bounds of <see cref="TalkerColumn"/> against streams that were made to break them.</summary>
public sealed class TalkerColumnTests
{
    private const int C = TalkerColumn.Capacity;

    public static TheoryData<string> Streams() => ["distinct", "round robin", "late heavy", "climbing", "zipf", "sawtooth", "heavy between strangers"];

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_true_count_lies_within_the_bound(string name)
    {
        var truth = new Dictionary<ulong, ulong>();
        var column = new TalkerColumn(TalkerDimension.Source);
        ulong total = 0;
        foreach (var (who, count) in Stream(name))
        {
            truth[who] = truth.GetValueOrDefault(who) + count;
            total += count;
            column.Add(Key(who), count);
            column.Total = total;
        }

        AssertBounds(column, truth, total);
        Assert.True(column.Evicted > 0, "the stream must be larger than the table");
    }

    [Fact]
    public void Among_a_million_flows_the_ten_loudest_are_exact_and_all_others_within_the_bound()
    {
        const int Distinct = 1_000_000;
        var truth = new Dictionary<ulong, ulong>();
        var column = new TalkerColumn(TalkerDimension.Flow);
        var random = new Random(7);
        ulong total = 0;
        for (ulong stranger = 1_000_000; truth.Count < Distinct; stranger++)
        {
            // Every third upcall comes from a few thousand by Zipf's law, the rest from flows that never come again.
            ulong who = total % 3 == 0 ? (ulong)Math.Exp(random.NextDouble() * Math.Log(5000)) : stranger;
            truth[who] = truth.GetValueOrDefault(who) + 1;
            column.Add(Flow(who), 1);
            column.Total = ++total;
        }

        var loudest = truth.OrderByDescending(pair => pair.Value).Take(10).Select(pair => (Flow(pair.Key), pair.Value));
        Assert.Equal(loudest, column.Rows.ToArray().OrderByDescending(row => row.Count).Take(10).Select(row => (row.Key, row.Count)));
        foreach (ref readonly var row in column.Rows)
        {
            Assert.InRange(truth[row.Key.SourceLow], row.Count, row.Count + column.BoundOf(row));
        }

        Assert.InRange(column.Floor, 1UL, total * 4 / 3 / C);
        Assert.Equal(total, column.Sum + column.Other);
        Assert.All(truth.Where(pair => pair.Value > column.Floor), pair => Assert.True(column.IndexOf(Flow(pair.Key)) >= 0));
    }

    [Fact]
    public void Rows_are_exact_while_there_is_room()
    {
        var column = new TalkerColumn(TalkerDimension.Source);
        for (int i = 0; i < C * 3; i++)
        {
            column.Add(Key((ulong)(i % C)), 1);
        }

        Assert.Equal((C, 0UL, 0UL), (column.Count, column.Floor, column.Evicted));
        Assert.All(column.Rows.ToArray(), row => Assert.Equal((3UL, 0UL), (row.Count, column.BoundOf(row))));
    }

    [Fact]
    public void Who_causes_more_than_the_floor_is_in_the_table()
    {
        var column = new TalkerColumn(TalkerDimension.Source);
        for (int i = 0; i < C * 50; i++)
        {
            column.Add(Key((ulong)i), 1);
            if (i % 100 == 99)
            {
                column.Add(Key(ulong.MaxValue), 1);
            }
        }

        int at = column.IndexOf(Key(ulong.MaxValue));
        Assert.True(at >= 0);
        Assert.InRange(column.Rows[at].Count + column.Rows[at].Before, C / 2ul, C / 2ul + column.Floor);
    }

    [Fact]
    public void What_reached_no_row_is_in_other_and_in_every_bound()
    {
        var column = new TalkerColumn(TalkerDimension.Source);
        column.Add(Key(1), 10);
        column.Total = 17;
        column.Missed = 5;
        Assert.Equal((7UL, 5UL), (column.Other, column.BoundOf(column.Rows[0])));
    }

    [Fact]
    public void A_copy_is_equal_and_independent()
    {
        var column = new TalkerColumn(TalkerDimension.Source);
        foreach (var (who, count) in Stream("zipf"))
        {
            column.Add(Key(who), count);
        }

        var copy = new TalkerColumn(TalkerDimension.Flow);
        copy.CopyFrom(column);
        Assert.Equal(column.Rows.ToArray(), copy.Rows.ToArray());
        Assert.Equal((column.Sum, column.Floor, column.Dimension), (copy.Sum, copy.Floor, copy.Dimension));
        copy.Add(Key(ulong.MaxValue), 7);
        Assert.Equal(-1, column.IndexOf(Key(ulong.MaxValue)));
        Assert.All(column.Rows.ToArray(), row => Assert.True(copy.IndexOf(row.Key) >= 0 || column.Count == C));
    }

    [Fact]
    public void Counting_allocates_nothing_once_the_table_has_grown()
    {
        var column = new TalkerColumn(TalkerDimension.Source);
        for (ulong i = 0; i < C * 2; i++)
        {
            column.Add(Key(i), 1);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong i = 0; i < C * 8; i++)
        {
            column.Add(Key(i * 7), 1);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_dimension_that_comes_again_begins_at_zero()
    {
        var table = new TalkerTable { Dimensions = TalkerDimensions.All };
        var key = new TalkerKey(TalkerDimension.CtState, TalkerKind.Number, 33);
        table.Add(key, 4);
        table.Dimensions = TalkerDimensions.InPort;
        Assert.Null(table.Find(TalkerDimension.CtState));
        table.Add(key, 4);
        table.Dimensions = TalkerDimensions.All;
        Assert.Equal(0, table.Find(TalkerDimension.CtState)!.Count);
    }

    private static void AssertBounds(TalkerColumn column, Dictionary<ulong, ulong> truth, ulong total)
    {
        ulong sum = 0;
        foreach (ref readonly var row in column.Rows)
        {
            ulong count = truth[row.Key.SourceLow];
            Assert.True(row.Count <= count && count <= row.Count + column.BoundOf(row), $"{row.Key.SourceLow}: {count} is not in {row.Count} + {column.BoundOf(row)}");
            sum += row.Count;
        }

        Assert.Equal((sum, total), (column.Sum, column.Sum + column.Other));
        Assert.True(column.Floor * 3 * C <= total * 4, $"a floor of {column.Floor} is more than 4/3 of {total} / {C}");
        foreach (var (who, count) in truth)
        {
            Assert.True(count <= column.Floor || column.IndexOf(Key(who)) >= 0, $"{who} went with {count}, more than {column.Floor}");
        }
    }

    private static IEnumerable<(ulong Who, ulong Count)> Stream(string name)
    {
        var random = new Random(5);
        for (int i = 0; i < C * 12; i++)
        {
            ulong n = (ulong)i;
            yield return name switch
            {
                // Nobody comes twice.
                "distinct" => (n, 1),

                // Everybody was just put out when they come again.
                "round robin" => (n % (C + 1), 1),

                // The loudest comes when the table is full of others.
                "late heavy" => (i > C * 8 && i % 3 == 0 ? ulong.MaxValue : n, 1),

                // Whoever comes has just a little more than all before.
                "climbing" => (n, n / C + 1),
                "zipf" => ((ulong)Math.Exp(random.NextDouble() * Math.Log(C * 20)), 1),

                // Enough for the table, then as many new ones, again and again.
                "sawtooth" => (n / C % 2 == 0 ? n % C : n, (ulong)(i % 5 + 1)),
                _ => (i % 2 == 0 ? n % 50 : n + 1000, i % 2 == 0 ? 3u : 1u),
            };
        }
    }

    private static TalkerKey Flow(ulong who) => new(TalkerDimension.Flow, TalkerKind.Ipv4, 17, (uint)(who % 60000) << 16 | 443, who, 1);

    private static TalkerKey Key(ulong who) => new(TalkerDimension.Source, TalkerKind.Ipv6, 0, 0, who, 0);
}

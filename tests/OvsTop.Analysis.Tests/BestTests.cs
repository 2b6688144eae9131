using OvsTop.Analysis.Aggregators;

namespace OvsTop.Analysis.Tests;

public sealed class BestTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(5, 5)]
    [InlineData(1000, 0)]
    [InlineData(1000, 1)]
    [InlineData(1000, 100)]
    [InlineData(1000, 999)]
    public void The_first_are_those_of_a_full_sort_in_its_order_and_none_is_lost(int items, int count)
    {
        var random = new Random(items + count);
        int[] values = [.. Enumerable.Range(0, items).Select(_ => random.Next(50))];
        int[] order = [.. Enumerable.Range(0, items)];
        Comparison<int> better = (a, b) => values[b] != values[a] ? values[b].CompareTo(values[a]) : a.CompareTo(b);
        int[] sorted = [.. order];
        Array.Sort(sorted, better);

        int found = Best.First(order, count, better);

        Assert.Equal(Math.Min(count, items), found);
        Assert.Equal(sorted[..found], order[..found]);
        Assert.Equal(Enumerable.Range(0, items), order.Order());
    }
}

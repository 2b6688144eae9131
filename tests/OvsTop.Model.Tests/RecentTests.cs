using OvsTop.Model.Filters.Details;

namespace OvsTop.Model.Tests;

public sealed class RecentTests
{
    private readonly Recent<int> _recent = new(8);

    [Fact]
    public void What_was_added_last_is_there_and_memory_is_bounded()
    {
        for (int key = 0; key < 1000; key++)
        {
            _recent.Add(key, (ulong)key);
            Assert.True(_recent.Count <= 8);
        }

        Assert.All(Enumerable.Range(996, 4), key => Assert.True(_recent.TryGet(key, out ulong timeNs) && timeNs == (ulong)key));
        Assert.False(_recent.TryGet(900, out _));
    }

    [Fact]
    public void A_key_that_is_seen_again_and_again_stays()
    {
        for (int key = 1; key < 100; key++)
        {
            _recent.Add(0, (ulong)key);
            _recent.Add(key, (ulong)key);
        }

        Assert.True(_recent.TryGet(0, out ulong timeNs));
        Assert.Equal(99UL, timeNs);
    }
}

using OvsTop.Analysis.Traces;
using OvsTop.Model.Filters;
using static OvsTop.Analysis.Tests.Traces.TraceScript;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>A filter that comes later still finds what was remembered before it.</summary>
public sealed class FilteredTakeTests
{
    private readonly TraceScript _script = new(new TraceOptions { Shown = 4 });

    public FilteredTakeTests()
    {
        for (uint number = 1; number <= 20; number++)
        {
            _script.Wait(1000).Round(1, Tcp(number), 0, Output(3), inPort: number == 2 ? 7u : Port);
        }
    }

    [Fact]
    public void Without_a_filter_the_newest_are_taken()
    {
        var snapshot = _script.Take();
        Assert.Equal([20, 19, 18, 17], snapshot.Packets.Select(packet => packet.Number));
        Assert.Equal(4, snapshot.Looked);
    }

    [Theory]
    [InlineData("in_port=7", new long[] { 2 }, 20)]
    [InlineData("udp", new long[0], 20)]
    [InlineData("tcp and verdict=drop", new long[] { 20, 19, 18, 17 }, 4)]
    [InlineData("in_port=7 and verdict=drop", new long[] { 2 }, 20)]
    public void With_one_the_newest_that_may_match_are_and_it_is_said_how_far_was_looked(string filter, long[] numbers, long looked)
    {
        _script.Engine.Complete();
        var snapshot = _script.Engine.Take(tid => $"handler{tid}", new PacketFilter(FilterCompiler.Compile(Filter.Parse(filter).Filter!), port => $"{port}"));
        Assert.Equal(numbers, snapshot.Packets.Select(packet => packet.Number));
        Assert.Equal(looked, snapshot.Looked);
    }
}

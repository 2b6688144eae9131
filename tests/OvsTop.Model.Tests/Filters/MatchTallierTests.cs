using OvsTop.Model.Events;
using OvsTop.Model.Filters.Details;

namespace OvsTop.Model.Tests.Filters;

public sealed class MatchTallierTests
{
    [Theory]
    [InlineData(ProbeTable.Slots)]
    [InlineData(200)]
    public void An_event_of_a_probe_of_a_newer_ovstop_is_in_no_count(int probe)
    {
        var tallier = new MatchTallier();
        tallier.Add(new EventHeader { Probe = ProbeId.RecvUpcall, Tid = 7 }, "handler1");
        tallier.Add(new EventHeader { Probe = (ProbeId)probe, Tid = 7 }, "handler1");
        Assert.Equal(1UL, tallier.Table.Hits(ProbeId.RecvUpcall));
    }
}

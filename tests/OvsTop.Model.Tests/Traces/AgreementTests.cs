using OvsTop.Model.Traces;

namespace OvsTop.Model.Tests.Traces;

public sealed class AgreementTests
{
    [Theory]
    [InlineData("ct(zone=1),recirc(0x3)", "ct(zone=1),recirc(0x3)", Agreement.Same)]
    [InlineData("ct(zone=1),recirc(0x3)", "ct(zone=1),recirc(0x1f)", Agreement.Ids)]
    [InlineData("clone(ct(zone=1),recirc(0x3)),recirc(0x4)", "clone(ct(zone=1),recirc(0x5)),recirc(0x6)", Agreement.Ids)]
    [InlineData("ct(zone=1),recirc(0x3)", "ct(zone=2),recirc(0x3)", Agreement.Different)]
    [InlineData("drop", "3", Agreement.Different)]
    [InlineData(null, "3", Agreement.None)]
    [InlineData("3", null, Agreement.None)]
    public void Actions_are_compared_with_and_without_recirculation_ids(string? real, string? replayed, Agreement expected) =>
        Assert.Equal(expected, ActionAgreement.Grade(real, replayed));

    [Fact]
    public void What_a_trace_never_has_does_not_count() => Assert.Equal(
        Agreement.Same,
        ActionAgreement.Grade(
            "userspace(pid=3041201,controller(reason=1,dont_send=0,continuation=0,recirc_id=77,rule_cookie=0x72,controller_id=0,max_len=65535)),3",
            "userspace(pid=0,controller(reason=1,dont_send=1,continuation=0,recirc_id=9676,rule_cookie=0x72,controller_id=0,max_len=65535)),3"));

    [Theory]
    [InlineData("no recirculation data for recirc_id 0x5", TraceRefusal.Expired)]
    [InlineData("ovs-netdev: unknown bridge", TraceRefusal.KeyNotTaken)]
    [InlineData("Cannot find the datapath", TraceRefusal.NoDatapath)]
    [InlineData("no OpenFlow port for datapath port 99", TraceRefusal.NoPort)]
    [InlineData("something new", TraceRefusal.Other)]
    public void Errors_are_told_apart(string error, TraceRefusal expected) => Assert.Equal(expected, TraceRefusals.Of(error));

    [Fact]
    public void A_context_that_went_while_the_round_was_traced_has_expired()
    {
        var reply = TraceText.Parse(
            "Flow: ip\n\nbridge(\"br0\")\n-------------\n     >>>> Recirculation context not found for ID 5 <<<<\n\n" +
            "Final flow: unchanged\nMegaflow: ip\nDatapath actions: drop\nTranslation failed (No recirculation context), packet is dropped.\n")!;
        Assert.Equal(TraceRefusal.Expired, TraceRefusals.Of(reply));
        Assert.Equal(TraceNodeKind.Error, Assert.Single(reply.Nodes[0].Children).Kind);
    }
}

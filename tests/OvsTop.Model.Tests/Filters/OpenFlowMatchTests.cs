using OvsTop.Model.Filters;

namespace OvsTop.Model.Tests.Filters;

public sealed class OpenFlowMatchTests
{
    [Theory]
    [InlineData("tcp,nw_dst=10.1.0.0/16,tp_dst=443", "tcp,nw_dst=10.1.0.0/16,tp_dst=443")]
    [InlineData("in_port=3,tcp and not ct_state=+est", "tcp")]
    [InlineData("tcp or udp", "")]
    [InlineData("udp and (tp_dst=53 or tp_dst=54) and recirc_id=0 and verdict=drop", "udp")]
    [InlineData("ip and len>1400", "ip")]
    public void What_ovs_ofctl_could_read_of_a_conjunction_is_left(string filter, string match) =>
        Assert.Equal(match, OpenFlowMatch.Of(Filter.Parse(filter).Filter!));

    [Fact]
    public void Everything_is_no_match() => Assert.Equal("", OpenFlowMatch.Of(Filter.Everything));
}

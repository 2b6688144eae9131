using OvsTop.Model.Filters;

namespace OvsTop.Model.Tests.Filters;

public sealed class FilterExplainerTests
{
    [Theory]
    [InlineData("", "filter   (empty: every upcall)")]
    [InlineData("tcp && tp_dst==80", "filter   tcp,tp_dst=80", "kernel   tcp", "kernel   tp_dst=80")]
    [InlineData(
        "nw_dst=10.1.0.100 and verdict=drop and in_port=gone",
        "filter   nw_dst=10.1.0.100,verdict=drop,in_port=gone",
        "implied  ip and nw_dst=10.1.0.100,verdict=drop,in_port=gone",
        "         nw_dst needs ip",
        "doubt    there is no port gone now",
        "kernel   nw_dst=10.1.0.100",
        "kernel   in_port=gone",
        "here     verdict=drop: verdict is known with the result")]
    [InlineData(
        "tcp,udp or table=5",
        "filter   tcp,udp or table=5",
        "doubt    udp: no packet can match this beside the rest; for either write or between them",
        "here     tcp,udp or table=5: table is known with the result",
        "cost     the kernel cannot stop anything: every upcall is copied to user space")]
    public void A_filter_is_explained(string text, params string[] lines)
    {
        var result = Filter.Parse(text);

        Assert.Equal(lines, FilterExplainer.Explain(result, FilterCompiler.Compile(result.Filter!, _ => null)));
    }
}

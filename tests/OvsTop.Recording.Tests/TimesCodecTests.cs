using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Tests;

public sealed class TimesCodecTests
{
    [Fact]
    public void Attached_times_are_read_as_they_were_written()
    {
        var times = Times(5_000, on: 1u << (int)ProbeId.RecvUpcall, (ProbeId.RecvUpcall, 4_000), (ProbeId.FlowResult, 700));
        var sink = new ByteSink();
        new TimesCodec().Encode(times, sink);
        var table = new TallyTable();
        var source = new ByteSource(sink.Written);
        Assert.True(TimesCodec.TryDecode(ref source, table));
        Assert.Equal(times.Ns.ToArray(), table.AttachedNs!.Ns.ToArray());
        Assert.Equal(4_500UL, table.AttachedNs.At(ProbeId.RecvUpcall, 5_500));
        Assert.Equal(700UL, table.AttachedNs.At(ProbeId.FlowResult, 5_500));
    }

    [Fact]
    public void Only_what_was_attached_or_detached_is_news()
    {
        var codec = new TimesCodec();
        uint on = 1u << (int)ProbeId.RecvUpcall;
        var first = Times(5_000, on, (ProbeId.RecvUpcall, 4_000), (ProbeId.FlowResult, 700));
        Assert.True(codec.IsNews(first, key: false));
        codec.Encode(first, new ByteSink());
        var goesOn = Times(6_000, on, (ProbeId.RecvUpcall, 5_000), (ProbeId.FlowResult, 700));
        Assert.False(codec.IsNews(goesOn, key: false));
        Assert.True(codec.IsNews(goesOn, key: true));
        Assert.True(codec.IsNews(Times(6_000, on, (ProbeId.RecvUpcall, 4_900), (ProbeId.FlowResult, 700)), key: false));
        Assert.True(codec.IsNews(Times(6_000, 0, (ProbeId.RecvUpcall, 5_000), (ProbeId.FlowResult, 700)), key: false));
    }

    [Fact]
    public void Damaged_times_are_refused()
    {
        var sink = new ByteSink();
        new TimesCodec().Encode(Times(5_000, 1, (ProbeId.RecvUpcall, 4_000)), sink);
        var source = new ByteSource(sink.Written[..^1]);
        Assert.False(TimesCodec.TryDecode(ref source, new TallyTable()));
    }

    private static ProbeTimes Times(ulong timeNs, uint on, params (ProbeId Probe, ulong Ns)[] attached)
    {
        var times = new ProbeTimes { TimeNs = timeNs, On = on };
        foreach (var (probe, ns) in attached)
        {
            times[probe] = ns;
        }

        return times;
    }
}

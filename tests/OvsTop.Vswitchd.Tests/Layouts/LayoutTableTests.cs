using System.Globalization;
using OvsTop.Vswitchd.Layouts;
using OvsTop.Vswitchd.Replies;

namespace OvsTop.Vswitchd.Tests.Layouts;

public sealed class LayoutTableTests
{
    [Theory]
    [InlineData("2.16.9", null)]
    [InlineData("2.17.0", "L0")]
    [InlineData("2.17.5", "L0")]
    [InlineData("2.17.6", "L1")]
    [InlineData("2.17.11", "L1")]
    [InlineData("2.17.12", "L2")]
    [InlineData("3.0.3", "L0")]
    [InlineData("3.0.4", "L1")]
    [InlineData("3.0.8", "L2")]
    [InlineData("3.1.0", "L0")]
    [InlineData("3.1.1", "L1")]
    [InlineData("3.1.6", "L2")]
    [InlineData("3.2.0", "L1")]
    [InlineData("3.2.4", "L2")]
    [InlineData("3.3.2", "L1")]
    [InlineData("3.3.3", "L2")]
    [InlineData("3.4.0", "L1")]
    [InlineData("3.4.1", "L2")]
    [InlineData("3.5.0", "L2")]
    [InlineData("4.0.90", "L2")]
    public void A_release_has_the_layout_its_sources_have(string text, string? layout)
    {
        Assert.True(OvsVersion.TryParse(text, out var version));

        Assert.Equal(layout, LayoutTable.Expected(version)?.Name);
    }

    [Fact]
    public void A_layout_is_recognised_by_where_the_key_and_the_mask_are()
    {
        Assert.Same(LayoutTable.L0, LayoutTable.FromKeyPointer(208, 848));
        Assert.Same(LayoutTable.L1, LayoutTable.FromKeyPointer(216, 856));
        Assert.Same(LayoutTable.L2, LayoutTable.FromKeyPointer(224, 864));
        Assert.Null(LayoutTable.FromKeyPointer(224, 856));
        Assert.Null(LayoutTable.FromKeyPointer(-8, 632));
    }

    [Fact]
    public void Every_offset_is_the_one_measured_in_the_builds()
    {
        int compared = 0;
        foreach (string line in TestData.Read("struct-layouts-x86_64.txt").Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 4 || words[2] is not ("udpif_key" or "udpif") || !OvsVersion.TryParse(words[0].TrimStart('v'), out var version)) continue;
            var measured = words.Skip(4).Select(w => w.Split('@')).ToDictionary(p => p[0], p => int.Parse(p[1], CultureInfo.InvariantCulture));
            foreach (var (name, offset) in words[2] == "udpif" ? Udpif() : Ukey(LayoutTable.Expected(version)!))
            {
                Assert.Equal((words[0], name, measured[name]), (words[0], name, offset));
                compared++;
            }

            if (words[2] == "udpif_key") Assert.Equal(words[3], $"size={LayoutTable.Expected(version)!.Size}");
        }

        Assert.True(compared > 200, $"{compared} offsets were compared");
    }

    private static (string Name, int Offset)[] Ukey(UkeyLayout layout) =>
    [
        ("key", UkeyLayout.Key), ("key_len", UkeyLayout.KeyLength), ("mask", UkeyLayout.Mask), ("mask_len", UkeyLayout.MaskLength),
        ("ufid", UkeyLayout.Ufid), ("ufid_present", UkeyLayout.UfidPresent), ("pmd_id", UkeyLayout.PmdId), ("stats", UkeyLayout.Packets),
        ("created", layout.Created), ("dump_seq", layout.DumpSeq), ("reval_seq", layout.RevalSeq), ("state", layout.State),
        ("actions", layout.Actions), ("xcache", layout.XlateCache), ("keybuf", layout.KeyBuffer), ("maskbuf", layout.MaskBuffer),
        ("maskbuf", layout.KeyBuffer + UkeyLayout.BufferLength),
    ];

    private static (string Name, int Offset)[] Udpif() =>
    [
        ("dpif", UdpifLayout.Dpif), ("n_handlers", UdpifLayout.Handlers), ("n_revalidators", UdpifLayout.Revalidators),
        ("dump_duration", UdpifLayout.DumpDurationMs), ("max_n_flows", UdpifLayout.MaxFlows), ("avg_n_flows", UdpifLayout.AverageFlows),
        ("flow_limit", UdpifLayout.FlowLimit), ("n_flows", UdpifLayout.Flows),
    ];
}

using static OvsTop.Model.Tests.Flows.Attributes;

namespace OvsTop.Model.Tests.Flows;

public sealed class ActionFormatterTests
{
    private static readonly byte[] Output = Of(ActionAttr.Output, U32(3));

    [Theory]
    [InlineData("", "drop", -1)]
    [InlineData("0800010003000000", "3", -1)]
    [InlineData("0600010003000000", "bad length 2, expected 4 for: action1(03 00)", 0)]
    [InlineData("0800630001020304", "bad length 4, expected -1 for: action99(01 02 03 04)", 0)]
    [InlineData("08000100030000000400", "3,***2 leftover bytes*** (0400)", 8)]
    [InlineData("0800060004000100", "sample(error)", 0)]
    [InlineData("08000c0004000300", "ct(error)", 0)]
    public void Odd_bytes_are_written_as_dpctl_writes_them(string hex, string expected, int malformed)
    {
        var sink = new TextSink();
        Assert.Equal(malformed, ActionFormatter.Format(sink, Hex(hex), ActionNumbering.Since34));
        Assert.Equal(expected, sink.ToString());
    }

    [Fact]
    public void The_numbers_above_22_depend_on_the_version()
    {
        byte[] number24 = Of(24, U32(7)), number25 = Of(25, U32(7));
        Assert.Equal("drop", ActionFormatter.ToText(number24, ActionNumbering.For(new Version(3, 4))));
        Assert.Equal("tnl_pop(7)", ActionFormatter.ToText(number24, ActionNumbering.For(new Version(3, 3, 9))));
        Assert.Equal("drop", ActionFormatter.ToText(number25, ActionNumbering.For(new Version(2, 17))));
        Assert.Equal("lb_output(7)", ActionFormatter.ToText(Of(26, U32(7)), ActionNumbering.UpTo33));
        Assert.Equal("lb_output(7)", ActionFormatter.ToText(Of(28, U32(7)), ActionNumbering.For(new Version(4, 0, 90))));
        Assert.Equal("psample(group=7,cookie=0x102)", ActionFormatter.ToText(Of(25, Of(1, U32(7)), Of(2, [1, 2])), ActionNumbering.Since34));
    }

    [Theory]
    [InlineData("2.17", "2.17-3.3")]
    [InlineData("3.3", "2.17-3.3")]
    [InlineData("3.4", "3.4+")]
    [InlineData("4.0.90", "3.4+")]
    public void A_version_selects_its_numbering(string version, string name)
    {
        Assert.True(ActionNumbering.TryParse(version, out var numbering));
        Assert.Equal(name, numbering.Name);
        Assert.False(ActionNumbering.TryParse("three", out _));
    }

    [Fact]
    public void Wire_numbers_and_meanings_are_each_others_reverse()
    {
        foreach (var numbering in new[] { ActionNumbering.UpTo33, ActionNumbering.Since34 })
        {
            for (int wire = 1; wire <= 28; wire++)
            {
                var action = numbering.FromWire(wire);
                Assert.True(action == ActionAttr.Unknown || numbering.ToWire(action) == wire);
            }
        }

        Assert.Equal(-1, ActionNumbering.UpTo33.ToWire(ActionAttr.Psample));
        Assert.Equal(ActionAttr.Unknown, ActionNumbering.UpTo33.FromWire(27));
    }

    [Fact]
    public void A_slow_path_cookie_names_its_reasons()
    {
        byte[] cookie = new byte[48];
        (cookie[0], cookie[28]) = (2, 0x60);
        byte[] action = Of(ActionAttr.Userspace, Of(1, U32(99)), Of(2, cookie), Of(4));
        Assert.Equal("userspace(pid=99,slow_path(action,match),actions)", ActionFormatter.ToText(action, ActionNumbering.Since34));
        cookie[0] = 9;
        action = Of(ActionAttr.Userspace, Of(1, U32(99)), Of(2, [0xab, 0xcd]));
        Assert.Equal("userspace(pid=99,userdata(abcd))", ActionFormatter.ToText(action, ActionNumbering.Since34));
    }

    [Fact]
    public void Recirculation_ids_and_ports_are_collected_through_nesting()
    {
        byte[] list = Join(Of(ActionAttr.Recirc, U32(4)), Output);
        byte[] actions = Join(
            Output,
            Of(ActionAttr.Clone, Of(ActionAttr.Recirc, U32(1)), Of(ActionAttr.Sample, Of(1, U32(5)), Of(2, Of(ActionAttr.Recirc, U32(2))))),
            Of(ActionAttr.CheckPacketLength, Of(1, U16(1500)), Of(2, Of(ActionAttr.Recirc, U32(3)), Of(ActionAttr.Output, U32(9))), Of(3, list)),
            Of(23, Of(1, Of(ActionAttr.Recirc, U32(5)))),
            Of(ActionAttr.Recirc, U32(1)));
        var ids = new List<uint>();
        ActionReader.CollectRecircIds(actions, ActionNumbering.Since34, ids);
        Assert.Equal([1u, 2, 3, 4, 5], ids);
        var ports = new List<uint>();
        ActionReader.CollectPorts(actions, ActionNumbering.Since34, ports);
        Assert.Equal([3u, 9], ports);
    }

    [Theory]
    [InlineData("nosuch", 0, "unknown action or port \"nosuch\"")]
    [InlineData("1,teleport(3)", 2, "unknown action \"teleport\"")]
    [InlineData("ct(zone=70000)", 8, "number above 65535")]
    [InlineData("clone(1,2", 9, "expected \")\"")]
    [InlineData("psample(group=1)", 8, "Open vSwitch 2.17-3.3 has no such action")]
    public void A_fault_in_actions_is_named_with_its_place(string text, int offset, string message)
    {
        Assert.False(ActionParser.TryParse(text, ActionNumbering.UpTo33, null, new(), out var error));
        Assert.Equal(new TextError(offset, message), error);
    }

    [Fact]
    public void Hexadecimal_digits_are_decoded_as_dpctl_prints_them()
    {
        Assert.True(FlowHex.TryActions("0x0800 0100 03000000", ActionNumbering.Since34, null, out var actions, out _));
        Assert.Equal("3", actions!.ToString());
        Assert.True(FlowHex.TryKey("08:00:14:00:01:00:00:00 05", "", KeyStyle.Verbose, null, out var key, out _));
        Assert.Equal("recirc_id(0x1),***1 leftover bytes*** (05) (malformed at offset 8)", key!.ToString());
        Assert.False(FlowHex.TryKey("0800x4", "", KeyStyle.Verbose, null, out _, out var error));
        Assert.Equal(new TextError(4, "expected a hexadecimal digit"), error);
        Assert.False(FlowHex.TryKey("080", "", KeyStyle.Verbose, null, out _, out error));
        Assert.Equal("column 4: a byte has two hexadecimal digits, the last one is missing", error!.ToString());
    }
}

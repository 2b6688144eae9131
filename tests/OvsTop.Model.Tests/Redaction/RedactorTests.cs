using System.Net;
using System.Numerics;
using OvsTop.Model.Redaction;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Tests.Redaction;

public sealed class RedactorTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private readonly Redactor _redactor = new(Key);

    public void Dispose() => _redactor.Dispose();

    [Fact]
    public void The_same_key_gives_the_same_pseudonyms_and_another_one_others()
    {
        using var again = new Redactor(Key);
        using var other = new Redactor();
        Assert.Equal(Ip(_redactor, "10.1.2.3"), Ip(again, "10.1.2.3"));
        Assert.NotEqual(Ip(_redactor, "2001:db8::17"), Ip(other, "2001:db8::17"));
        Assert.Equal(_redactor.Name("vm-42"), again.Name("vm-42"));
        Assert.NotEqual(_redactor.Name("vm-42"), other.Name("vm-42"));
    }

    [Fact]
    public void Common_prefixes_stay_as_long_as_they_are()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            // Two unicast addresses that differ first in some bit behind the class.
            uint first = (uint)random.NextInt64(1L << 30, 0x7effffff), second = first ^ (uint)random.NextInt64(1, 1L << random.Next(1, 31));
            if (second >> 24 is 0 or 127)
            {
                continue;
            }

            Assert.Equal(BitOperations.LeadingZeroCount(first ^ second), BitOperations.LeadingZeroCount(Mapped(first) ^ Mapped(second)));
        }
    }

    [Fact]
    public void No_two_addresses_of_a_subnet_share_a_pseudonym()
    {
        var mapped = Enumerable.Range(0, 1 << 16).Select(host => Mapped(0xac100000u + (uint)host)).ToHashSet();
        Assert.Equal(1 << 16, mapped.Count);
        Assert.Single(mapped.Select(address => address >> 16).Distinct());
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("224.0.0.251")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("ff02::fb")]
    [InlineData("ff02::1:2")]
    public void Addresses_that_say_nothing_stay(string address) => Assert.Equal(address, Ip(_redactor, address));

    [Theory]
    [InlineData("239.1.2.3", 4)]
    [InlineData("192.168.1.7", 3)]
    [InlineData("172.16.3.4", 2)]
    [InlineData("10.88.0.1", 1)]
    [InlineData("fe80::a8bb:ccff:fedd:eeff", 64)]
    [InlineData("ff02::1:ff12:3456", 104)]
    [InlineData("fd00:1:2::3", 8)]
    [InlineData("2001:db8:1::2", 3)]
    public void The_class_of_an_address_stays_and_the_rest_changes(string address, int kept)
    {
        byte[] before = IPAddress.Parse(address).GetAddressBytes(), after = IPAddress.Parse(Ip(_redactor, address)).GetAddressBytes();
        Assert.NotEqual(before, after);
        Assert.Equal(Bits(before)[..kept], Bits(after)[..kept]);
    }

    [Fact]
    public void A_mapped_address_has_the_pseudonym_of_what_it_maps() =>
        Assert.Equal("::ffff:" + Ip(_redactor, "10.88.0.1"), Ip(_redactor, "::ffff:10.88.0.1"));

    [Theory]
    [InlineData("ffffffffffff")]
    [InlineData("000000000000")]
    [InlineData("0180c200000e")]
    public void Group_addresses_of_the_link_stay(string mac) => Assert.Equal(mac, Mac(mac));

    [Theory]
    [InlineData("aa55aa550001", "aa55aa550002", 2)]
    [InlineData("333300000116", "3333ff123456", 16)]
    [InlineData("01005e010203", "01005e7fffff", 25)]
    public void Flags_and_common_parts_of_hardware_addresses_stay(string first, string second, int common)
    {
        byte[] a = Convert.FromHexString(Mac(first)), b = Convert.FromHexString(Mac(second));
        Assert.NotEqual(first, Mac(first));
        Assert.Equal(Convert.FromHexString(first)[0] & 3, a[0] & 3);
        Assert.Equal(Bits(a)[..common], Bits(b)[..common]);
        Assert.NotEqual(a, b);
    }

    [Theory]
    [InlineData("handler7")]
    [InlineData("revalidator12")]
    [InlineData("pmd-c03/id:9")]
    [InlineData("system@ovs-system")]
    [InlineData("swapper/0")]
    [InlineData("genev_sys_6081")]
    [InlineData("")]
    public void Names_that_Open_vSwitch_gives_stay(string name) => Assert.Equal(name, _redactor.Name(name));

    [Fact]
    public void Other_names_are_replaced()
    {
        Assert.Matches("^name-[0-9a-f]{6}$", _redactor.Name("vm-42"));
        Assert.Equal("netdev@" + _redactor.Name("customer-a"), _redactor.Name("netdev@customer-a"));
    }

    [Fact]
    public void Text_keeps_everything_but_addresses_and_names()
    {
        string text = TextRedactor.Redact(
            _redactor, "udp,nw_dst=10.1.2.0/24,tp_dst=53 from 10.1.2.3:80 on vm-42, not vm-421; aa:bb:cc:dd:ee:0f or 2001:db8::/32. OVS 4.0.90 at 14:02:54", ["vm-42"]);

        string subnet = Ip(_redactor, "10.1.2.0"), net6 = Ip(_redactor, "2001:db8::");
        byte[] prefix = [.. IPAddress.Parse(net6).GetAddressBytes().Take(4), .. new byte[12]];
        Assert.Equal(
            $"udp,nw_dst={subnet[..subnet.LastIndexOf('.')]}.0/24,tp_dst=53 from {Ip(_redactor, "10.1.2.3")}:80 on {_redactor.Name("vm-42")}, not vm-421; "
            + $"{string.Join(':', Mac("aabbccddee0f").Chunk(2).Select(pair => new string(pair)))} or {new IPAddress(prefix)}/32. OVS 4.0.90 at 14:02:54",
            text);
    }

    private static bool[] Bits(byte[] bytes) => [.. bytes.SelectMany(b => Enumerable.Range(0, 8).Select(i => (b >> (7 - i) & 1) != 0))];

    private static string Ip(Redactor redactor, string address)
    {
        byte[] bytes = IPAddress.Parse(address).GetAddressBytes();
        if (bytes.Length == 4)
        {
            redactor.Ipv4(bytes);
        }
        else
        {
            redactor.Ipv6(bytes);
        }

        return new IPAddress(bytes).ToString();
    }

    private uint Mapped(uint address)
    {
        byte[] bytes = new byte[4];
        WriteUInt32BigEndian(bytes, address);
        _redactor.Ipv4(bytes);
        return ReadUInt32BigEndian(bytes);
    }

    private string Mac(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        _redactor.Mac(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}

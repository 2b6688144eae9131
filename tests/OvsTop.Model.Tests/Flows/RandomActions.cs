using System.Globalization;

namespace OvsTop.Model.Tests.Flows;

/// <summary>Random action lists, as text in the form dpctl prints.</summary>
internal sealed class RandomActions(Random random)
{
    private static readonly string[] Addresses = ["10.0.0.1", "192.168.255.254", "0.0.0.1"];
    private static readonly string[] Addresses6 = ["::1", "fe80::1:2", "2001:db8::", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8"];

    public string List(ActionNumbering numbering, int depth = 0)
    {
        string[] actions = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => One(numbering, depth))];
        return actions is ["drop"] ? "drop" : string.Join(',', actions);
    }

    private string One(ActionNumbering numbering, int depth) => random.Next(depth < 4 ? 30 : 24) switch
    {
        0 => Number().ToString(CultureInfo.InvariantCulture),
        1 => $"recirc({Hex(Number())})",
        2 => $"trunc({Number()})",
        3 => $"meter({Number()})",
        4 => $"lb_output({Number()})",
        5 => random.Next(2) == 0 ? $"hash(l4({Number()}))" : $"hash(sym_l4({Number()}))",
        6 => "pop_vlan",
        7 => $"push_vlan({Maybe("tpid=0x88a8,")}vid={random.Next(4096)},pcp={random.Next(8)}{Maybe(",cfi=0")})",
        8 => $"push_mpls({Labels()},eth_type=0x8847)",
        9 => $"add_mpls({Labels()},eth_type=0x8848)",
        10 => "pop_mpls(eth_type=0x800)",
        11 => $"push_eth(src={Mac()},dst={Mac()})",
        12 => "pop_eth",
        13 => "ct_clear",
        14 => "pop_nsh()",
        15 => $"tnl_pop({Number()})",
        16 => Ct(),
        17 => $"userspace(pid={Number()}{Cookie()}{Maybe(",actions")}{Maybe($",tunnel_out_port={Number()}")})",
        18 => $"set(eth(src={Mac()}{Maybe("/ff:ff:ff:00:00:00")},dst={Mac()}))",
        19 => $"set(ipv4(src={Pick(Addresses)}{Maybe("/255.255.0.0")},ttl={random.Next(256)}))",
        20 => $"set(tunnel(tun_id=0x{Number():x},dst={Pick(Addresses)},ttl=64,tp_dst=4789,flags(df|key)))",
        21 => $"push_nsh(flags={random.Next(4)},ttl={random.Next(64)},mdtype=1,np=3,spi=0x{random.Next(0xffffff):x},si={random.Next(256)},c1=0x1,c2=0x{Number():x},c3=0x0,c4=0x4)",
        22 => $"tnl_push(tnl_port({Number()}),header(size=50,type=4,eth(dst={Mac()},src={Mac()},dl_type=0x0800),ipv4(src={Pick(Addresses)},dst={Pick(Addresses)},proto=17,tos=0,ttl=64,frag=0x4000),udp(src=0,dst=4789,csum=0x0),vxlan(flags=0x8000000,vni=0x{random.Next(0xffffff):x})),out_port({Number()}))",
        23 => "drop",
        24 => $"clone({List(numbering, depth + 1)})",
        25 => $"sample(sample={random.Next(1001) / 10.0:F1}%,actions({List(numbering, depth + 1)}))",
        26 => $"check_pkt_len(size={random.Next(65536)},gt({List(numbering, depth + 1)}),le({List(numbering, depth + 1)}))",
        27 when numbering == ActionNumbering.Since34 => $"dec_ttl(le_1({List(numbering, depth + 1)}))",
        28 when numbering == ActionNumbering.Since34 => $"psample(group={Number()},cookie={Hex((uint)random.Next(1, 1 << 30))})",
        _ => Number().ToString(CultureInfo.InvariantCulture),
    };

    private string Ct()
    {
        string[] parts =
        [
            .. Some("commit"), .. Some($"zone={random.Next(1, 65536)}"), .. Some($"mark={Hex(Number())}/{Hex(Number())}"),
            .. Some($"label={Hex(Number())}{Maybe("/0xff00000000000000000000000000")}"), .. Some("helper=ftp"), .. Some("timeout=ovs_tp_1_udp4"), .. Some(Nat()),
        ];
        return parts.Length == 0 ? "ct" : $"ct({string.Join(',', parts)})";
    }

    private string Nat() => random.Next(4) switch
    {
        0 => "nat",
        1 => $"nat({(random.Next(2) == 0 ? "src" : "dst")}{Maybe(",persistent,hash")})",
        2 => $"nat(src={Pick(Addresses)}{Maybe("-255.0.0.1")}:{random.Next(1, 1000)}{Maybe("-65535")}{Maybe(",random")})",
        _ => random.Next(2) == 0 ? $"nat(dst={Pick(Addresses6)})" : $"nat(dst=[{Pick(Addresses6)}]{Maybe("-[ffff::1]")}:80)",
    };

    private string Cookie() => random.Next(7) switch
    {
        0 => ",slow_path(" + Pick(["cfm", "bfd,lacp", "action,match", "0"]) + ")",
        1 => $",sFlow(vid={random.Next(4096)},pcp={random.Next(8)},output={Number()})",
        2 => $",flow_sample(probability={random.Next(65536)},collector_set_id={Number()},obs_domain_id=1,obs_point_id=2,output_port={Number()}{Pick(["", ",ingress", ",egress"])})",
        3 => $",ipfix(output_port={Number()})",
        4 => $",controller(reason=1,dont_send=0,continuation=1,recirc_id={Number()},rule_cookie={Hex(Number())},controller_id=3,max_len=65535)",
        5 => $",userdata({Number():x8}{Number():x8}01)",
        _ => "",
    };

    private string Labels() => $"label={random.Next(1 << 20)},tc={random.Next(8)},ttl={random.Next(256)},bos={random.Next(2)}";

    private string Mac() => string.Join(':', Enumerable.Range(0, 6).Select(_ => random.Next(256).ToString("x2", CultureInfo.InvariantCulture)));

    private uint Number() => random.Next(3) == 0 ? (uint)random.Next(4) : (uint)random.NextInt64(1L << 32);

    private static string Hex(uint value) => value == 0 ? "0" : $"0x{value:x}";

    private string Maybe(string text) => random.Next(2) == 0 ? text : "";

    private string[] Some(string text) => random.Next(2) == 0 ? [text] : [];

    private string Pick(string[] of) => of[random.Next(of.Length)];
}

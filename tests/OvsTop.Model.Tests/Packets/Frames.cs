namespace OvsTop.Model.Tests.Packets;

/// <summary>Packets built header by header.</summary>
internal static class Frames
{
    public const string Macs = "00163e000002" + "00163e000001";

    public static byte[] Hex(params string[] parts) => Convert.FromHexString(string.Concat(parts));

    public static string Ip4(int protocol, string payload, string fragment = "0000", string source = "0a000007", string destination = "0a010064") =>
        $"4500{20 + (payload.Length / 2):x4}0001{fragment}40{protocol:x2}0000{source}{destination}{payload}";

    public static string Ip6(int next, string payload) =>
        $"60000000{payload.Length / 2:x4}{next:x2}40fe80000000000000000000000000000120010db8000000000000000000000002{payload}";

    public static string Tcp(int flags, string payload = "") => $"15b3" + "0050" + "0000000100000002" + $"50{flags:x2}ffff00000000{payload}";

    public static string Udp(int source, int destination, string payload = "") =>
        $"{source:x4}{destination:x4}{8 + (payload.Length / 2):x4}0000{payload}";
}

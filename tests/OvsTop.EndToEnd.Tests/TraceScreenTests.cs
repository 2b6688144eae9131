using System.Text.Json;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>View 7 of the built program in a real terminal. ct2-one has five packets; #1 goes through three rounds, #2 is dropped.</summary>
public sealed class TraceScreenTests
{
    [TmuxTheory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    [InlineData(200, 50)]
    public void A_packet_is_found_by_its_end_and_opened(int width, int height)
    {
        using var terminal = Start(width, height);
        terminal.Press("/");
        terminal.Type("verdict=drop");
        terminal.WaitFor("1 of the last 5 match", "✗ drop");
        terminal.Press("/", "C-u", "Enter");
        terminal.WaitFor("filter none", " 5 packets ", "udp 10.88.0.1:40001");
        terminal.Press("G", "Enter");
        terminal.WaitFor("▾ R0 · first", "▾ R1 ═ exact", "no daemon to replay", "Life of flow  359d0d60 (R0)");
        terminal.Press("Enter");
        terminal.WaitFor("▸ R0 · first");
        terminal.Press("j");
        terminal.WaitFor("Life of flow  205a631a (R1)");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
        Assert.Equal("", terminal.Error);
    }

    [TmuxFact]
    public void Two_packets_are_compared_and_one_is_shown_in_bytes()
    {
        using var terminal = Start(120, 35);
        terminal.Press("G", "c");
        terminal.WaitFor("#1 is marked: select another packet and press c to compare");
        terminal.Press("k", "c");
        terminal.WaitFor("compared with #1", "the paths part at R1 ct_state: +new+trk ↔ +rel+rpl+trk");
        terminal.Press("Escape");
        terminal.WaitUntil(screen => !screen.Contains("compared with", StringComparison.Ordinal), "the list");
        terminal.Press("p");
        terminal.WaitFor("ICMP", "0000  02 00 00 00 00 0a 02 00");
        terminal.Press("o");
        terminal.WaitFor("a recording has no daemon that ofproto/trace could be asked of");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void Keys_and_commands_are_copied_and_packets_written()
    {
        using var terminal = Start(120, 35);
        terminal.TakeClipboard();
        terminal.Press("G", "y");
        terminal.WaitFor("written: ./ovstop-key-");
        string key = File.ReadAllText(Assert.Single(Directory.GetFiles(terminal.Folder, "ovstop-key-*.txt")));
        Assert.StartsWith("recirc_id(0),", key, StringComparison.Ordinal);
        Assert.Equal(key, terminal.Clipboard + "\n");
        terminal.Press("Y");
        terminal.WaitFor("written: ./ovstop-retis-", "retis collect -c skb,ovs --ovs-track -f");
        Assert.StartsWith("retis collect -c skb,ovs --ovs-track -f 'udp and ip src host 10.88.0.1", terminal.Clipboard, StringComparison.Ordinal);
        terminal.Press("w");
        terminal.WaitFor("written: ./ovstop-trace-1-", " and .json");
        using var json = JsonDocument.Parse(File.ReadAllText(Assert.Single(Directory.GetFiles(terminal.Folder, "ovstop-trace-1-*.json"))));
        Assert.Equal("exact", json.RootElement.GetProperty("rounds")[1].GetProperty("link").GetString());
        string text = Assert.Single(Directory.GetFiles(terminal.Folder, "ovstop-trace-1-*.txt"));
        var printed = OvsTopProgram.Run("trace", "--from", Captures.PathOf("ct2-one"), "--count", "1");
        Assert.Equal(WithoutLives(printed.Out), WithoutLives(File.ReadAllText(text)));
    }

    [TmuxFact]
    public void Packets_of_the_same_path_are_counted_and_opened_and_filtered_to()
    {
        using var terminal = Start(80, 24);
        terminal.Press("P");
        terminal.WaitFor("4 paths", "the newest of them");
        terminal.Press("Enter");
        terminal.WaitFor("one path, Esc all", "arp 10.88.0.2 is at");
        terminal.Press("Escape");
        terminal.WaitFor("4 paths");
        terminal.Press("Escape");
        // Escape and a letter at once would be Alt and the letter.
        terminal.WaitUntil(screen => !screen.Contains("4 paths", StringComparison.Ordinal), "the list of packets");
        terminal.Press("G", "f");
        // The recording stands at its end: it is played there again, and of what comes only one packet passes.
        terminal.WaitFor("1 packets", "1 of the last 1 match");
    }

    // What became of the flows is told as far as it is known by then.
    private static IEnumerable<string> WithoutLives(string text) => text.TrimEnd().Split('\n').Where(line => !line.StartsWith("    flow ", StringComparison.Ordinal));

    private static TmuxSession Start(int width, int height)
    {
        var terminal = TmuxSession.Start(width, height, "replay", Captures.PathOf("ct2-one"), "--speed", "100", "--view", "traces");
        terminal.WaitFor("○ ended", "5 packets", "udp 10.88.0.1:40001");
        return terminal;
    }
}

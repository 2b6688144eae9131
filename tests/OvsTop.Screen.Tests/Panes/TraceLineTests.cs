using System.Text;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Traces;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Panes.Traces;

namespace OvsTop.Screen.Tests.Panes;

public sealed class TraceLineTests
{
    [Theory]
    [InlineData("0,4,5", "0,4,5", "00 11 22")]
    [InlineData("0,4,5", "4,5", "0- 10 21")]
    [InlineData("5", "0,4,5", "-0 -1 02")]
    [InlineData("0,4", "0,6", "00 11")]
    [InlineData("0,4,9", "0,9", "00 1- 21")]
    [InlineData("0", "0,7", "00 -1")]
    [InlineData("0,0", "0", "00 1-")]
    public void Rounds_with_the_same_id_stand_beside_each_other(string left, string right, string pairs) =>
        Assert.Equal(pairs, string.Join(' ', Alignment.Of(Ids(left), Ids(right)).Select(pair => $"{Place(pair.Left)}{Place(pair.Right)}")));

    [Fact]
    public void A_key_is_taken_apart_into_fields_whatever_is_nested_in_it() => Assert.Equal(
        [
            ("recirc_id", "0x4"), ("tunnel tun_id", "0x2a"), ("tunnel src", "10.0.0.1"), ("tunnel geneve", "{class=0x102,type=0x80,len=4,0x1}"), ("tunnel flags", "(-df+csum)"),
            ("ct_tuple4 src", "10.0.0.7"), ("ct_tuple4 dst", "10.0.0.8"), ("eth_type", "0x0800"), ("odd", ""),
        ],
        KeyFields.Of("recirc_id(0x4),tunnel(tun_id=0x2a,src=10.0.0.1,geneve={class=0x102,type=0x80,len=4,0x1},flags=(-df+csum)),ct_tuple4(src=10.0.0.7,dst=10.0.0.8),eth_type(0x0800),odd"));

    [Theory]
    [InlineData("ct(zone=1),recirc(0x4)", "R0 –   recirc 0x0 only of #1; #99 handled by one of 2 flows  ✔ verified: the rebuilt key leads to 0x4")]
    [InlineData("drop", "R0 –   recirc 0x0 only of #1; #99 handled by one of 2 flows  ✗ not verified: the rebuilt key leads to no recirculation")]
    public void Of_a_round_that_the_other_packet_went_through_without_an_upcall_it_is_said_what_handled_that(string replayed, string text)
    {
        var marked = TraceSamples.Ct2.Packets[^1];
        var cached = new CachedRound { Number = -1, RecircId = 0, LeadsTo = 4, Flows = 2, Key = new byte[4] };
        var selected = marked with { Number = 99, Rounds = [marked.Rounds[1] with { Cached = [cached] }] };
        var replay = new RoundReplay { Reply = new TraceReply { Flow = "", Nodes = [], FinalFlow = "", Megaflow = "", DatapathActions = replayed } };
        var lines = CompareLines.Of(marked, selected, round => round == -1 ? replay : null, port => $"{port}");
        Assert.Contains(lines, line => line.Text == text);
        Assert.Contains(lines, line => line.Text == "R2 –   recirc 0x5 only of #1: cached flows handled the other, or it did not come here");
    }

    [Fact]
    public void Where_an_offline_trace_guesses_wrong_the_first_difference_is_said()
    {
        string wrong = TraceSamples.Reply.Replace("ct_state=new|trk,ct_zone=1", "ct_state=est|trk,ct_zone=1", StringComparison.Ordinal).Replace("cookie 0x21", "cookie 0x22", StringComparison.Ordinal);
        var udp = TraceSamples.Ct2.Packets[^1];
        var first = TraceSamples.Ct2.Replays[udp.Rounds[0].Number] with { Guesses = TraceText.ParseGuesses(wrong) };
        var lines = OfflineLines.Of(udp, round => round == udp.Rounds[0].Number ? first : TraceSamples.Ct2.Replays[round], isLive: true);
        Assert.Equal("≠  the paths part at R1 ct_state: +new+trk ↔ +est+trk", lines[0].Text);
        Assert.Contains(lines, line => line.Text.StartsWith("≠  tables", StringComparison.Ordinal) && line.Text.EndsWith("1:0x22", StringComparison.Ordinal));

        var shorter = first with { Guesses = [first.Guesses[0]] };
        lines = OfflineLines.Of(udp, round => round == udp.Rounds[0].Number ? shorter : null, isLive: true);
        Assert.Contains(lines, line => line.Text == "R2  recirc 0x5: an offline trace does not come here");
    }

    [Fact]
    public void A_text_for_the_clipboard_cannot_leave_its_sequence()
    {
        string sequence = Encoding.ASCII.GetString(ClipboardSequence.Of("a\e\\\a]52;c;é")!);
        Assert.Equal($"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes("a\e\\\a]52;c;é"))}\a", sequence);
        Assert.Null(ClipboardSequence.Of(new string('x', 80_000)));
    }

    [Theory]
    [InlineData("TERM=xterm-256color", "May")]
    [InlineData("TERM=xterm-kitty", "Takes")]
    [InlineData("TERM=alacritty TMUX=/tmp/tmux-0/default,1,0", "May")]
    [InlineData("TERM=screen-256color TERM_PROGRAM=WezTerm", "May")]
    [InlineData("TERM=linux", "None")]
    [InlineData("TERM=vt220", "None")]
    [InlineData("", "May")]
    public void The_name_of_the_terminal_tells_whether_it_takes_texts(string environment, string takes)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(v => v.Split('=')[0], v => v.Split('=', 2)[1]);
        Assert.Equal(takes, ClipboardSequence.Detect(variables.GetValueOrDefault).ToString());
    }

    private static IReadOnlyList<uint> Ids(string text) => [.. text.Split(',').Select(uint.Parse)];

    private static string Place(int at) => at < 0 ? "-" : $"{at}";
}

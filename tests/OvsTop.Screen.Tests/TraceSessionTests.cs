using System.Text.Json;
using NSubstitute;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes.Traces;
using OvsTop.Screen.Session;
using OvsTop.Screen.State;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests;

/// <summary>View 7 under keys: packets of a recording, as they are listed the newest first: #5 to #1.</summary>
public sealed class TraceSessionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-traces-").FullName;
    private readonly IHost _host = Substitute.For<IHost>();
    private readonly List<TraceWants> _wants = [];
    private readonly ScreenSession _session;

    public TraceSessionTests()
    {
        _host.Size.Returns((120, 35));
        _session = new ScreenSession(_host, new ScreenOptions
        {
            Theme = Shot.Dark,
            Start = new UiState { View = 7 },
            SnapshotFolder = _folder,
            TracesChanged = _wants.Add,
            Clock = new FixedClock(),
            FilterChanged = _ => null,
        });
        Shows(Samples.Storm());
    }

    [Fact]
    public void The_newest_packet_is_selected_until_another_one_is()
    {
        Assert.Equal(5, Selected.Number);
        Shows(Newer(100));
        Assert.Equal(105, Selected.Number);
    }

    [Fact]
    public void A_selected_packet_stays_with_its_list_while_two_hundred_thousand_newer_ones_come()
    {
        Press(Key.Of('j'), Key.Of('j'));
        Assert.Equal(3, Selected.Number);
        Shows(Newer(200_000));
        Assert.Equal(3, Selected.Number);
        string screen = Screen();
        Assert.Contains("held, 200k newer: g", screen, StringComparison.Ordinal);
        Assert.Contains("evicted 196k", screen, StringComparison.Ordinal);
        Assert.Contains("#3  1 round", screen, StringComparison.Ordinal);
        Press(Key.Of('g'));
        Assert.Equal(200_005, Selected.Number);
        Assert.DoesNotContain("held", Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_daemon_is_asked_for_what_is_held_the_selected_packet_first()
    {
        Press(Key.Of('G'));
        Shows(Newer(1000));
        Assert.Equal([1, 5, 4, 3, 2], _wants[^1].Packets.Select(packet => packet.Number).Distinct());
        Assert.Equal(["359d0d60", "205a631a", "7fe3f7b3"], _wants[^1].Flows.Select(flow => flow.ToString()[..8]));
        int told = _wants.Count;
        Shows(Newer(2000));
        Assert.Equal(told, _wants.Count);
        Press(Key.Of('1'));
        Shows(Newer(3000));
        Assert.Empty(_wants[^1].Packets);
    }

    [Fact]
    public void Enter_opens_the_packet_folds_a_round_and_escape_goes_all_the_way_back()
    {
        Press(Key.Of('G'), new(KeyCode.Enter));
        string open = Screen();
        Assert.Contains("▾ R0 · first", open, StringComparison.Ordinal);
        Assert.Contains("ct(table=1,zone=1)", open, StringComparison.Ordinal);
        Press(new Key(KeyCode.Enter));
        string folded = Screen();
        Assert.Contains("▸ R0 · first", folded, StringComparison.Ordinal);
        Assert.DoesNotContain("ct(table=1,zone=1)", folded, StringComparison.Ordinal);
        Assert.Contains("▾ R1 ═ exact", folded, StringComparison.Ordinal);
        Press(Key.Of('j'), new(KeyCode.Enter));
        Assert.Contains("▸ R1 ═ exact", Screen(), StringComparison.Ordinal);
        Press(new Key(KeyCode.Escape));
        Assert.False(_session.State.Drilled);
        Assert.Equal(1, Selected.Number);
        Press(new Key(KeyCode.Escape));
        Assert.Null(_session.State.Traces.Held);
        Assert.Equal(5, Selected.Number);
    }

    [Fact]
    public void A_marked_packet_is_compared_with_another_even_after_it_is_forgotten()
    {
        Press(Key.Of('G'), Key.Of('c'));
        Assert.Contains("#1 is marked", Screen(), StringComparison.Ordinal);
        Press(Key.Of('k'), Key.Of('c'));
        Assert.Contains("the paths part at R1 ct_state: +new+trk ↔ +rel+rpl+trk", Screen(), StringComparison.Ordinal);
        Press(new(KeyCode.Escape), Key.Of('g'));
        Shows(Newer(100_000));
        Press(Key.Of('c'));
        Assert.Contains("compared with #1", Screen(), StringComparison.Ordinal);
        Press(new Key(KeyCode.Escape));
        Assert.NotNull(_session.State.Traces.Marked);
    }

    [Fact]
    public void The_key_of_the_round_under_the_cursor_goes_to_the_clipboard()
    {
        _host.Copy(Arg.Any<string>()).Returns(true);
        Press(Key.Of('G'), Key.Of('y'), new(KeyCode.Enter), new(KeyCode.Enter), Key.Of('j'), Key.Of('y'));
        var first = _session.Shown!.Traces.Packets[^1];
        Received.InOrder(() =>
        {
            _host.Copy(first.Rounds[0].TraceKey);
            _host.Copy(first.Rounds[1].TraceKey);
        });
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Where_the_terminal_may_not_take_it_the_text_is_in_a_new_file()
    {
        Press(Key.Of('G'), Key.Of('Y'));
        string path = Path.Combine(_folder, "ovstop-retis-20261121-140254.txt");
        Assert.Equal("retis collect -c skb,ovs --ovs-track -f 'udp and ip src host 10.88.0.1 and ip dst host 10.88.0.2 and src port 40001 and dst port 5353'\n", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Contains($"written: {path}"[..60], Screen(), StringComparison.Ordinal);
        _host.Received(1).Copy(Arg.Any<string>());
    }

    [Fact]
    public void A_packet_is_written_as_text_and_json_and_nothing_is_replaced_or_followed()
    {
        Press(Key.Of('G'), Key.Of('w'));
        string text = Path.Combine(_folder, "ovstop-trace-1-20261121-140254.txt"), json = Path.ChangeExtension(text, "json");
        Assert.Contains("  R1  recirc 0x4  handler1  exact: run inside the execute of the round before", File.ReadAllLines(text));
        using (var document = JsonDocument.Parse(File.ReadAllText(json)))
        {
            Assert.Equal(3, document.RootElement.GetProperty("rounds").GetArrayLength());
            Assert.Equal("same", document.RootElement.GetProperty("rounds")[2].GetProperty("replay").GetProperty("grade").GetString());
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(text) | File.GetUnixFileMode(json));
        string before = File.ReadAllText(text);
        Press(Key.Of('w'));
        Assert.Contains("-2.txt and .json", Screen(), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(text));

        string target = Path.Combine(_folder, "target");
        File.CreateSymbolicLink(Path.Combine(_folder, "ovstop-trace-2-20261121-140254.txt"), target);
        Press(Key.Of('k'), Key.Of('w'));
        Assert.True(File.Exists(Path.Combine(_folder, "ovstop-trace-2-20261121-140254-2.txt")));
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void A_filter_on_the_result_or_on_a_later_round_lists_whole_packets()
    {
        _session.State = _session.State with { Filter = Filters.Applied("verdict=drop") };
        Assert.Equal([2], Listed);
        _session.State = _session.State with { Filter = Filters.Applied("ct_zone=2") };
        Assert.Equal([1], Listed);
        Assert.Equal(3, Selected.Rounds.Count);
        _session.State = _session.State with { Filter = Filters.Applied("table=2,cookie=0x31") };
        Assert.Equal([1], Listed);
        Assert.Contains("1 of the last 5 match", Screen(), StringComparison.Ordinal);
        _session.State = _session.State with { Filter = Filters.Applied("upcall_us>1000000") };
        Assert.Empty(Listed);
        Assert.Contains("none of the last 5 packets matches the filter", Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_filtered_to_from_a_packet_is_its_flow()
    {
        Press(Key.Of('G'), Key.Of('f'));
        Assert.Equal([1], Listed);
        Assert.Equal("in_port=2 and (udp,nw_src=10.88.0.1,nw_dst=10.88.0.2,tp_src=40001,tp_dst=5353)", _session.State.Filter!.Text);
    }

    [Fact]
    public void Packets_of_one_path_are_a_line_that_opens_and_closes()
    {
        Shows(TraceSamples.With(TraceSamples.RuleChange));
        Press(Key.Of('P'));
        var row = Assert.Single(TraceList.Of(_session.Shown!, _session.State).Rows);
        Assert.Equal(20, row.Count);
        Press(new Key(KeyCode.Enter));
        Assert.Equal(20, Listed.Count);
        Assert.False(_session.State.Drilled);
        Press(Key.Of('j'), new(KeyCode.Enter));
        Assert.True(_session.State.Drilled);
        Press(new(KeyCode.Escape), new(KeyCode.Escape));
        Assert.Single(Listed);
        Press(new Key(KeyCode.Escape));
        Assert.Equal(20, Listed.Count);
    }

    [Fact]
    public void Keys_of_packets_say_where_they_are_for()
    {
        Press(Key.Of('2'), Key.Of('o'));
        Assert.Contains("that is for packets: view 7, Traces", Screen(), StringComparison.Ordinal);
        Press(Key.Of('y'));
        Assert.Contains("only packets have a key", Screen(), StringComparison.Ordinal);
        Press(Key.Of('5'), Key.Of('Y'));
        Assert.Contains("a packet filter of retis cannot tell", Screen(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TraceAspect.Bytes)]
    [InlineData(TraceAspect.Offline)]
    [InlineData(TraceAspect.Compare)]
    [InlineData(TraceAspect.Tree)]
    public void Every_sign_of_a_packet_has_one_in_ascii(TraceAspect aspect)
    {
        Press(Key.Of('j'), Key.Of('c'), Key.Of('G'), new(KeyCode.Enter));
        _session.State = _session.State with { Traces = _session.State.Traces with { Aspect = aspect } };
        Assert.All(Screen().EnumerateRunes(), rune => Assert.True(rune.Value is '?' or '\n' || AsciiGlyphs.Of(rune.Value) != '?', $"U+{rune.Value:x4} has none"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TracePacket Selected => TraceList.Selected(_session.Shown!, _session.State)!.Packet;

    private IReadOnlyList<long> Listed => [.. TraceList.Of(_session.Shown!, _session.State).Rows.Select(row => row.Packet.Number)];

    private static Snapshot Newer(long packets)
    {
        var traces = TraceSamples.Ct2;
        return Samples.Storm() with
        {
            Traces = traces with
            {
                Packets = [.. traces.Packets.Select(packet => packet with { Number = packet.Number + packets, Rounds = [.. packet.Rounds.Select(round => round with { Number = round.Number + 10 * packets })] })],
                PacketCount = packets + traces.PacketCount,
                Evicted = Math.Max(0, packets - 4096),
            },
        };
    }

    private void Shows(Snapshot snapshot)
    {
        _session.Shown = snapshot;
        _session.State = _session.Table is { } table ? Selection.Follow(_session.State, table) : _session.State;
        _session.Traces.Follow(snapshot, _session.State);
    }

    private void Press(params Key[] keys)
    {
        foreach (var key in keys)
        {
            ScreenCommands.Execute(_session, _session.Keys.Find(key));
            Shows(_session.Shown!);
        }
    }

    private string Screen()
    {
        _session.Render(_session.State);
        return FrameText.Of(_session.Frame);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 14, 2, 54, TimeSpan.Zero);
    }
}

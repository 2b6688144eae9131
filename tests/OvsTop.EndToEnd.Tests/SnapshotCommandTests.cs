using System.Xml.Linq;
using OvsTop.EndToEnd.Tests.Running;

namespace OvsTop.EndToEnd.Tests;

/// <summary><c>ovstop snapshot</c>: one view of a recording in every form.</summary>
public sealed class SnapshotCommandTests
{
    private static readonly string FlowLimit = Captures.PathOf("l4-flow-limit");

    [Fact]
    public void The_text_is_the_screen_of_the_size_asked_for()
    {
        string[] lines = OvsTopProgram.Run("snapshot", "--from", FlowLimit, "--view", "upcalls", "--size", "160x30").AssertDone().Lines;
        Assert.Contains("Upcalls", lines[2], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("total", StringComparison.Ordinal) && line.Contains("600", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 160));
    }

    [Fact]
    public void Strips_and_columns_are_those_of_the_settings()
    {
        using var folder = new TemporaryFolder();
        string config = folder.Write("mine.json", """{ "overview": "flows mainloop", "columns": { "upcalls": "/s all_puts" } }""");
        string[] upcalls = OvsTopProgram.Run("snapshot", "--from", FlowLimit, "--config", config, "--view", "upcalls").AssertDone().Lines;
        Assert.Matches("^ handler +▼/s +all puts$", upcalls[3]);
        string overview = OvsTopProgram.Run("snapshot", "--from", FlowLimit, "--config", config).AssertDone().Out;
        Assert.Contains("─ 6 Flows ", overview, StringComparison.Ordinal);
        Assert.Contains("─ 8 Main loop ", overview, StringComparison.Ordinal);
        Assert.DoesNotContain("─ 2 Upcalls ", overview, StringComparison.Ordinal);
    }

    [Fact]
    public void The_form_follows_the_name_of_the_file()
    {
        using var folder = new TemporaryFolder();
        string svg = Path.Combine(folder.Path, "x.svg"), json = Path.Combine(folder.Path, "x.json");
        OvsTopProgram.Run("snapshot", "--from", FlowLimit, "-o", svg).AssertDone();
        OvsTopProgram.Run("snapshot", "--from", FlowLimit, "-o", json).AssertDone();
        Assert.Equal("svg", XDocument.Load(svg).Root!.Name.LocalName);
        Assert.Equal(600, Json.Parse(File.ReadAllText(json)).At("counts.recv_upcall").GetInt64());
        OvsTopProgram.Run("snapshot", "--from", FlowLimit, "-o", svg).AssertRefused(1, $"cannot write {svg}: it is there already");
    }

    [Fact]
    public void Only_ascii_without_colours_is_written_when_that_is_asked_for()
    {
        string text = OvsTopProgram.Run("snapshot", "--from", FlowLimit, "--ascii", "--color", "none", "--format", "ans").AssertDone().Out;
        Assert.All(text, character => Assert.True(character < 0x7F, $"{(int)character:x}"));
        Assert.DoesNotMatch("\e\\[[0-9;]*[34][0-9]", text);
    }

    [Fact]
    public void Of_a_recording_the_keys_are_those_of_replay_as_the_settings_have_them()
    {
        using var folder = new TemporaryFolder();
        string config = folder.Write("mine.json", """{ "keys": { "pause": "F9" } }""");
        string bar = OvsTopProgram.Run("snapshot", "--from", FlowLimit, "--config", config, "--size", "300x35").AssertDone().Lines[^1];
        Assert.Contains("F9 pause", bar, StringComparison.Ordinal);
        Assert.Contains("[ ] speed", bar, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_in_the_recording_can_be_chosen()
    {
        long early = Upcalls("--at", "2s"), late = Upcalls("--at", "end");
        Assert.InRange(early, 1, late - 1);
        Assert.Equal(600, late);
        Assert.InRange(Upcalls("--at", "-2s"), early, late);
    }

    [Theory]
    [InlineData("--size 39x24", "--size is '39x24', allowed is WxH, 40x10 to 1000x1000")]
    [InlineData("--at soon", "--at is 'soon', allowed is")]
    [InlineData("--at 14:00:00", "--at: ")]
    [InlineData("-o x.png", "its name ends in no known format, allowed is txt, ans, svg, html, json, csv")]
    [InlineData("--format png", "--format is 'png', allowed is txt or ans")]
    public void A_bad_option_is_one_line(string options, string complaint) =>
        OvsTopProgram.Run(["snapshot", "--from", FlowLimit, .. options.Split(' ')]).AssertRefused(2, complaint);

    private static long Upcalls(params string[] options) =>
        Json.Parse(OvsTopProgram.Run(["snapshot", "--from", FlowLimit, "--format", "json", .. options]).AssertDone().Out).At("counts.recv_upcall").GetInt64();
}

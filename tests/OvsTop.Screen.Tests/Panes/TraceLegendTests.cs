using OvsTop.Analysis.Traces;
using OvsTop.Model.Traces;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Panes.Traces;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>A new user's view 7: its signs and words are explained by its help, and names of keys and commands tell things apart.</summary>
public sealed class TraceLegendTests
{
    private static readonly IReadOnlyList<string> Legend = Views.Find(TracesPane.Key)!.Pane.Legend;

    private static readonly string Words = string.Join('\n', Legend);

    [Fact]
    public void Every_link_grade_verdict_and_mark_is_explained()
    {
        foreach (var link in Enum.GetValues<LinkClass>().Where(link => link is not (LinkClass.First or LinkClass.Ambiguous)))
        {
            Assert.Contains($"{TraceWords.Sign(link)} {TraceWords.Of(link)}", Words, StringComparison.Ordinal);
        }

        Assert.Contains("?2 ambiguous", Words, StringComparison.Ordinal);
        Assert.All(Enum.GetValues<Agreement>(), grade => Assert.Contains($"{TraceWords.Sign(grade)} {TraceWords.Of(grade)}", Words, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<Verdict>().Where(verdict => verdict != Verdict.Output), verdict => Assert.Contains(TraceWords.Of(verdict), Words, StringComparison.Ordinal));
        Assert.All(["≠", "▸", "▾", "mega", "dp", "flow", "queue", "put", "exec", "keep ×", "pkt", "R0", "+"], sign => Assert.Contains(sign, Words, StringComparison.Ordinal));
        Assert.All(Legend, line => Assert.InRange(TextWidth.Of(line), 1, 74));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    public void Help_begins_with_the_signs_of_the_view_and_still_has_keys(int width, int height)
    {
        string help = FrameText.Of(Shot.Draw(Samples.Storm(), new UiState { View = 7, Help = new HelpState() }, width, height));
        Assert.All(Legend, line => Assert.Contains(line, help, StringComparison.Ordinal));
        Assert.Contains("show Overview", help, StringComparison.Ordinal);
        Assert.DoesNotContain(Legend[0], FrameText.Of(Shot.Draw(Samples.Storm(), new UiState { View = 2, Help = new HelpState() }, width, height)), StringComparison.Ordinal);
        string last = FrameText.Of(Shot.Draw(Samples.Storm(), new UiState { View = 7, Help = new HelpState { Selected = 99 } }, width, height));
        Assert.Contains("quit-keep", last, StringComparison.Ordinal);
    }

    [Fact]
    public void Comparing_packets_and_comparing_times_have_names_of_their_own()
    {
        var state = new UiState { View = TracesPane.Key };
        Assert.Equal(CommandKind.CompareWindows, LineCommands.Parse("compare", state).Command.Kind);
        Assert.Equal(CommandKind.ShowAspect, LineCommands.Parse("compare-packets", state).Command.Kind);
        Assert.Equal(CommandKind.CompareWindows, LineCommands.Parse("compare-windows", state).Command.Kind);
        var helps = LineCommands.All.Where(command => command.Name.StartsWith("compare", StringComparison.Ordinal)).Select(command => command.Help).ToList();
        Assert.Equal(3, helps.Distinct().Count());
    }

    [Fact]
    public void Ports_have_their_names_as_soon_as_the_daemon_has_said_them()
    {
        var numbers = TraceSamples.Ct2;
        Assert.Equal("2", TraceView.Of(numbers.Packets[^1], numbers).InPort);
        var named = numbers with { PortName = port => $"vm{port}", PortVersion = 1 };
        Assert.Equal(("vm2", "→ vm1"), (TraceView.Of(named.Packets[^1], named).InPort, TraceView.Of(named.Packets[^1], named).Verdict));
        Assert.Equal("2", TraceView.Of(numbers.Packets[^1], numbers).InPort);
    }
}

using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>View 7 compared with files; packets are those of recordings.</summary>
public sealed class TraceGoldenTests
{
    /// <summary>The UDP packet is the last of the five.</summary>
    private const int Udp = 4;

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    [InlineData(200, 50)]
    public void The_tree_of_a_packet_has_rounds_rules_grades_and_times(int width, int height) => Compare("tree", Opened(TraceAspect.Tree), width, height);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    public void A_packet_is_shown_in_headers_and_bytes(int width, int height) => Compare("bytes", Opened(TraceAspect.Bytes), width, height);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    [InlineData(200, 50)]
    public void An_offline_trace_stands_beside_what_really_happened(int width, int height) => Compare("offline", Opened(TraceAspect.Offline), width, height);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    [InlineData(200, 50)]
    public void Two_packets_are_compared_with_the_first_difference_in_front(int width, int height)
    {
        var state = Opened(TraceAspect.Compare).Select(3);
        Compare("compare", state with { Traces = state.Traces with { Marked = TraceSamples.Ct2.Packets[Udp] } }, width, height);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    public void Packets_of_the_same_path_are_one_line(int width, int height) =>
        Compare("paths", new UiState { View = 7, Traces = new TraceState { Grouped = true } }, width, height, TraceSamples.RuleChange);

    private static UiState Opened(TraceAspect aspect) => new UiState { View = 7, Drilled = true, Traces = new TraceState { Aspect = aspect, Held = TraceSamples.Ct2.Packets } }.Select(Udp);

    private static void Compare(string name, UiState state, int width, int height, TracesSnapshot? traces = null) =>
        GoldenTests.Compare($"traces-{name}-{width}x{height}", FrameText.Of(Shot.Draw(traces is null ? Samples.Storm() : TraceSamples.With(traces), state, width, height)));
}

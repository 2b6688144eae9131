using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Panes;

public sealed class FilterGoldenTests
{
    public static TheoryData<int, int> Sizes => new() { { 80, 24 }, { 120, 35 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_filter_being_typed_says_what_it_implies(int width, int height) =>
        Compare("filter-typing", Typed("tp_dst=443,nw_dst=10.0.0.0/8"), width, height);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void An_error_has_its_caret_under_the_column_and_the_proposal_above(int width, int height) =>
        Compare("filter-error", Typed("in_port=vm1,tpdst=80 or udp"), width, height);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Proposals_stand_above_the_word_they_replace(int width, int height) =>
        Compare("filter-popup", Typed("tcp,nw_", new Key(KeyCode.Tab), new Key(KeyCode.Tab)), width, height);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_filter_in_force_narrows_the_overview_and_keeps_all_beside_it(int width, int height) =>
        Compare("filter-overview", State("tcp,nw_dst=10.0.0.0/8,tp_dst=443"), width, height);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_filter_in_force_narrows_the_upcalls_and_keeps_all_beside_them(int width, int height) =>
        Compare("filter-upcalls", State("tcp,table=5,nw_dst=10.0.0.0/8") with { View = 2 }, width, height, exact: false);

    [Fact]
    public void A_filter_in_force_keeps_the_times_of_all_beside_those_of_a_stage() =>
        Compare("filter-latency", State("tcp") with { View = 3 }, 80, 24);

    [Fact]
    public void A_long_filter_is_cut_at_its_end_only()
    {
        var state = State("ip and nw_src in {10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, 10.0.0.6} and tcp");
        string line = FrameText.Of(Shot.Draw(Samples.Filtered(state.Filter!), state, 80, 24)).Split('\n')[1];
        Assert.StartsWith(" filter ip and nw_src in {10.0.0.1, ", line, StringComparison.Ordinal);
        Assert.Matches("…  kernel(\\+here)?  409/s 3%  details lost 1,204$", line);
    }

    [Fact]
    public void Until_a_snapshot_of_the_filter_comes_there_is_no_match_rate()
    {
        var state = State("tcp");
        string line = FrameText.Of(Shot.Draw(Samples.Storm(), state, 80, 24)).Split('\n')[1];
        Assert.StartsWith(" filter tcp  kernel  …  details lost", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paste_that_does_not_fit_is_told_and_loses_nothing_of_what_was_typed()
    {
        var state = Typed("udp", new Key(KeyCode.Paste, Text: new string('1', 5000)));
        string[] rows = FrameText.Of(Shot.Draw(Samples.Storm(), state, 80, 24)).Split('\n');
        Assert.Contains(" left out 5,000 more: a line takes 4,096 characters ", rows[21], StringComparison.Ordinal);
        Assert.StartsWith(" / udp", rows[22], StringComparison.Ordinal);
    }

    private static UiState State(string filter) => new() { Filter = Filters.Applied(filter) };

    private static UiState Typed(string text, params Key[] keys) => Filters.Type(new UiState(), new FilterContext(), [new Key(KeyCode.Paste, Text: text), .. keys]);

    private static void Compare(string name, UiState state, int width, int height, bool exact = true)
    {
        var snapshot = state.Filter is { } filter ? Samples.Filtered(filter, exact) : Samples.Storm();
        GoldenTests.Compare($"{name}-{width}x{height}", FrameText.Of(Shot.Draw(snapshot, state, width, height)));
    }
}

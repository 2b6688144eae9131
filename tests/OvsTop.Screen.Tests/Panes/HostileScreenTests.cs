using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OvsTop.Analysis.Comparisons;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Pictures;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.Recordings;
using OvsTop.Screen.State;
using OvsTop.Screen.Tests.Frames;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>Texts of a hostile daemon, kernel or recording: whatever is open over whichever view, nothing reaches the terminal, or a file, but what ovstop draws.</summary>
public sealed partial class HostileScreenTests
{
    private static readonly Dictionary<string, Func<UiState, UiState>> Openings = new()
    {
        ["nothing"] = state => state,
        ["drilled"] = state => state with { Drilled = true },
        ["drilled into what is gone"] = state => (state with { Drilled = true }).Hold(Hostile.Text),
        ["zoomed"] = state => state with { Zoomed = true },
        ["help"] = state => state with { Help = new(LineEdit.Of(Hostile.Text), 0) },
        ["palette"] = state => PromptUpdates.Apply(PromptUpdates.Open(state, Prompts), new Key(KeyCode.Tab), Prompts).State,
        ["prompt"] = state => state with { Prompt = new PromptLine(LineEdit.Of(Hostile.Text), Hostile.Text) },
        ["prompt typed"] = state => PromptUpdates.Apply(PromptUpdates.Apply(PromptUpdates.Open(state, Prompts), new Key(KeyCode.Paste, Text: "theme " + Hostile.Text), Prompts).State, new Key(KeyCode.Tab), Prompts).State,
        ["filter"] = state => Filters.Type(state, Completing, new Key(KeyCode.Paste, Text: Hostile.Text), new Key(KeyCode.Tab)),
        ["filter's proposals"] = state => Filters.Type(state, Completing, new Key(KeyCode.Paste, Text: "in_port="), new Key(KeyCode.Tab), new Key(KeyCode.Tab)),
        ["message"] = state => state with { Message = Hostile.Text },
        ["recording"] = state => state with { Recording = new RecordingState(Hostile.Text, 12, 3, Hostile.Text) },
        ["playback"] = state => state with { Playback = new PlaybackState { Position = TimeSpan.FromSeconds(9), Ended = Hostile.Text } },
        ["saved filter"] = state => state with { Filter = Filters.Applied("tcp") with { Text = Hostile.Text } },
        ["comparison"] = Compared,
        ["talkers by flow"] = state => state with { Talkers = new TalkerState { Dimension = TalkerDimension.Flow } },
        ["bytes"] = state => Traced(state, TraceAspect.Bytes),
        ["offline trace"] = state => Traced(state, TraceAspect.Offline),
        ["two packets"] = state => Traced(state, TraceAspect.Compare),
        ["paths"] = state => state with { Traces = new TraceState { Grouped = true } },
    };

    private static PromptContext Prompts => new(KeyTable.Default) { Themes = [Hostile.Text, "dark" + Hostile.Text], Table = Views.Find(2)!.Pane.Table(Hostile.Storm, new UiState { View = 2 }) };

    private static FilterContext Completing => new() { Completion = CompletionKnowledge.Of(Hostile.Storm, new FilterContext().Completion) };

    public static TheoryData<int, string> Everything()
    {
        var data = new TheoryData<int, string>();
        foreach (var view in Views.All)
        {
            foreach (string opened in Openings.Keys)
            {
                data.Add(view.Key, opened);
            }
        }

        return data;
    }

    public static TheoryData<int> AllViews() => [.. Views.All.Select(view => view.Key)];

    [Theory]
    [MemberData(nameof(Everything))]
    public void Only_sequences_of_the_screen_itself_reach_the_terminal(int view, string opened)
    {
        foreach (var (width, height) in (ReadOnlySpan<(int, int)>)[(40, 10), (80, 24), (120, 35), (200, 50)])
        {
            var frame = Shot.Draw(Hostile.Storm, Openings[opened](new UiState { View = view }), width, height);
            byte[] bytes = new FrameDiff(new TerminalTraits(ColorDepth.TrueColor, false)).Update(frame).ToArray();
            new TerminalModel(width, height).Feed(bytes);
            AssertPlain(Own().Replace(Encoding.UTF8.GetString(bytes), ""));
            byte[] ascii = new FrameDiff(new TerminalTraits(ColorDepth.Mono, true)).Update(frame).ToArray();
            Assert.DoesNotMatch("[^\\x20-\\x7e]", Own().Replace(Encoding.Latin1.GetString(ascii), ""));
            AssertPlain(Own().Replace(Encoding.UTF8.GetString(FrameAnsi.Of(frame, new TerminalTraits(ColorDepth.TrueColor, false)).Span), "").Replace("\r\n", "").Replace("\n", ""));
        }
    }

    [Theory]
    [MemberData(nameof(AllViews))]
    public void Files_of_a_view_are_well_formed_and_hold_no_controls(int view)
    {
        var frame = Shot.Draw(Hostile.Storm, new UiState { View = view, Drilled = true }, 120, 35);
        var picture = new Picture(frame, Hostile.Storm, Shot.Dark, Hostile.Text);
        var files = PictureFormats.All.ToDictionary(format => format.Name, format => Written(format, picture));
        AssertPlain(files["txt"].Replace("\n", ""));
        AssertPlain(Own().Replace(files["ans"], "").Replace("\r\n", "").Replace("\n", ""));
        AssertPlain(files["svg"].Replace("\n", ""));
        Assert.DoesNotContain(XDocument.Parse(files["svg"]).Descendants(), element => element.Name.LocalName == "script");
        AssertPlain(files["html"].Replace("\n", ""));
        Assert.DoesNotContain("<script", files["html"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(files["json"]).RootElement.ValueKind);
        AssertPlain(files["json"].Replace("\n", ""));
        AssertPlain(files["csv"].Replace("\r\n", ""));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Ten_thousand_hostile_handlers_are_shown_like_any(int view)
    {
        var crowd = Crowd(Hostile.Storm, i => Hostile.Text + i);
        byte[] bytes = new FrameDiff(new TerminalTraits(ColorDepth.Ansi256, false)).Update(Shot.Draw(crowd, new UiState { View = view }.Select(7_000), 120, 35)).ToArray();
        new TerminalModel(120, 35).Feed(bytes);
        AssertPlain(Own().Replace(Encoding.UTF8.GetString(bytes), ""));
    }

    [Fact]
    public void Ten_thousand_handlers_are_sorted_followed_and_summed_up()
    {
        var snapshot = Crowd(Samples.Storm(), i => $"handler{i}");
        var handlers = snapshot.Upcalls.Handlers;
        var state = new UiState { View = 2 }.Select(5_000);
        var table = Views.Find(2)!.Pane.Table(snapshot, state)!;
        state = Selection.Hold(state, table);
        Assert.Equal(4_999, handlers.Single(handler => handler.Name == state.SelectedId).UpcallsPerSecond);
        Assert.Equal(5_000, Selection.Follow(state.Select(0), table).Selected);
        Assert.Contains("more ", FrameText.Of(Shot.Draw(snapshot, state, 120, 35)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_hostile_is_really_drawn()
    {
        string text = FrameText.Of(Shot.Draw(Hostile.Storm, new UiState { View = 2 }, 120, 35));
        Assert.Contains("]0;owned", text, StringComparison.Ordinal);
    }

    private static Snapshot Crowd(Snapshot storm, Func<int, string> name) => storm with
    {
        Upcalls = storm.Upcalls with { Handlers = [.. Enumerable.Range(0, 10_000).Select(i => storm.Upcalls.Handlers[0] with { Name = name(i), Tid = (uint)i, UpcallsPerSecond = i * 7919 % 10_000 })] },
    };

    private static UiState Compared(UiState state)
    {
        var (before, mark, now) = (Hostile.Of(GrownSamples.At(0, 0)), Hostile.Of(GrownSamples.At(30, 30)), Hostile.Of(GrownSamples.At(60, 180)));
        var comparing = new Comparing(null, new TimeMark(Hostile.Text, mark), AreBoth: false) { Result = WindowComparison.Of(new TimeWindow(before, mark), new TimeWindow(mark, now)) };
        return state with { Marks = [comparing.Second], Comparing = comparing };
    }

    private static UiState Traced(UiState state, TraceAspect aspect) =>
        state with { Drilled = true, Traces = new TraceState { Aspect = aspect, Held = Hostile.Storm.Traces.Packets, Marked = Hostile.Storm.Traces.Packets[0] } };

    private static string Written(PictureFormat format, Picture picture)
    {
        using var stream = new MemoryStream();
        format.Write(picture, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // No controls, nothing that is invisible or turns text around, no half of a rune.
    private static void AssertPlain(string text) => Assert.DoesNotMatch("[\\x00-\\x1f\\x7f-\\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe]", text);

    [GeneratedRegex("\e\\[[0-9;?]*[hlmHBCDKXJ]")]
    private static partial Regex Own();
}

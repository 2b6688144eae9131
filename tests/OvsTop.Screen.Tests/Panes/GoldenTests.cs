using System.Runtime.CompilerServices;
using OvsTop.Analysis.Comparisons;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.State;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>Whole screens compared with files; UPDATE_GOLDEN=1 writes them anew.</summary>
public sealed class GoldenTests
{
    private static readonly (int Width, int Height)[] Sizes = [(80, 24), (120, 35), (200, 50)];

    public static TheoryData<string, int, int> AllViews()
    {
        var data = new TheoryData<string, int, int>();
        foreach (var view in Views.All)
        {
            foreach (var (width, height) in Sizes)
            {
                data.Add(view.Name, width, height);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(AllViews))]
    public void A_view_looks_as_agreed(string view, int width, int height) =>
        Compare($"{view}-{width}x{height}", Draw(new UiState { View = Views.Find(view)!.Key }, width, height));

    [Theory]
    [InlineData("overview")]
    [InlineData("upcalls")]
    [InlineData("latency")]
    [InlineData("revalidator")]
    [InlineData("flows")]
    [InlineData("talkers")]
    [InlineData("mainloop")]
    public void A_view_without_data_says_so(string view) =>
        Compare($"{view}-quiet-80x24", FrameText.Of(Shot.Draw(Samples.Quiet(), new UiState { View = Views.Find(view)!.Key }, 80, 24)));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    [InlineData(200, 50)]
    public void Talkers_by_flow_say_how_exact_they_are(int width, int height) =>
        Compare($"talkers-flow-{width}x{height}", Draw(new UiState { View = 5, Talkers = new TalkerState { Dimension = TalkerDimension.Flow } }.With(new TableState("total")).Select(4), width, height));

    [Theory]
    [InlineData(120, 30)]
    [InlineData(200, 50)]
    public void More_stages_than_fit_scroll_or_stand_side_by_side(int width, int height) =>
        Compare($"latency-many-{width}x{height}", FrameText.Of(Shot.Draw(Samples.Storm(stages: 7), new UiState { View = 3 }.Select(6), width, height)));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    public void The_life_of_the_selected_flow_stands_over_its_view(int width, int height) =>
        Compare($"flows-life-{width}x{height}", Draw(new UiState { View = 6, Drilled = true }.Select(3), width, height));

    [Fact]
    public void A_flow_that_is_no_longer_shown_is_said_to_be_gone() =>
        Assert.Contains("no longer among those shown", Draw(new UiState { View = 6, Drilled = true }.Hold("ufid:gone"), 80, 24), StringComparison.Ordinal);

    [Fact]
    public void The_help_lists_all_keys() => Compare("help-80x24", Draw(new UiState { Help = new() }, 80, 24));

    [Fact]
    public void The_help_shows_what_is_found() => Compare("help-search-80x24", Draw(new UiState { Help = new(LineEdit.Of("spike"), 1), Playback = Playing }, 80, 24));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    public void The_command_line_shows_what_can_be_entered(int width, int height) =>
        Compare($"palette-{width}x{height}", Draw(PromptUpdates.Apply(PromptUpdates.Open(new UiState { View = 2 }, new(KeyTable.Default)), new Key(KeyCode.Tab), new(KeyTable.Default)).State, width, height));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    public void A_recording_has_a_row_of_its_own(int width, int height) =>
        Compare($"replay-{width}x{height}", Draw(new UiState { Playback = Playing }, width, height));

    [Fact]
    public void A_recording_far_in_paused_at_another_speed_and_looping_says_all_that() =>
        Compare("replay-paused-80x24", Draw(new UiState { View = 2, Playback = Playing with { Paused = true, Speed = 0.5, Loop = true, Since = TimeSpan.FromSeconds(860), Position = TimeSpan.FromSeconds(5025), Length = TimeSpan.FromHours(2) } }, 80, 24));

    [Fact]
    public void The_command_line_says_what_it_takes() =>
        Compare("prompt-80x24", Draw(new UiState { View = 2, Playback = Playing, Prompt = new PromptLine(LineEdit.Of("goto 1:3")) }, 80, 24));

    [Fact]
    public void The_command_line_says_what_is_wrong() =>
        Compare("prompt-wrong-80x24", Draw(new UiState { View = 2, Playback = Playing, Prompt = new PromptLine(LineEdit.Of("goto 5m"), "'5m' is outside the recording: 0:00 to 1:12") }, 80, 24));

    [Fact]
    public void The_help_of_a_recording_lists_its_keys_and_scrolls()
    {
        Compare("help-replay-80x24", Draw(new UiState { Help = new(), Playback = Playing }, 80, 24));
        Compare("help-replay-end-80x24", Draw(new UiState { Help = new(LineEdit.Empty, 99), Playback = Playing }, 80, 24));
    }

    [Fact]
    public void A_stream_that_has_ended_says_so_and_what_to_do() =>
        Compare("replay-stream-80x24", Draw(new UiState { View = 2, Ended = true, Playback = new PlaybackState { Position = TimeSpan.FromSeconds(75), CanSeek = false, Ended = "stream ended at 14:02:54 (EOF; 1,234 batches) - run the command again" } }, 80, 24));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    public void The_past_says_how_long_ago_it_was_and_how_to_return(int width, int height) =>
        Compare($"past-{width}x{height}", Draw(new UiState { Paused = true, Flight = Past }, width, height));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    public void Two_windows_stand_beside_each_other_row_by_row(int width, int height)
    {
        var (before, mark, now) = (GrownSamples.At(0, 0), GrownSamples.At(30, 30), GrownSamples.At(60, 180));
        var comparing = new Comparing(null, new TimeMark("1", mark), AreBoth: false) { Result = WindowComparison.Of(new TimeWindow(before, mark), new TimeWindow(mark, now)) };
        Compare($"compare-{width}x{height}", FrameText.Of(Shot.Draw(now, new UiState { Marks = [comparing.Second], Comparing = comparing }, width, height)));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    public void Marks_stand_in_the_histories_and_on_the_time_line(int width, int height)
    {
        var state = new UiState { Paused = true, Flight = Past with { Start = Samples.Storm().Source.Epoch!.Value.AddSeconds(20) }, Marks = [new("1", Samples.StormLater(-10)), new("2", Samples.StormLater(-3))] };
        Compare($"marks-{width}x{height}", Draw(state, width, height));
    }

    [Fact]
    public void A_paused_screen_with_a_message_says_both() =>
        Compare("paused-80x24", Draw(new UiState { View = 2, Paused = true, IntervalMs = 250, Message = "written: ./ovstop-upcalls-20261121-140254.txt" }, 80, 24));

    [Theory]
    [InlineData(39, 50, "need 40x10, q quits")]
    [InlineData(100, 9, "need 40x10, q quits")]
    [InlineData(12, 5, "q quits")]
    public void A_terminal_that_is_too_small_shows_one_clear_line(int width, int height, string line)
    {
        string text = Draw(new UiState(), width, height);
        Assert.Equal(line, Assert.Single(text.Split('\n'), l => l.Trim().Length > 0).Trim());
    }

    [Theory]
    [MemberData(nameof(SmallViews))]
    public void A_view_on_a_small_terminal_shows_what_matters_most(string view, int width, int height) =>
        Compare($"small-{view}-{width}x{height}", Draw(new UiState { View = Views.Find(view)!.Key }, width, height));

    public static TheoryData<string, int, int> SmallViews()
    {
        var data = new TheoryData<string, int, int>();
        foreach (var view in Views.All)
        {
            data.Add(view.Name, 40, 10);
            data.Add(view.Name, 60, 16);
        }

        return data;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(40, 10)]
    [InlineData(41, 11)]
    [InlineData(60, 12)]
    [InlineData(80, 24)]
    [InlineData(81, 25)]
    [InlineData(116, 24)]
    [InlineData(80, 100)]
    [InlineData(300, 24)]
    [InlineData(500, 200)]
    public void Every_view_can_be_drawn_at_every_size(int width, int height)
    {
        foreach (var view in Views.All)
        {
            var state = new UiState { View = view.Key, Help = new() }.Select(99);
            Assert.NotEqual("", FrameText.Of(Shot.Draw(Samples.Storm(300, 7), state, width, height)) + ".");
            Assert.NotEqual("", FrameText.Of(Shot.Draw(Samples.Quiet(), state, width, height)) + ".");
        }
    }

    private static PlaybackState Past => new()
    {
        Position = TimeSpan.FromSeconds(749),
        Length = TimeSpan.FromSeconds(900),
        Start = new DateTimeOffset(2026, 11, 21, 13, 50, 25, TimeSpan.FromHours(1)),
        Paused = true,
    };

    private static PlaybackState Playing => new() { Position = TimeSpan.FromSeconds(39), Length = TimeSpan.FromSeconds(72) };

    private static string Draw(UiState state, int width, int height) => FrameText.Of(Shot.Draw(Samples.Storm(), state, width, height));

    internal static void Compare(string name, string actual, [CallerFilePath] string source = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(source)!, "..", "golden", name + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}

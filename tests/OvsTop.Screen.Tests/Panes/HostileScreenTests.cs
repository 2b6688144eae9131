using System.Text;
using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>Names from a hostile capture: in every view nothing reaches the terminal but what ovstop draws.</summary>
public sealed class HostileScreenTests
{
    private const string Evil = "\e]0;owned\u0007\e[2J\u009b31m\u202e\u2066\r\n\0\u200b\ud800";

    public static TheoryData<int> AllViews() => [.. Views.All.Select(view => view.Key)];

    [Theory]
    [MemberData(nameof(AllViews))]
    public void Only_sequences_of_the_screen_itself_reach_the_terminal(int view)
    {
        var frame = Shot.Draw(Hostile(Samples.Storm()), new UiState { View = view, Drilled = view is 2 or 4, Message = view == 8 ? Evil : null }, 120, 35);
        string sent = Encoding.UTF8.GetString(new FrameDiff(new TerminalTraits(ColorDepth.TrueColor, false)).Update(frame).Span);
        Assert.DoesNotMatch("\e(?!\\[[0-9;?]*[hlmHBCDKXJ])", sent);
        Assert.DoesNotMatch("[\\x00-\\x1a\\x1c-\\x1f\\x7f-\\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffe]", sent);
        Assert.DoesNotContain("\e]", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_handlers_are_sorted_followed_and_summed_up()
    {
        var storm = Samples.Storm();
        var handlers = Enumerable.Range(0, 10_000).Select(i => storm.Upcalls.Handlers[0] with { Name = $"handler{i}", Tid = (uint)i, UpcallsPerSecond = i * 7919 % 10_000 }).ToArray();
        var snapshot = storm with { Upcalls = storm.Upcalls with { Handlers = handlers } };
        var state = new UiState { View = 2 }.Select(5_000);
        var table = Views.Find(2)!.Pane.Table(snapshot, state)!;
        state = Selection.Hold(state, table);
        Assert.Equal(4_999, handlers.Single(handler => handler.Name == state.SelectedId).UpcallsPerSecond);
        Assert.Equal(5_000, Selection.Follow(state.Select(0), table).Selected);
        Assert.Contains("more ", FrameText.Of(Shot.Draw(snapshot, state, 120, 35)), StringComparison.Ordinal);
    }

    private static Snapshot Hostile(Snapshot storm) => storm with
    {
        Source = storm.Source with { Title = Evil, Notices = [Evil] },
        Upcalls = storm.Upcalls with { Handlers = [.. storm.Upcalls.Handlers.Select(handler => handler with { Name = Evil })] },
        Revalidator = storm.Revalidator with
        {
            Threads = [.. storm.Revalidator.Threads.Select(thread => thread with { Name = Evil })],
            Reasons = [.. storm.Revalidator.Reasons.Select(reason => reason with { Name = Evil })],
        },
        Talkers = storm.Talkers with { Lists = [.. storm.Talkers.Lists.Select(list => list with { Rows = [.. list.Rows.Select(row => row with { Name = Evil, Bridge = Evil, Text = Evil })] })] },
        Flows = storm.Flows with { Lives = storm.Flows.Lives with { Top = [.. storm.Flows.Lives.Top.Select(flow => flow with { Key = Evil, LastReason = Evil })] } },
    };
}

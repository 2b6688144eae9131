using NSubstitute;
using OvsTop.Screen.Input;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests;

/// <summary>Filters put in force from the screen.</summary>
public sealed class ScreenAppFilterTests : ScreenAppHarness
{
    [Fact]
    public void A_typed_filter_is_told_once_and_shown()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of('/'), Key.Of('t'), Key.Of('c'), Key.Of('p'), new(KeyCode.Enter), Key.Of('/'), Key.Control('u'), new(KeyCode.Enter), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Equal(["tcp", ""], _filters);
        Assert.Equal(["tcp"], _typed);
        Assert.Contains(" / tcp\n", _frames[5], StringComparison.Ordinal);
        Assert.Contains(" filter tcp  kernel  …", _frames[6], StringComparison.Ordinal);
        Assert.Contains(" filter none", _frames[9], StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_cannot_be_filtered_leaves_the_old_filter_and_says_so()
    {
        _complaint = "this recording cannot be filtered";
        Snapshots(Samples.Storm());
        Press(Key.Of('/'), Key.Of('i'), Key.Of('p'), new(KeyCode.Enter), Key.Of('q'));
        Run();
        Assert.Contains(_complaint, _frames[5], StringComparison.Ordinal);
        Assert.Contains(" filter none", _frames[5], StringComparison.Ordinal);
        Assert.Empty(_typed);
    }

    [Fact]
    public void The_selection_stays_with_the_flow_when_rows_move_and_f_filters_to_it()
    {
        var storm = Samples.Storm();
        var top = storm.Flows.Lives.Top;
        var moved = storm with { Flows = storm.Flows with { Lives = storm.Flows.Lives with { Top = [top[9], top[2], top[0]] } } };
        Snapshots(storm);
        Press(Key.Of('6'), new(KeyCode.Down), new(KeyCode.Down), new(KeyCode.Enter));
        Snapshots(moved);
        Press(new(KeyCode.Escape), Key.Of('f'), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.All(_frames[5..7], frame => Assert.Contains(top[2].Id, frame, StringComparison.Ordinal));
        Assert.DoesNotContain(top[2].Id, _frames[7], StringComparison.Ordinal);
        Assert.Equal($"{Model.Filters.Filter.Parse(top[2].Key).Filter}", Assert.Single(_filters));
        Assert.Equal([top[2].Key], _typed);
    }

    [Fact]
    public void A_handler_can_be_filtered_to()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of('2'), Key.Of('f'), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Equal(["handler=handler7"], _typed);
    }

    [Fact]
    public void Where_nothing_can_be_filtered_to_f_says_so()
    {
        Snapshots(Samples.Storm());
        Press(Key.Of('3'), Key.Of('f'), new(KeyCode.Enter), Key.Of('q'));
        Assert.Equal(0, Run());
        Assert.Contains("nothing is selected here", _frames[3], StringComparison.Ordinal);
        Assert.Empty(_filters);
    }

    [Fact]
    public void While_a_filter_is_typed_control_c_still_interrupts()
    {
        Press(Key.Of('/'), Key.Of('q'), Key.Control('l'), Key.Control('c'));
        Assert.Equal(130, Run());
        _host.Received(1).Invalidate();
    }
}

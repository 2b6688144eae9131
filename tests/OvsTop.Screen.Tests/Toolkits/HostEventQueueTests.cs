using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Toolkits;

namespace OvsTop.Screen.Tests.Toolkits;

public sealed class HostEventQueueTests
{
    private static readonly HostEvent Wake = new(HostEventKind.Wake), Resize = new(HostEventKind.Resize), Timeout = new(HostEventKind.Timeout);
    private readonly HostEventQueue _queue = new();

    [Fact]
    public void Events_come_in_their_order()
    {
        _queue.Add(Pressed('a'));
        _queue.Add(Resize);
        _queue.Add(Pressed('b'));
        Assert.Equal([Pressed('a'), Resize, Pressed('b'), Timeout], Take(4));
    }

    [Fact]
    public void A_key_pressed_twice_is_two_keys_and_waking_twice_is_once()
    {
        _queue.Add(Pressed('j'));
        _queue.Add(Wake);
        _queue.Add(Pressed('j'));
        _queue.Add(Wake);
        Assert.Equal([Pressed('j'), Wake, Pressed('j'), Timeout], Take(4));
    }

    [Fact]
    public void Waiting_ends_with_the_time() => Assert.Equal(Timeout, _queue.Take(1));

    [Fact]
    public void Waiting_for_ever_ends_with_an_event_of_another_thread()
    {
        var other = new Thread(() => _queue.Add(Wake));
        other.Start();
        Assert.Equal(Wake, _queue.Take(-1));
        other.Join();
    }

    [Fact]
    public void A_failure_is_told_after_the_events_before_it()
    {
        _queue.Add(Pressed('q'));
        _queue.Fail(new InvalidOperationException("no driver"));
        Assert.Equal(Pressed('q'), _queue.Take(-1));
        var told = Assert.Throws<HostException>(() => _queue.Take(-1));
        Assert.Equal("Terminal.Gui failed: no driver: use '--host ansi'", told.Message);
        Assert.Equal(1, told.ExitCode);
    }

    private List<HostEvent> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _queue.Take(0))];

    private static HostEvent Pressed(char character) => new(HostEventKind.Key, Key.Of(character));
}

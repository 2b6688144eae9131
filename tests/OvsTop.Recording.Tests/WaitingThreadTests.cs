using System.Reactive.Concurrency;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

public sealed class WaitingThreadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void What_is_due_first_is_done_first_and_equals_in_their_order_all_on_one_thread()
    {
        var clock = new HandClock();
        using var thread = new WaitingThread("test", clock);
        using var done = new CountdownEvent(4);
        var order = new List<string>();
        var threads = new HashSet<string?>();
        using var hold = new ManualResetEventSlim();
        thread.Schedule(hold.Wait);
        thread.Schedule(TimeSpan.FromMilliseconds(40), () => Note("later"));
        thread.Schedule(TimeSpan.FromMilliseconds(20), () => Note("soon"));
        thread.Schedule(() => Note("first"));
        thread.Schedule(() => Note("second"));
        clock.Advance(TimeSpan.FromMilliseconds(40));
        hold.Set();

        Assert.True(done.Wait(Patience));
        Assert.Equal(["first", "second", "soon", "later"], order);
        Assert.Equal(["test"], threads);

        void Note(string what)
        {
            order.Add(what);
            threads.Add(Thread.CurrentThread.Name);
            done.Signal();
        }
    }

    [Fact]
    public void What_is_taken_back_is_not_done()
    {
        var clock = new HandClock();
        using var thread = new WaitingThread("test", clock);
        using var done = new ManualResetEventSlim();
        bool wrong = false;
        var handle = thread.Schedule(TimeSpan.FromMilliseconds(5), () => wrong = true);
        handle.Dispose();
        thread.Schedule(TimeSpan.FromMilliseconds(10), done.Set);
        clock.Advance(TimeSpan.FromMilliseconds(10));

        Assert.True(done.Wait(Patience));
        Assert.False(wrong);
    }

    [Fact]
    public void Nothing_is_done_before_it_is_due_and_then_it_is()
    {
        var clock = new HandClock();
        using var thread = new WaitingThread("test", clock);
        using var done = new ManualResetEventSlim();
        thread.Schedule(TimeSpan.FromMilliseconds(1), done.Set);

        Assert.False(done.Wait(TimeSpan.FromMilliseconds(20)));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(done.Wait(Patience));
    }

    [Fact]
    public void Work_can_schedule_more_work_and_a_far_future_does_not_keep_the_near_one_waiting()
    {
        using var thread = new WaitingThread("test");
        using var done = new ManualResetEventSlim();
        thread.Schedule(TimeSpan.FromDays(60), () => { });
        thread.Schedule(() => thread.Schedule(TimeSpan.FromMilliseconds(1), done.Set));

        Assert.True(done.Wait(Patience));
    }

    [Fact]
    public void It_counts_time_itself_whatever_the_clock_of_the_machine_says()
    {
        var began = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
        var clock = new HandClock { TimeOfDay = began };
        using var thread = new WaitingThread("test", clock);
        Assert.Equal(began, thread.Now);

        clock.TimeOfDay = began.AddYears(20);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(began.AddSeconds(3), thread.Now);
    }

    [Fact]
    public void After_its_end_nothing_is_taken()
    {
        var thread = new WaitingThread("test");
        thread.Dispose();

        Assert.Throws<ObjectDisposedException>(() => thread.Schedule(() => { }));
    }

    /// <summary>Time passes when a test says so, and the time of day is what it says.</summary>
    private sealed class HandClock : TimeProvider
    {
        private long _ticks;

        public DateTimeOffset TimeOfDay { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public override DateTimeOffset GetUtcNow() => TimeOfDay;

        public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}

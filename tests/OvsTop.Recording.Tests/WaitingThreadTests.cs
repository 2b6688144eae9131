using System.Reactive.Concurrency;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

public sealed class WaitingThreadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void What_is_due_first_is_done_first_and_equals_in_their_order_all_on_one_thread()
    {
        using var thread = new WaitingThread("test");
        using var done = new CountdownEvent(4);
        var order = new List<string>();
        var threads = new HashSet<string?>();
        using var hold = new ManualResetEventSlim();
        thread.Schedule(hold.Wait);
        thread.Schedule(TimeSpan.FromMilliseconds(40), () => Note("later"));
        thread.Schedule(TimeSpan.FromMilliseconds(20), () => Note("soon"));
        thread.Schedule(() => Note("first"));
        thread.Schedule(() => Note("second"));
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
        using var thread = new WaitingThread("test");
        using var done = new ManualResetEventSlim();
        bool wrong = false;
        var handle = thread.Schedule(TimeSpan.FromMilliseconds(5), () => wrong = true);
        handle.Dispose();
        thread.Schedule(TimeSpan.FromMilliseconds(10), done.Set);

        Assert.True(done.Wait(Patience));
        Assert.False(wrong);
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
        using var thread = new WaitingThread("test", began);
        var first = thread.Now;

        Assert.InRange(first, began, began.AddDays(1));
        Assert.True(SpinWait.SpinUntil(() => thread.Now > first, Patience));
    }

    [Fact]
    public void After_its_end_nothing_is_taken()
    {
        var thread = new WaitingThread("test");
        thread.Dispose();

        Assert.Throws<ObjectDisposedException>(() => thread.Schedule(() => { }));
    }
}

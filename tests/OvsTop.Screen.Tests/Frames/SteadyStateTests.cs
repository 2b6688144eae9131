using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;
using OvsTop.Screen.Tests.Panes;

namespace OvsTop.Screen.Tests.Frames;

public sealed class SteadyStateTests
{
    [Theory]
    [InlineData("overview")]
    [InlineData("upcalls")]
    [InlineData("latency")]
    [InlineData("revalidator")]
    [InlineData("mainloop")]
    public void Drawing_and_sending_a_large_frame_allocates_nothing(string view)
    {
        var first = Samples.Storm();
        var second = Samples.Storm(15) with { TimeNs = first.TimeNs + 1_000_000_000, Number = 76 };
        var state = new UiState { View = Views.Find(view)!.Key };
        var frame = new Frame(200, 50);
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.TrueColor, false));
        long sent = 0;
        for (int i = 0; i < 4; i++)
        {
            sent += Step(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            sent += Step(i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sent > 0);

        int Step(int i)
        {
            ScreenView.Draw(i % 2 == 0 ? first : second, state, KeyTable.Default, Shot.Dark, frame);
            return diff.Update(frame).Length;
        }
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    [InlineData(200, 50)]
    public void The_overview_sends_less_than_8_kB_a_second_when_everything_moves(int width, int height)
    {
        var frame = new Frame(width, height);
        var diff = new FrameDiff(new TerminalTraits(ColorDepth.TrueColor, false));
        int largest = 0;
        for (int tick = 0; tick < 30; tick++)
        {
            ScreenView.Draw(Samples.StormLater(tick), new UiState(), KeyTable.Default, Shot.Dark, frame);
            int sent = diff.Update(frame).Length;
            largest = tick == 0 ? 0 : Math.Max(largest, sent);
        }

        Assert.InRange(largest, 1, 8192);
    }
}

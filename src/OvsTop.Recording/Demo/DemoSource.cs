using System.Reactive.Concurrency;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Demo;

/// <summary>The embedded recording of a real incident; how it was made stands in README.md beside this file.</summary>
public static class DemoSource
{
    /// <summary>Opens the recording.</summary>
    /// <param name="options">How to play it; in real time and in a loop if null.</param>
    /// <param name="scheduler">Time and thread of the replay; a thread of its own if null.</param>
    public static ReplaySource Open(ReplayOptions? options = null, IScheduler? scheduler = null)
    {
        options ??= new ReplayOptions { Loop = true };
        return new ReplaySource(new DemoRecording(), options, scheduler);
    }
}

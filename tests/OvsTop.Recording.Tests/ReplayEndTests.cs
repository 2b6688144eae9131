using System.Reactive.Concurrency;
using OvsTop.Model.Sources;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

/// <summary>Who reads that a recording is at its end has been given all of it: the state comes behind the last batch, on whatever thread it is read.</summary>
public sealed class ReplayEndTests
{
    [Fact]
    public void The_end_is_told_behind_the_last_batch()
    {
        var time = new HistoricalScheduler();
        using var source = ReplaySource.Open(Captures.PathOf("ct1-tcp"), new ReplayOptions { HoldAtEnd = true }, time);
        var told = new List<(Rest At, bool AtEnd)>();
        using var _ = source.Batches.Subscribe(batch => told.Add((batch.Rest, source.State.AtEnd)));
        time.AdvanceBy(TimeSpan.FromMinutes(5));
        Assert.Equal(Rest.End, told[^1].At);
        Assert.DoesNotContain(told, batch => batch.AtEnd);
        Assert.True(source.State is { AtEnd: true, Paused: true, Seeking: false });
    }

    [Fact]
    public void A_jump_to_the_end_is_under_way_until_the_end_is_told()
    {
        var time = new HistoricalScheduler();
        using var source = ReplaySource.Open(Captures.PathOf("ct1-tcp"), new ReplayOptions { HoldAtEnd = true, StartPaused = true }, time);
        var told = new List<bool>();
        using var _ = source.Batches.Subscribe(batch => told.Add(source.State is { Seeking: true, AtEnd: false }));
        source.Seek(TimeSpan.MaxValue);
        time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.True(told[^1]);
        Assert.True(source.State is { AtEnd: true, Seeking: false });
    }

    [Fact]
    public void The_end_of_a_stream_is_told_when_it_is_completed()
    {
        var time = new HistoricalScheduler();
        using var source = ReplaySource.Open(Captures.PathOf("ct1-tcp"), new ReplayOptions(), time);
        bool? atEnd = null;
        using var _ = source.Batches.Subscribe(_ => { }, () => atEnd = source.State.AtEnd);
        time.AdvanceBy(TimeSpan.FromMinutes(5));
        Assert.False(atEnd);
        Assert.True(source.State.AtEnd);
    }

    [Fact]
    public void A_loop_that_is_wanted_at_the_end_begins_at_once()
    {
        var time = new HistoricalScheduler();
        using var source = ReplaySource.Open(Captures.PathOf("ct1-tcp"), new ReplayOptions { HoldAtEnd = true }, time);
        using var _ = source.Batches.Subscribe();
        time.AdvanceBy(TimeSpan.FromMinutes(5));
        var length = source.State.Length!.Value;
        source.Loops = true;
        time.AdvanceBy(length * 1.5);
        Assert.True(source.State is { AtEnd: false, Paused: false, Loop: true });
        Assert.InRange(source.State.Position, length * 0.4, length * 0.6);
    }
}

using System.Reactive.Concurrency;
using System.Reactive.Linq;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

internal static class Recorded
{
    private static readonly RecordingOptions Whole = new() { Payload = PayloadLevel.Full };

    /// <summary>Plays a capture into a container.</summary>
    /// <returns>What went in.</returns>
    public static BatchLog Convert(string from, string to, RecordingOptions? options = null, RecordingSession? session = null)
    {
        using var source = ReplaySource.Open(from, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        using var writer = RecordingWriter.Create(to, session ?? new RecordingSession { Source = Path.GetFileName(from) }, options ?? Whole);
        return new BatchLog(new Tee(source, writer));
    }

    private sealed class Tee(ReplaySource source, RecordingWriter writer) : IProbeSource
    {
        public IObservable<ProbeBatch> Batches => source.Batches.Do(batch => writer.Write(batch));

        public SourceInfo Info => source.Info;

        public void Dispose() => source.Dispose();
    }
}

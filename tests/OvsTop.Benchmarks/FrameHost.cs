using System.Diagnostics;
using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;

namespace OvsTop.Benchmarks;

/// <summary>
/// A host without a terminal: presses keys, then gives one snapshot after the other, and measures from each to the bytes that a terminal would be sent.
/// What was before the first snapshot of them is painted, not measured.
/// </summary>
internal sealed class FrameHost(int width, int height, IReadOnlyList<Key> keys, IReadOnlyList<Snapshot> snapshots) : IHost, IObservable<Snapshot>
{
    private readonly FrameDiff _diff = new(new TerminalTraits(ColorDepth.TrueColor, Ascii: false));
    private IObserver<Snapshot>? _observer;
    private int _pressed;
    private int _given;
    private long _start;
    private double _cpuStart;

    public (int Width, int Height) Size => (width, height);

    /// <summary>ms of each frame, and how much of that this thread had a processor: the rest was taken by others.</summary>
    public List<(double Ms, double CpuMs)> Times { get; } = [];

    /// <summary>Bytes of each frame, and the time since the beginning of what it shows.</summary>
    public List<(double Seconds, byte[] Bytes)> Sent { get; } = [];

    public Snapshot? Latest { get; private set; }

    public void Present(Frame frame)
    {
        var bytes = _diff.Update(frame);
        if (_given > 1)
        {
            Times.Add((Stopwatch.GetElapsedTime(_start).TotalMilliseconds, ThreadClock.Ms() - _cpuStart));
            Sent.Add((Latest!.ElapsedSeconds, bytes.ToArray()));
        }
    }

    public HostEvent Wait(int timeoutMs)
    {
        if (_given == 1 && _pressed < keys.Count)
        {
            return new HostEvent(HostEventKind.Key, keys[_pressed++]);
        }

        if (_given == snapshots.Count)
        {
            return new HostEvent(HostEventKind.Terminate, Signal: 15);
        }

        Latest = snapshots[_given++];
        _observer!.OnNext(Latest);
        _cpuStart = ThreadClock.Ms();
        _start = Stopwatch.GetTimestamp();
        return new HostEvent(HostEventKind.Wake);
    }

    public IDisposable Subscribe(IObserver<Snapshot> observer)
    {
        _observer = observer;
        return this;
    }

    public void Wake()
    {
    }

    public bool Copy(string text) => false;

    public void Invalidate() => _diff.Invalidate();

    public void Suspend()
    {
    }

    public void Leave(Frame? keep)
    {
    }

    public void Dispose()
    {
    }
}

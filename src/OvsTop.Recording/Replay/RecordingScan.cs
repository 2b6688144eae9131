using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Recording.Replay;

/// <summary>
/// Reads a recording once, on a thread of its own and with nothing shared, for its length and its spikes. Damage is passed over as in playing; a recording
/// that cannot be read at all has no length and no spikes: the player says why.
/// </summary>
internal sealed class RecordingScan : IDisposable
{
    private const ulong SecondNs = 1_000_000_000;

    private static readonly ProbeId[] UpcallProbes = [.. PrimaryProbes.Usdt.Upcalls, .. PrimaryProbes.Kernel.Upcalls];

    private readonly Lock _gate = new();
    private readonly IRecording _recording;
    private readonly SpikeFinder _finder = new(SpikeRule.Default);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;
    private ulong _lengthNs;
    private volatile bool _stop;

    /// <summary>Names a recording; nothing is read yet.</summary>
    /// <param name="recording">For this scan alone.</param>
    public RecordingScan(IRecording recording) => _recording = recording;

    /// <summary>Length of the recording; null until the scan is done.</summary>
    public TimeSpan? Length
    {
        get
        {
            lock (_gate)
            {
                return _done.Task.IsCompleted && _lengthNs > 0 ? TimeSpan.FromTicks((long)(_lengthNs / 100)) : null;
            }
        }
    }

    /// <summary>Length of the recording, as soon as the scan is done; null if it cannot be read.</summary>
    public async Task<TimeSpan?> FindLength()
    {
        Start();
        await _done.Task.ConfigureAwait(false);
        return Length;
    }

    /// <summary>Starts reading, if that has not begun.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_started)
            {
                return;
            }

            _started = true;
        }

        new Thread(Run) { IsBackground = true, Name = "replay scan", Priority = ThreadPriority.BelowNormal }.Start();
    }

    /// <summary>The nearest spike, as soon as the scan is done.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="forth">Later than that or, if false, earlier.</param>
    public async Task<Spike?> Find(TimeSpan from, bool forth)
    {
        Start();
        await _done.Task.ConfigureAwait(false);
        return forth ? _finder.Spikes.Find(spike => spike.At > from) : _finder.Spikes.FindLast(spike => spike.At < from);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop = true;

    private void Run()
    {
        try
        {
            using var reader = _recording.Open();
            Read(reader);
        }
#pragma warning disable CA1031 // Whatever it is: the player reads the same file and tells the user, a thread of its own would end the process.
        catch (Exception)
#pragma warning restore CA1031
        {
            _lengthNs = 0;
        }
        finally
        {
            _done.SetResult();
        }
    }

    private void Read(IBatchReader reader)
    {
        var batch = new ProbeBatch();
        long second = 0;
        ulong upcalls = 0;
        ulong[] counted = new ulong[ProbeTable.Slots];

        // What the first batch has counted may have come long before it.
        bool restarts = true;
        while (!_stop && reader.Read(batch))
        {
            ulong timeNs = batch.TimeNs > reader.StartNs ? batch.TimeNs - reader.StartNs : 0;
            restarts |= batch.Discontinuity || timeNs < _lengthNs;
            _lengthNs = timeNs;
            long now = (long)(timeNs > 0 ? (timeNs - 1) / SecondNs : 0);
            if (now > second)
            {
                _finder.Add(second, upcalls);
                upcalls = 0;
            }

            second = now;
            if (batch.Tallies is { } tallies)
            {
                var primary = (reader.Session?.Primary ?? PrimaryProbes.Usdt).Seen(tallies.Hits);
                foreach (var probe in UpcallProbes)
                {
                    ulong hits = tallies.Hits(probe), before = counted[(int)probe];
                    upcalls += restarts || hits < before || !primary.Upcalls.Contains(probe) ? 0 : hits - before;
                    counted[(int)probe] = hits;
                }

                restarts = false;
            }
        }

        _finder.Add(second, upcalls);
    }
}

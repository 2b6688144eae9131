using System.Diagnostics;
using OvsTop.Model.Talkers;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Wire;

namespace OvsTop.Probes.Live;

/// <summary>
/// Talkers of the loaded programs. The kernel adds to keys of the current epoch; when there are many, the epoch is raised, and keys of the one before are taken out at a
/// later reading: by then no program adds to them any more, so that nothing is lost between reading and deleting.
/// </summary>
internal sealed class KernelTalkers : IDisposable
{
    /// <summary>A hit takes microseconds; one that was preempted between looking at the epoch and counting is over by then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(15);

    private readonly MappedMap<TalkerControl> _control;
    private readonly TalkerMap _narrow;
    private readonly TalkerMap _wide;
    private readonly TalkerTable _taken = new();
    private readonly Start[] _starts = new Start[TalkerDimensionTable.Count];
    private readonly TalkerEpochs _epochs = new();
    private long _raised;
    private byte _generation;
    private uint _insertedNarrow;
    private uint _insertedWide;

    /// <summary>Maps the talkers of loaded programs.</summary>
    public KernelTalkers(BpfObject programs)
    {
        const int NarrowEntries = 16384, WideEntries = 65536, HeadBytes = 8, KeyBytes = 40;
        _control = new MappedMap<TalkerControl>(programs.MapFd(".data.talkers"), 1, writable: true);
        _narrow = new TalkerMap(programs.MapFd("talkers_narrow"), HeadBytes, NarrowEntries);
        _wide = new TalkerMap(programs.MapFd("talkers_wide"), KeyBytes, WideEntries);
        _taken.Dimensions = (TalkerDimensions)Shared.Dimensions;
    }

    /// <summary>So many keys came since the last reading that the next should not wait.</summary>
    public bool IsPressed =>
        Shared.Inserted[0] - _insertedNarrow > (uint)_narrow.Entries / 8 || Shared.Inserted[1] - _insertedWide > (uint)_wide.Entries / 8;

    /// <summary>Without a filter the tracepoint of kernel upcalls counts, and not recv_upcall.</summary>
    public bool FromKernel
    {
        get => Shared.FromKernel != 0;
        set => Volatile.Write(ref Shared.FromKernel, value ? 1u : 0);
    }

    private ref TalkerControl Shared => ref _control.Span[0];

    /// <summary>Sets what is counted. What comes begins at zero.</summary>
    /// <param name="dimensions">The dimensions.</param>
    /// <param name="upcalls">Upcalls so far, read before.</param>
    /// <param name="unattributed">Those of them that no thread's row has.</param>
    public void SetDimensions(TalkerDimensions dimensions, ulong upcalls, ulong unattributed)
    {
        var coming = dimensions & ~_taken.Dimensions;
        _taken.Dimensions = dimensions;
        RaiseEpoch();
        StartAt(coming, upcalls, unattributed);
        Volatile.Write(ref Shared.Dimensions, (uint)dimensions);
    }

    /// <summary>Begins at zero: another filter is in force.</summary>
    /// <param name="generation">The filter's; 0 none.</param>
    /// <param name="upcalls">Upcalls of it so far, read before it was set.</param>
    /// <param name="unattributed">Those of them that no thread's row has.</param>
    public void Restart(uint generation, ulong upcalls, ulong unattributed)
    {
        _generation = (byte)generation;
        _taken.Clear();
        RaiseEpoch();
        StartAt(TalkerDimensions.All, upcalls, unattributed);
    }

    /// <summary>Reads the counts; <see cref="Complete"/> makes them whole.</summary>
    /// <param name="view">Receives them.</param>
    public void Read(TalkerTable view)
    {
        bool isSettled = Stopwatch.GetElapsedTime(_raised) >= Grace;
        (_insertedNarrow, _insertedWide) = (Shared.Inserted[0], Shared.Inserted[1]);
        bool hasWide = _wide.Count > 0 || Shared.Dimensions >> (int)TalkerDimension.Source != 0;
        _narrow.Read();
        TakeOut(_narrow, isSettled);
        if (hasWide)
        {
            _wide.Read();
            TakeOut(_wide, isSettled);
        }

        view.CopyFrom(_taken);
        int narrow = AddTo(view, _narrow, isSettled), wide = hasWide ? AddTo(view, _wide, isSettled) : 0;
        if (isSettled && (narrow > _narrow.Entries / 8 || wide > _wide.Entries / 8))
        {
            RaiseEpoch();
        }
    }

    /// <summary>Sets totals and what was missed.</summary>
    /// <param name="view">What was read.</param>
    /// <param name="upcalls">Upcalls so far, read after <see cref="Read"/>: so it has all that was counted.</param>
    /// <param name="unattributed">Those of them that no thread's row has.</param>
    public void Complete(TalkerTable view, ulong upcalls, ulong unattributed)
    {
        for (int i = 0; i < _starts.Length; i++)
        {
            if (view.Find((TalkerDimension)i) is { } column)
            {
                ref readonly var start = ref _starts[i];
                column.Missed = Shared.Missed[i] - start.Missed + unattributed - Math.Min(unattributed, start.Unattributed);
                column.Total = Math.Max(upcalls - Math.Min(upcalls, start.Upcalls), column.Sum);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _control.Dispose();

    private void RaiseEpoch()
    {
        _epochs.Raise();
        Volatile.Write(ref Shared.Epoch, _epochs.Current);
        _raised = Stopwatch.GetTimestamp();
    }

    private void StartAt(TalkerDimensions dimensions, ulong upcalls, ulong unattributed)
    {
        for (int i = 0; i < _starts.Length; i++)
        {
            if (dimensions.Has((TalkerDimension)i))
            {
                _epochs.Start((TalkerDimension)i);
                _starts[i] = new Start(Shared.Missed[i], upcalls, unattributed);
            }
        }
    }

    private void TakeOut(TalkerMap map, bool isSettled)
    {
        byte epoch = _epochs.Current;
        for (int i = 0; isSettled && i < map.Count; i++)
        {
            var key = map.KeyAt(i);
            if (key.Epoch == epoch)
            {
                continue;
            }

            map.Mark(i);
            if (IsWanted(key))
            {
                _taken.Add(key.ToPlain(), map.CountAt(i));
            }
        }

        map.Delete();
    }

    /// <summary>Adds what stays in the map.</summary>
    /// <returns>How much that is.</returns>
    private int AddTo(TalkerTable view, TalkerMap map, bool isSettled)
    {
        byte epoch = _epochs.Current;
        int stay = 0;
        for (int i = 0; i < map.Count; i++)
        {
            var key = map.KeyAt(i);
            if (isSettled && key.Epoch != epoch)
            {
                continue;
            }

            stay++;
            if (IsWanted(key))
            {
                view.Add(key.ToPlain(), map.CountAt(i));
            }
        }

        return stay;
    }

    /// <summary>Counted under the filter in force, and since its dimension is wanted.</summary>
    private bool IsWanted(in TalkerKey key) => key.Generation == _generation && _epochs.IsSinceStart(key.Dimension, key.Epoch);

    private readonly record struct Start(ulong Missed, ulong Upcalls, ulong Unattributed);
}

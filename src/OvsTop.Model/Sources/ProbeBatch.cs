using OvsTop.Model.Events;
using OvsTop.Model.Facts;
using OvsTop.Model.Filters;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;

namespace OvsTop.Model.Sources;

/// <summary>
/// What one poll of a source yielded. Pooled: valid only during OnNext. Counts are in <see cref="Tallies"/>, complete whatever was
/// lost; <see cref="Records"/> are details and may be a part of what happened, <see cref="Losses"/> says how much of it.
/// </summary>
public sealed class ProbeBatch
{
    /// <summary>CLOCK_MONOTONIC at the end of the poll; never decreases from batch to batch, except where <see cref="Discontinuity"/> is set.</summary>
    public ulong TimeNs { get; set; }

    /// <summary>Detail records since the last batch, in the order of the ring.</summary>
    public RecordBuffer Records { get; } = new();

    /// <summary>Cumulative tallies, or null when this poll did not read them. A batch that crosses a sampling tick carries them.</summary>
    public TallyTable? Tallies { get; set; }

    /// <summary>
    /// How long each probe was attached, cumulative, at the reading of <see cref="Tallies"/>: what was hit while a probe was not attached is in no
    /// count. Null when all were attached all the time, or a recording does not say.
    /// </summary>
    public ProbeTimes? AttachedNs => Tallies?.AttachedNs;

    /// <summary>The filter in effect; null without one. With a filter, <see cref="Records"/> hold matching packets only.</summary>
    public CompiledFilter? Filter { get; set; }

    /// <summary>
    /// Cumulative tallies of what matches <see cref="Filter"/> since it was set (they restart at zero with every new filter), by the rules of
    /// <see cref="Tallies"/>; null without a filter or when this poll did not read them.
    /// </summary>
    public TallyTable? Matched { get; set; }

    /// <summary>
    /// The filter that was in force when a recording was made, as text: details of other packets are not in it. Null without one, and always on a
    /// live switch.
    /// </summary>
    public string? RecordedFilter { get; set; }

    /// <summary>
    /// Who caused upcalls, cumulative, as of <see cref="Tallies"/>; with a filter, of what matches it since it was set. Null when this poll did not read them.
    /// </summary>
    public TalkerTable? Talkers { get; set; }

    /// <summary>Cumulative fate of the details.</summary>
    public DetailLosses Losses { get; set; }

    /// <summary>Names that records refer to by index; index 0 is the empty name. Live sources leave it empty.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>What the daemon said of itself last, each answer with its time; null where nobody asks.</summary>
    public DaemonFacts? Facts { get; set; }

    /// <summary>Set when events before this batch belong to another daemon or another position (restart, seek): windows start anew.</summary>
    public bool Discontinuity { get; set; }

    /// <summary>
    /// With <see cref="Discontinuity"/>: when the recording began of which this is a later place, so that intervals are counted as if it had been
    /// played to here. Null where time starts anew.
    /// </summary>
    public ulong? OriginNs { get; set; }

    /// <summary>Whether nothing comes after this batch for a while. Such a batch holds nothing else.</summary>
    public Rest Rest { get; set; }
}

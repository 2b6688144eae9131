using OvsTop.Model.Events;

namespace OvsTop.Model.Sources;

/// <summary>How long each probe was switched on, cumulative, ns. A probe counts in that time only, so a rate is hits by this time.</summary>
public sealed class ProbeTimes
{
    private readonly ulong[] _ns = new ulong[ProbeTable.Slots];

    /// <summary>Attached time of one probe, ns.</summary>
    public ref ulong this[ProbeId probe] => ref _ns[(int)probe];

    /// <summary>By <see cref="ProbeId"/>, ns.</summary>
    public Span<ulong> Ns => _ns;

    /// <summary>Makes this a copy of another.</summary>
    public void CopyFrom(ProbeTimes other) => other._ns.CopyTo(_ns, 0);
}

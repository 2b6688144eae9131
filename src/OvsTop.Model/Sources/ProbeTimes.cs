using OvsTop.Model.Events;

namespace OvsTop.Model.Sources;

/// <summary>How long each probe was switched on, cumulative, ns. A probe counts in that time only, so a rate is hits by this time.</summary>
public sealed class ProbeTimes
{
    private readonly ulong[] _ns = new ulong[ProbeTable.Slots];

    /// <summary>CLOCK_MONOTONIC of the reading; 0 when nobody says.</summary>
    public ulong TimeNs { get; set; }

    /// <summary>Bits by <see cref="ProbeId"/>: the probes that were on at the reading, whose time goes on.</summary>
    public uint On { get; set; }

    /// <summary>Attached time of a probe at a moment, by what this reading knows, ns.</summary>
    public ulong At(ProbeId probe, ulong timeNs) => _ns[(int)probe] + ((On >> (int)probe & 1) != 0 && timeNs > TimeNs ? timeNs - TimeNs : 0);

    /// <summary>True when another reading says nothing that this one does not.</summary>
    public bool Foresees(ProbeTimes later)
    {
        bool same = On == later.On;
        for (int i = 0; same && i < ProbeTable.Slots; i++)
        {
            same = At((ProbeId)i, later.TimeNs) == later._ns[i];
        }

        return same;
    }

    /// <summary>Attached time of one probe, ns.</summary>
    public ref ulong this[ProbeId probe] => ref _ns[(int)probe];

    /// <summary>By <see cref="ProbeId"/>, ns.</summary>
    public Span<ulong> Ns => _ns;

    /// <summary>A copy.</summary>
    public ProbeTimes Copy()
    {
        var copy = new ProbeTimes();
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Makes this a copy of another.</summary>
    public void CopyFrom(ProbeTimes other)
    {
        other._ns.CopyTo(_ns, 0);
        (TimeNs, On) = (other.TimeNs, other.On);
    }
}

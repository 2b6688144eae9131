using OvsTop.Model.Events;

namespace OvsTop.Analysis.Aggregators;

/// <summary>What the latest start_dump or sweep_done said about its struct udpif.</summary>
internal struct RoundDetails
{
    /// <summary>n_flows argument: flows in the datapath when the dump started.</summary>
    public ulong Flows;

    public ulong FlowLimit, FlowsMax, FlowsAverage;
    public long WaitMs, DurationMs, DurationMaxMs;
    public bool HasFlows, HasUdpif, HasDuration, HasWait;

    /// <summary>Reads one detail.</summary>
    public void Add(in EventHeader header)
    {
        Flows = header.Value0;
        HasFlows = true;
        bool ended = header.Probe == ProbeId.SweepDone;
        if (ended)
        {
            WaitMs = header.Detail;
            HasWait = true;
        }

        if ((header.Flags & (EventFlags.Fault | EventFlags.UnknownLayout)) != 0)
        {
            return;
        }

        HasUdpif = true;
        FlowLimit = (uint)header.Value3;
        FlowsMax = (uint)header.Value2;
        FlowsAverage = header.Value2 >> 32;
        if (ended)
        {
            // udpif_revalidator() sets dump_duration right before sweep_done; at start_dump it is still that of the round before.
            DurationMs = (long)Math.Min(header.Value1, long.MaxValue);
            DurationMaxMs = Math.Max(DurationMaxMs, DurationMs);
            HasDuration = true;
        }
    }
}

using OvsTop.Model.Events;
using OvsTop.Model.Filters.Kernel;

namespace OvsTop.Model.Talkers;

/// <summary>Counts talkers from details by the rules of the kernel programs (talkers.bpf.h): their twin, and what captures and filters here are counted with.</summary>
public sealed class TalkerCounter
{
    private static readonly TalkerDimensions Walked = TalkerDimensions.All & ~TalkerDimensions.InPort;

    /// <summary>The counts so far; set <see cref="TalkerTable.Dimensions"/> to what is wanted.</summary>
    public TalkerTable Table { get; } = new();

    /// <summary>Counts a received upcall; other events are passed over, and what is there only because it is related to what passes a filter.</summary>
    public void Add(in ProbeEvent record)
    {
        ref readonly var header = ref record.Header;
        var wanted = Table.Dimensions;
        if (header.Probe is not ProbeId.RecvUpcall || (header.Flags & EventFlags.Unmatched) != 0 || wanted == TalkerDimensions.None)
        {
            return;
        }

        if (wanted.Has(TalkerDimension.InPort))
        {
            Count(TalkerKeys.OfInPort(record.Key));
        }

        if ((wanted & Walked) == 0)
        {
            return;
        }

        var fields = default(KernelKeyFields);
        bool whole = record.Key.Length == header.KeyLength;
        if (whole)
        {
            KernelKeyExtractor.Extract(record.Key, header.PacketLength, (uint)header.Argument, header.Tid, ref fields);
            whole = (fields[(int)KeyWord.Present] & KernelKeyFields.Incomplete) == 0;
        }

        for (var dimension = TalkerDimension.EthType; (int)dimension < TalkerDimensionTable.Count; dimension++)
        {
            if (wanted.Has(dimension))
            {
                Count(TalkerKeys.Of(dimension, fields, whole, (uint)header.Argument));
            }
        }
    }

    private void Count(in TalkerKey key)
    {
        var column = Table.Find(key.Dimension)!;
        column.Add(key, 1);
        column.Total++;
    }
}

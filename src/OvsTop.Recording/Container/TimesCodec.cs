using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Container;

/// <summary>
/// How long each probe was attached: time of the reading, bits of the probes that were on, number of pairs; pairs of probe and attached ns. Written when it
/// says more than the last one foresaw.
/// </summary>
internal sealed class TimesCodec
{
    private ProbeTimes? _last;

    /// <summary>True when it must be written.</summary>
    public bool IsNews(ProbeTimes times, bool key) => key || _last is null || !_last.Foresees(times);

    /// <summary>Writes it.</summary>
    public void Encode(ProbeTimes times, ByteSink sink)
    {
        (_last ??= new ProbeTimes()).CopyFrom(times);
        int pairs = 0;
        foreach (ulong ns in times.Ns)
        {
            pairs += ns == 0 ? 0 : 1;
        }

        sink.Varint(times.TimeNs);
        sink.Varint(times.On);
        sink.Varint((ulong)pairs);
        for (int i = 0; i < ProbeTable.Slots; i++)
        {
            if (times.Ns[i] != 0)
            {
                sink.Varint((ulong)i);
                sink.Varint(times.Ns[i]);
            }
        }
    }

    /// <summary>Reads it into a table. False when it is damaged.</summary>
    public static bool TryDecode(ref ByteSource source, TallyTable table)
    {
        var times = new ProbeTimes { TimeNs = source.Varint(), On = (uint)source.Varint() };
        ulong pairs = source.Varint();
        for (ulong i = 0; i < pairs && !source.Failed; i++)
        {
            ulong probe = source.Varint(), ns = source.Varint();
            if (probe < ProbeTable.Slots)
            {
                times.Ns[(int)probe] = ns;
            }
        }

        table.SetTimes(times);
        return !source.Failed;
    }
}

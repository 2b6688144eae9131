using System.Runtime.CompilerServices;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Container;

/// <summary>
/// A thread's tally as a row of cells. A session names its fields, so that files outlive changes of <see cref="ThreadTally"/>: a cell whose
/// field this ovstop lacks is skipped, one the file lacks stays 0.
/// </summary>
internal sealed class TallyLayout
{
    private static readonly string[] StageNames =
        [
            "translate", "translate_execute", "main_run", "main_wait", "dump", "kernel_put", "kernel_execute", "queue", "wait_put", "wait_execute", "total", "send",
        ];

    private readonly (int Offset, int Width)[] _cells;

    /// <summary>Makes the layout of a session.</summary>
    /// <param name="fields">As the session names them; offsets are ignored.</param>
    public TallyLayout(IReadOnlyList<TallyField> fields)
    {
        Fields = fields;
        _cells = [.. fields.SelectMany(Cells)];
    }

    /// <summary>The fields of this ovstop.</summary>
    public static IReadOnlyList<TallyField> OwnFields { get; } = MakeOwnFields();

    /// <summary>The layout of this ovstop.</summary>
    public static TallyLayout Own { get; } = new(OwnFields);

    /// <summary>The fields, in the order of their cells.</summary>
    public IReadOnlyList<TallyField> Fields { get; }

    /// <summary>Cells of a row.</summary>
    public int CellCount => _cells.Length;

    /// <summary>The value of a cell; 0 if this ovstop lacks it.</summary>
    public ulong Get(in ThreadTally tally, int cell)
    {
        var (offset, width) = _cells[cell];
        ref byte place = ref Unsafe.AddByteOffset(ref Unsafe.As<ThreadTally, byte>(ref Unsafe.AsRef(in tally)), offset);
        return width switch
        {
            4 => Unsafe.ReadUnaligned<uint>(ref place),
            8 => Unsafe.ReadUnaligned<ulong>(ref place),
            _ => 0,
        };
    }

    /// <summary>Sets the value of a cell, if this ovstop has it.</summary>
    public void Set(ref ThreadTally tally, int cell, ulong value)
    {
        var (offset, width) = _cells[cell];
        ref byte place = ref Unsafe.AddByteOffset(ref Unsafe.As<ThreadTally, byte>(ref tally), offset);
        if (width == 4)
        {
            Unsafe.WriteUnaligned(ref place, (uint)value);
        }
        else if (width == 8)
        {
            Unsafe.WriteUnaligned(ref place, value);
        }
    }

    private static IEnumerable<(int Offset, int Width)> Cells(TallyField field)
    {
        var own = OwnFields.FirstOrDefault(f => f.Name == field.Name);
        for (int i = 0; i < field.Count; i++)
        {
            yield return own is not null && i < own.Count ? (own.Offset + i * own.Width, own.Width) : (0, 0);
        }
    }

    private static List<TallyField> MakeOwnFields()
    {
        var tally = default(ThreadTally);
        var fields = new List<TallyField>();
        Add("tid", ref tally.Tid, 1);
        Add("batch_max", ref tally.BatchMax, 1);
        Add("comm", ref Unsafe.As<ThreadTally.CommArray, ulong>(ref tally.Comm), 2);
        Add("port_id", ref tally.PortId, 1);
        Add("hits", ref Unsafe.As<ThreadTally.HitArray, ulong>(ref tally.Hits), Unsafe.SizeOf<ThreadTally.HitArray>() / 8);
        Add("upcall_types", ref Unsafe.As<ThreadTally.FourArray, ulong>(ref tally.UpcallTypes), 4);
        Add("results", ref Unsafe.As<ThreadTally.FourArray, ulong>(ref tally.Results), 4);
        Add("reasons", ref Unsafe.As<ThreadTally.ReasonArray, ulong>(ref tally.Reasons), ThreadTally.ReasonSlots);
        Add("churn", ref Unsafe.As<ThreadTally.ReasonArray, ulong>(ref tally.Churn), ThreadTally.ReasonSlots);
        Add("upcall_errors", ref Unsafe.As<ThreadTally.ErrorArray, ulong>(ref tally.UpcallErrors), ThreadTally.ErrorSlots);
        Add("put_errors", ref Unsafe.As<ThreadTally.ErrorArray, ulong>(ref tally.PutErrors), ThreadTally.ErrorSlots);
        Add("execute_errors", ref Unsafe.As<ThreadTally.ErrorArray, ulong>(ref tally.ExecuteErrors), ThreadTally.ErrorSlots);
        Add("batches", ref tally.Batches, 1);
        Add("puts_modify", ref tally.PutsModify, 1);
        Add("puts_probe", ref tally.PutsProbe, 1);
        Add("puts_unmatched", ref tally.PutsUnmatched, 1);
        Add("executes_unmatched", ref tally.ExecutesUnmatched, 1);
        Add("details_delivered", ref tally.DetailsDelivered, 1);
        Add("details_lost", ref tally.DetailsLost, 1);
        Add("details_skipped", ref tally.DetailsSkipped, 1);
        Add("batch_sizes", ref Unsafe.As<ThreadTally.BatchArray, uint>(ref tally.BatchSizes), ThreadTally.MaxBatch + 1);
        for (int i = 0; i < StageNames.Length; i++)
        {
            ref var stage = ref tally.Stages[i];
            Add(StageNames[i] + ".sum_ns", ref stage.SumNs, 1);
            Add(StageNames[i] + ".min_ns", ref stage.MinNs, 1);
            Add(StageNames[i] + ".max_ns", ref stage.MaxNs, 1);
            Add(StageNames[i] + ".count", ref stage.Count, 1);
            Add(StageNames[i] + ".buckets", ref Unsafe.As<StageTally.BucketArray, uint>(ref stage.Buckets), LatencyBuckets.Count);
        }

        return fields;

        void Add<T>(string name, ref T field, int count)
            where T : unmanaged
        {
            int offset = (int)Unsafe.ByteOffset(ref Unsafe.As<ThreadTally, byte>(ref tally), ref Unsafe.As<T, byte>(ref field));
            fields.Add(new TallyField(name, offset, Unsafe.SizeOf<T>(), count));
        }
    }
}

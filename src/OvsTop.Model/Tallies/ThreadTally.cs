using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using OvsTop.Model.Events;

namespace OvsTop.Model.Tallies;

/// <summary>
/// Everything counted about one thread since start, <c>struct ovstop_tally</c> in ovstop.h. Only that thread writes it, so its
/// counts are exact without atomics even where a probe program can be preempted. The kernel programs and
/// <see cref="Tallier"/> fill it by the same rules.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct ThreadTally
{
    /// <summary>Stages with a histogram (OVSTOP_STAGES in ovstop.h).</summary>
    public const int StageCount = 12;

    /// <summary>UPCALL_MAX_BATCH in ofproto-dpif-upcall.c.</summary>
    public const int MaxBatch = 64;

    /// <summary>Slots of <see cref="Reasons"/>; the last one collects reasons newer than this program.</summary>
    public const int ReasonSlots = 16;

    /// <summary>Slots of the error counts (OVSTOP_ERRORS in ovstop.h).</summary>
    public const int ErrorSlots = 8;

    /// <summary>Thread id; 0 in the shared slot, and in the row of a socket whose handler is not known.</summary>
    public uint Tid;

    /// <summary>Largest batch of upcalls so far.</summary>
    public uint BatchMax;

    /// <summary>Thread name at its first hit, zero padded (TASK_COMM_LEN 16).</summary>
    public CommArray Comm;

    /// <summary>
    /// Netlink port id of the upcall socket that this row counts kernel upcalls of, for the handler <see cref="Tid"/> if that is known; 0 in the
    /// row of a thread.
    /// </summary>
    public uint PortId;

    /// <summary>A second thread that read the socket <see cref="PortId"/> after <see cref="Tid"/>: one it shares the socket with, or its successor; 0 none.</summary>
    public uint SecondTid;

    /// <summary>Hits by <see cref="ProbeId"/>.</summary>
    public HitArray Hits;

    /// <summary>recv_upcall by <see cref="UpcallType"/>; the last slot collects unknown types.</summary>
    public FourArray UpcallTypes;

    /// <summary>flow_result and flow_sweep_result by <see cref="RevalidationResult"/>; the last slot collects unknown ones.</summary>
    public FourArray Results;

    /// <summary>Results DELETE by <see cref="DeleteReason"/>.</summary>
    public ReasonArray Reasons;

    /// <summary>Puts of a flow that had been deleted shortly before, by the <see cref="DeleteReason"/> of that delete.</summary>
    public ReasonArray Churn;

    /// <summary>Kernel upcalls that could not be sent, by <see cref="ErrorClass"/>.</summary>
    public ErrorArray UpcallErrors;

    /// <summary>Puts (create and modify) that the kernel refused, by <see cref="ErrorClass"/>.</summary>
    public ErrorArray PutErrors;

    /// <summary>Executes that the kernel refused, by <see cref="ErrorClass"/>.</summary>
    public ErrorArray ExecuteErrors;

    /// <summary>recv_upcall for which no kernel upcall was found while those were watched: they are not in <see cref="Stage.Queue"/>.</summary>
    public ulong QueueUnmatched;

    /// <summary>Room for counts to come: a row is a multiple of a cache line. 0.</summary>
    public SpareArray Spare;

    /// <summary>Runs of recv_upcall that a put or execute (or the 64th upcall) ended, the open one included.</summary>
    public ulong Batches;

    /// <summary>Puts with DPIF_FP_MODIFY.</summary>
    public ulong PutsModify;

    /// <summary>Puts with DPIF_FP_PROBE (feature probing at start, not flows).</summary>
    public ulong PutsProbe;

    /// <summary>Puts without a recv_upcall of the same key in the thread's batch.</summary>
    public ulong PutsUnmatched;

    /// <summary>Executes without a recv_upcall of the same packet in the thread's batch (packet-out, BFD).</summary>
    public ulong ExecutesUnmatched;

    /// <summary>Detail records of this thread that reached the ring.</summary>
    public ulong DetailsDelivered;

    /// <summary>Detail records the full ring had no room for.</summary>
    public ulong DetailsLost;

    /// <summary>Detail records left out because the thread's detail budget was spent.</summary>
    public ulong DetailsSkipped;

    /// <summary>Batches by size 0..64; slot 0 stays 0.</summary>
    public BatchArray BatchSizes;

    /// <summary>Histograms by <see cref="Stage"/>.</summary>
    public StageArray Stages;

    /// <summary>Thread name, e.g. <c>handler7</c>.</summary>
    public readonly string Name
    {
        get
        {
            ReadOnlySpan<byte> comm = Comm;
            int end = comm.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? comm : comm[..end]);
        }
    }

    /// <summary>Sets <see cref="Comm"/>, cut to 15 bytes.</summary>
    public void SetName(ReadOnlySpan<char> name)
    {
        Span<byte> comm = Comm;
        comm.Clear();
        Encoding.UTF8.TryGetBytes(name[..Math.Min(name.Length, 15)], comm[..15], out _);
    }

    /// <summary>Bytes of a thread name.</summary>
    [InlineArray(16)]
    public struct CommArray
    {
        private byte _element;
    }

    /// <summary>A count per probe.</summary>
    [InlineArray(ProbeTable.Slots)]
    public struct HitArray
    {
        private ulong _element;
    }

    /// <summary>Four counts.</summary>
    [InlineArray(4)]
    public struct FourArray
    {
        private ulong _element;
    }

    /// <summary>A count per delete reason.</summary>
    [InlineArray(ReasonSlots)]
    public struct ReasonArray
    {
        private ulong _element;
    }

    /// <summary>A count per error class.</summary>
    [InlineArray(ErrorSlots)]
    public struct ErrorArray
    {
        private ulong _element;
    }

    /// <summary>Two counts.</summary>
    [InlineArray(2)]
    public struct SpareArray
    {
        private ulong _element;
    }

    /// <summary>A count per batch size; 65 sizes and one for alignment.</summary>
    [InlineArray(MaxBatch + 2)]
    public struct BatchArray
    {
        private uint _element;
    }

    /// <summary>A histogram per stage.</summary>
    [InlineArray(StageCount)]
    public struct StageArray
    {
        private StageTally _element;
    }
}

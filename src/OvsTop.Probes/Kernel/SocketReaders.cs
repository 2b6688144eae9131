using System.Diagnostics;
using OvsTop.Model.Events;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Bpf;

namespace OvsTop.Probes.Kernel;

/// <summary>
/// Which handler reads which upcall socket. A probe on netlink_recvmsg learns it, attached in the first minute until every handler has one, and then only
/// while there is a socket with upcalls that no living thread is known to read. Where handlers share the sockets (dispatch per vport, before Open vSwitch 2.16 or Linux 5.15) no handler is claimed,
/// and the probe stays, because it says which socket a received packet came from.
/// </summary>
internal sealed class SocketReaders : IDisposable
{
    /// <summary>The kernel function that reads a netlink socket.</summary>
    public const string Function = "netlink_recvmsg";

    private const string FentryProgram = "netlink_recvmsg_fentry", KprobeProgram = "netlink_recvmsg_kprobe";
    private readonly KernelFunctions _functions;
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private long _start;
    private readonly ulong[] _upcalls = new ulong[TallyTable.Capacity];
    private readonly bool[] _closed = new bool[TallyTable.Capacity];
    private bool _available;
    private BpfLink? _link;

    /// <summary>Nothing is attached yet.</summary>
    /// <param name="functions">What the kernel has.</param>
    public SocketReaders(KernelFunctions functions) => _functions = functions;

    /// <summary>Before the programs are loaded.</summary>
    /// <param name="programs">The programs.</param>
    /// <param name="wanted">False when kernel upcalls cannot be seen anyway.</param>
    public void Configure(BpfObject programs, bool wanted)
    {
        _available = wanted && _functions.HasBtf && _functions.MechanismOf(Function) != ProbeMechanism.None;
        if (!_available || _functions.MechanismOf(Function) != ProbeMechanism.Fentry)
        {
            programs.Exclude(FentryProgram);
        }

        if (!_available || !_functions.CanKprobe(Function))
        {
            programs.Exclude(KprobeProgram);
        }
    }

    /// <summary>
    /// Settles who reads what in freshly read counts, and attaches or detaches the probe. A socket with two living readers belongs to none.
    /// </summary>
    /// <param name="programs">The loaded programs.</param>
    /// <param name="tallies">The counts; readers are changed in place.</param>
    /// <param name="pid">The daemon.</param>
    /// <param name="handlers">Handlers it has.</param>
    public void Update(BpfObject programs, TallyTable tallies, int pid, int handlers)
    {
        if (!_available)
        {
            return;
        }

        _start = _start == 0 ? Stopwatch.GetTimestamp() : _start;
        bool wanted = false;
        int sockets = 0;
        for (int i = 1; i < tallies.Count; i++)
        {
            if (tallies[i].PortId != 0)
            {
                sockets++;
                wanted |= !IsSettled(programs, ref tallies[i], i, pid);
            }
        }

        wanted |= sockets < handlers && Stopwatch.GetElapsedTime(_start) < First;
        if (wanted && _link is null)
        {
            _link = Attach(programs);
            _available = _link is not null;
        }
        else if (!wanted && _link is not null)
        {
            _link.Dispose();
            _link = null;
        }
    }

    /// <summary>
    /// False while it matters who reads a socket and nobody knows. When its reader is gone (handlers are made anew, their sockets stay), the row is
    /// closed: the next upcall begins another one, for whoever reads it then.
    /// </summary>
    private bool IsSettled(BpfObject programs, ref ThreadTally row, int slot, int pid)
    {
        ulong upcalls = row.Hits[(int)ProbeId.DpUpcall];
        bool grows = upcalls != _upcalls[slot];
        _upcalls[slot] = upcalls;
        if (_closed[slot] || (row.SecondTid == 0 && !grows))
        {
            return true;
        }

        if (row.Tid == 0)
        {
            return false;
        }

        if (Directory.Exists($"/proc/{pid}/task/{row.Tid}"))
        {
            row.Tid = row.SecondTid == 0 ? row.Tid : 0; // shared
            return row.Tid != 0;
        }

        programs.Delete("sockets", row.PortId);
        _closed[slot] = true;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _link?.Dispose();
        _link = null;
    }

    /// <summary>Null when the kernel refuses: then sockets are shown, not who reads them.</summary>
    private BpfLink? Attach(BpfObject programs)
    {
        bool isFentry = _functions.MechanismOf(Function) == ProbeMechanism.Fentry;
        return (isFentry ? TryAttach(programs, FentryProgram) : null)
            ?? (!isFentry || _functions.CanKprobe(Function) ? TryAttach(programs, KprobeProgram) : null);
    }

    private static BpfLink? TryAttach(BpfObject programs, string program)
    {
        try
        {
            return programs.Attach(program);
        }
        catch (BpfException)
        {
            return null;
        }
    }
}

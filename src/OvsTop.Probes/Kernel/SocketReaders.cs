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
    /// Settles who reads what in freshly read counts, and attaches or detaches the probe. A socket that changed hands belongs to the new thread if the
    /// old one is gone, else to none.
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
                wanted |= !IsSettled(ref tallies[i], ref _upcalls[i], pid);
            }
        }

        wanted |= sockets < handlers && Stopwatch.GetElapsedTime(_start) < First;
        if (wanted && _link is null)
        {
            _link = Attach(programs);
        }
        else if (!wanted && _link is not null)
        {
            _link.Dispose();
            _link = null;
        }
    }

    private static bool IsSettled(ref ThreadTally row, ref ulong seen, int pid)
    {
        ulong upcalls = row.Hits[(int)ProbeId.DpUpcall];
        bool settled = true;
        if (row.SecondTid != 0 || upcalls != seen)
        {
            bool alive = row.Tid != 0 && Directory.Exists($"/proc/{pid}/task/{row.Tid}");
            settled = alive && row.SecondTid == 0;
            if (row.SecondTid != 0)
            {
                row.Tid = alive ? 0 : row.SecondTid;
                row.SetName("");
                settled = !alive && Directory.Exists($"/proc/{pid}/task/{row.SecondTid}");
            }
        }

        seen = upcalls;
        return settled;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _link?.Dispose();
        _link = null;
    }

    private BpfLink? Attach(BpfObject programs)
    {
        try
        {
            return programs.Attach(_functions.MechanismOf(Function) == ProbeMechanism.Fentry ? FentryProgram : KprobeProgram);
        }
        catch (BpfException) when (_functions.MechanismOf(Function) == ProbeMechanism.Fentry && _functions.CanKprobe(Function))
        {
            return programs.Attach(KprobeProgram);
        }
    }
}

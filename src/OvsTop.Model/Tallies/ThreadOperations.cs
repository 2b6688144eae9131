namespace OvsTop.Model.Tallies;

/// <summary>
/// What a thread has built and not yet handed to the kernel. dpif_netlink_operate__() builds a run of messages and sends them in one go, and the
/// kernel works through them in order. What is built after something was entered or received belongs to a new run. Same rules as
/// operations.bpf.h.
/// </summary>
internal sealed class ThreadOperations
{
    /// <summary>Something was built since something was entered or received.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Puts that create: OVS_FLOW_CMD_NEW.</summary>
    public BuiltOperations Creates { get; } = new();

    /// <summary>Puts that modify: OVS_FLOW_CMD_SET.</summary>
    public BuiltOperations Modifies { get; } = new();

    /// <summary>Executes: OVS_PACKET_CMD_EXECUTE.</summary>
    public BuiltOperations Executes { get; } = new();

    /// <summary>Notes one built.</summary>
    public void Build(BuiltOperations kind, ulong builtNs, ulong upcallNs = 0, ulong translateNs = 0)
    {
        if (!IsOpen || kind.IsFull)
        {
            Creates.Clear();
            Modifies.Clear();
            Executes.Clear();
            IsOpen = true;
        }

        kind.Add(builtNs, upcallNs, translateNs);
    }

    /// <summary>The oldest of a kind that was not yet entered; zeros if there is none.</summary>
    public (ulong BuiltNs, ulong UpcallNs, ulong TranslateNs) Enter(BuiltOperations kind)
    {
        EndRun();
        return kind.Take();
    }

    /// <summary>Something was entered or received.</summary>
    public void EndRun() => IsOpen = false;
}

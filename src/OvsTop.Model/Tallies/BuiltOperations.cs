namespace OvsTop.Model.Tallies;

/// <summary>
/// Operations of one kind that a thread has built and not yet handed to the kernel: the k-th built is the k-th entered (operations.bpf.h).
/// </summary>
internal sealed class BuiltOperations
{
    private const int Length = 64;
    private readonly (ulong BuiltNs, ulong UpcallNs, ulong TranslateNs)[] _ring = new (ulong, ulong, ulong)[Length];
    private uint _head, _tail;

    /// <summary>True when no more fit: nothing enters the kernel, or no probe says so.</summary>
    public bool IsFull => _head - _tail >= Length;

    /// <summary>Notes one built.</summary>
    /// <param name="builtNs">When.</param>
    /// <param name="upcallNs">When the kernel sent the upcall it answers; 0 not known.</param>
    /// <param name="translateNs">How long that upcall's flow was translated; 0 not known.</param>
    public void Add(ulong builtNs, ulong upcallNs, ulong translateNs) => _ring[_head++ % Length] = (builtNs, upcallNs, translateNs);

    /// <summary>The oldest not yet entered; zeros if there is none.</summary>
    public (ulong BuiltNs, ulong UpcallNs, ulong TranslateNs) Take() => _head == _tail ? default : _ring[_tail++ % Length];

    /// <summary>Forgets those that are left.</summary>
    public void Clear() => _tail = _head;
}

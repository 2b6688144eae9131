using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Details;

/// <summary>
/// What a thread received and built and has not yet handed to the kernel. dpif_netlink_operate() builds a run of messages and sends them in
/// one go, and the kernel works through them in order: the k-th built is the k-th entered.
/// </summary>
internal sealed class ThreadOperations
{
    private readonly (ulong Packet, ulong KernelNs, ulong RecvNs, ulong TranslateNs)[] _received = new (ulong, ulong, ulong, ulong)[ThreadTally.MaxBatch];
    private readonly (ulong BuiltNs, ulong KernelNs, ulong TranslateNs)[] _executes = new (ulong, ulong, ulong)[ThreadTally.MaxBatch];
    private readonly ulong[] _puts = new ulong[ThreadTally.MaxBatch];
    private int _receivedCount, _cursor;
    private int _putFirst, _putCount, _executeFirst, _executeCount;
    private bool _closed;

    /// <summary>Notes a received upcall. The first of a batch finds everything before it done.</summary>
    /// <param name="packet">Address of its packet.</param>
    /// <param name="kernelNs">When the kernel sent it; 0 unknown.</param>
    /// <param name="timeNs">When it was received.</param>
    public void Receive(ulong packet, ulong kernelNs, ulong timeNs)
    {
        if (_closed || _receivedCount == _received.Length)
        {
            Clear();
        }

        _received[_receivedCount++] = (packet, kernelNs, timeNs, 0);
    }

    /// <summary>Notes a put (create) built.</summary>
    /// <param name="timeNs">When.</param>
    /// <param name="sinceRecvNs">How long after its recv_upcall, which that tells; 0 unknown.</param>
    public void BuildPut(ulong timeNs, ulong sinceRecvNs)
    {
        _closed = true;
        NoteTranslate(timeNs - sinceRecvNs, sinceRecvNs);
        if (_putCount == _puts.Length)
        {
            _putCount = 0; // Nothing enters the kernel, or no probe says so.
        }

        _puts[(_putFirst + _putCount++) % _puts.Length] = timeNs;
    }

    /// <summary>Notes an execute built.</summary>
    public void BuildExecute(ulong packet, ulong timeNs)
    {
        _closed = true;
        if (_executeCount == _executes.Length)
        {
            _executeCount = 0;
        }

        _executes[(_executeFirst + _executeCount++) % _executes.Length] = TakeReceived(packet) is { } received ? (timeNs, received.KernelNs, received.TranslateNs) : (timeNs, 0, 0);
    }

    /// <summary>The oldest put not yet entered: when it was built; 0 if none.</summary>
    public ulong EnterPut()
    {
        if (_putCount == 0)
        {
            return 0;
        }

        ulong builtNs = _puts[_putFirst];
        _putFirst = (_putFirst + 1) % _puts.Length;
        _putCount--;
        return builtNs;
    }

    /// <summary>
    /// The oldest execute not yet entered: when it was built, when the kernel sent its upcall, and how long its flow was translated; zeros if none
    /// or unknown.
    /// </summary>
    public (ulong BuiltNs, ulong KernelNs, ulong TranslateNs) EnterExecute()
    {
        if (_executeCount == 0)
        {
            return default;
        }

        var execute = _executes[_executeFirst];
        _executeFirst = (_executeFirst + 1) % _executes.Length;
        _executeCount--;
        return execute;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _receivedCount = _cursor = 0;
        _putFirst = _putCount = _executeFirst = _executeCount = 0;
        _closed = false;
    }

    private void NoteTranslate(ulong recvNs, ulong translateNs)
    {
        for (int i = _cursor; i < _receivedCount && translateNs != 0; i++)
        {
            if (_received[i].RecvNs == recvNs)
            {
                _received[i].TranslateNs = translateNs;
                return;
            }
        }
    }

    private (ulong KernelNs, ulong TranslateNs)? TakeReceived(ulong packet)
    {
        for (int i = _cursor; i < _receivedCount; i++)
        {
            if (_received[i].Packet == packet)
            {
                _cursor = i + 1;
                return (_received[i].KernelNs, _received[i].TranslateNs);
            }
        }

        return null;
    }
}

using OvsTop.Model;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Traces;

/// <summary>
/// One upcall of a packet: what a handler received, put and executed for it. Pooled: a reference is good as long as <see cref="Number"/> is what
/// it was.
/// </summary>
internal sealed class Round
{
    /// <summary>Bytes kept of each part; a longer one is cut and marked.</summary>
    public const int KeyMax = 640, PacketMax = 256, ActionsMax = 512;

    private readonly byte[] _bytes = new byte[KeyMax + PacketMax + ActionsMax];
    private int _keyBytes, _packetBytes, _actionsBytes;

    /// <summary>1, 2, 3, ... over the life of the engine.</summary>
    public long Number;

    public uint Tid;
    public UpcallType Type;
    public ulong Pointer;
    public ulong KernelNs, RecvNs, NextNs, PutNs, ExecNs, PutEnterNs, PutReturnNs, ExecEnterNs, ExecReturnNs;
    public int PutErrno, ExecErrno;
    public bool HasPut, HasUfid, Helped, Truncated, KeyCut, ChildLost;
    public Ufid Ufid;
    public uint PacketLength;
    public uint NameIndex;

    public uint InPort, RecircId;

    /// <summary>Its conntrack tuple is by design not that of the packet as it came: a reply's is reversed, a related packet's its master's.</summary>
    public bool HasOthersTuple;

    public ulong KeyHash, BytesHash, Digest, TupleHash, OriginHash;

    public LinkClass Link;
    public LinkReason Reason;
    public int Candidates;
    public RoundRef Parent;
    public long Packet;

    /// <summary>The life of the flow that it put, in <see cref="FlowStories"/>; 0 none.</summary>
    public long Story;

    /// <summary>Came only because of its recirculation id: the filter did not take its key.</summary>
    public bool Related;

    /// <summary>Older rounds with the same digest, and with the same addresses and ports.</summary>
    public RoundRef NextDigest, NextTuple;

    /// <summary>Recirculation ids that the actions lead to, and which of them a later round has claimed.</summary>
    public List<uint> Emits { get; } = new(2);

    public ulong Claimed, ClaimedSurely;

    /// <summary>Ids of cached rounds between the parent and this one.</summary>
    public List<uint> Skipped { get; } = new(0);

    /// <summary>What <see cref="CachedRounds"/> has found, once somebody has asked.</summary>
    public IReadOnlyList<CachedRound>? Cached;

    public ReadOnlySpan<byte> Key => _bytes.AsSpan(0, _keyBytes);

    public ReadOnlySpan<byte> PacketBytes => _bytes.AsSpan(KeyMax, _packetBytes);

    public ReadOnlySpan<byte> Actions => _bytes.AsSpan(KeyMax + PacketMax, _actionsBytes);

    /// <summary>The end of what is known of the round.</summary>
    public ulong EndNs => Math.Max(Math.Max(ExecReturnNs, ExecNs), Math.Max(PutNs, RecvNs));

    /// <summary>Begins a new life.</summary>
    public void Reset(long number)
    {
        Number = number;
        KernelNs = RecvNs = NextNs = PutNs = ExecNs = PutEnterNs = PutReturnNs = ExecEnterNs = ExecReturnNs = 0;
        PutErrno = ExecErrno = 0;
        HasPut = HasUfid = Helped = Truncated = KeyCut = ChildLost = HasOthersTuple = false;
        Link = LinkClass.First;
        Reason = LinkReason.None;
        Candidates = 0;
        Parent = NextDigest = NextTuple = default;
        Packet = Story = 0;
        Related = false;
        Cached = null;
        Claimed = ClaimedSurely = 0;
        KeyHash = BytesHash = Digest = TupleHash = OriginHash = 0;
        Emits.Clear();
        Skipped.Clear();
        _keyBytes = _packetBytes = _actionsBytes = 0;
    }

    public void SetKey(ReadOnlySpan<byte> key, uint fullLength)
    {
        _keyBytes = Keep(key, fullLength, 0, KeyMax);
        KeyCut = _keyBytes < fullLength;
    }

    public void SetPacket(ReadOnlySpan<byte> packet) => packet[..(_packetBytes = Math.Min(packet.Length, PacketMax))].CopyTo(_bytes.AsSpan(KeyMax));

    public void SetActions(ReadOnlySpan<byte> actions, uint fullLength) => _actionsBytes = Keep(actions, fullLength, KeyMax + PacketMax, ActionsMax);

    private int Keep(ReadOnlySpan<byte> part, uint fullLength, int at, int max)
    {
        int length = Math.Min(part.Length, max);
        Truncated |= length < fullLength;
        part[..length].CopyTo(_bytes.AsSpan(at));
        return length;
    }
}

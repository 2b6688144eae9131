using System.Runtime.CompilerServices;
using OvsTop.Model.Events;

namespace OvsTop.Model.Tallies;

/// <summary>
/// What makes a flow the same flow again: its ufid (a hash of its whole key, so two bridges share it and another packet of the same megaflow does
/// not); without one the hash of its key and a mark (struct flow_id in lives.bpf.h).
/// </summary>
/// <param name="Low">First half of the ufid, or <see cref="KeyHash"/>.</param>
/// <param name="High">Second half of the ufid, or all ones.</param>
public readonly record struct FlowIdentity(ulong Low, ulong High)
{
    /// <summary>True when it is a hash of the key.</summary>
    public bool IsHash => High == ulong.MaxValue;

    /// <summary>The flow that a put, delete or verdict is about.</summary>
    public static FlowIdentity Of(in ProbeEvent probeEvent)
    {
        ref readonly var header = ref probeEvent.Header;
        return (header.Flags & EventFlags.Ufid) != 0
            ? Unsafe.BitCast<Ufid, FlowIdentity>(header.Ufid)
            : new FlowIdentity(KeyHash.Of(probeEvent.Key, header.KeyLength), ulong.MaxValue);
    }

    /// <summary><c>ufid:359d0d60-...</c>, or <c>key:</c> and a hash.</summary>
    public override string ToString() => IsHash ? $"key:{Low:x16}" : $"ufid:{Unsafe.BitCast<FlowIdentity, Ufid>(this)}";
}

namespace OvsTop.Model.Facts;

/// <summary>A port of a datapath in <c>dpctl/show</c>.</summary>
public sealed record DatapathPort
{
    /// <summary>Datapath port number, as in <c>in_port()</c> of a flow key.</summary>
    public required uint Number { get; init; }

    /// <summary>Interface name (untrusted).</summary>
    public required string Name { get; init; }

    /// <summary><c>system</c> when the reply names none (dpctl leaves it out), else <c>internal</c>, <c>vxlan</c>, ...</summary>
    public required string Type { get; init; }

    /// <summary>Configuration or remark after the type, may be empty.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Upcalls the kernel sent for packets of this port; only with <c>-s</c>, Linux 6.2 and Open vSwitch 3.2.</summary>
    public ulong? UpcallPackets { get; init; }

    /// <summary>Upcalls it could not send.</summary>
    public ulong? UpcallErrors { get; init; }

    /// <summary>Packets received; only with <c>-s</c>.</summary>
    public ulong? RxPackets { get; init; }

    /// <summary>Packets sent; only with <c>-s</c>.</summary>
    public ulong? TxPackets { get; init; }
}

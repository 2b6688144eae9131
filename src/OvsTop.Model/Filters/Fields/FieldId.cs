namespace OvsTop.Model.Filters.Fields;

/// <summary>Everything a filter can compare. Numbered fields (registers, tunnel metadata) share one entry with an index.</summary>
public enum FieldId : byte
{
#pragma warning disable CS1591 // FilterFields holds the description of each.
    None,

    // Metadata of the flow key.
    InPort, RecircId, DpHash, PktMark, SkbPriority, PacketType,
    CtState, CtZone, CtMark, CtLabel, CtNwSrc, CtNwDst, CtIpv6Src, CtIpv6Dst, CtNwProto, CtTpSrc, CtTpDst,
    TunId, TunSrc, TunDst, TunIpv6Src, TunIpv6Dst, TunTos, TunTtl, TunFlags, TunTpSrc, TunTpDst, TunGbpId, TunGbpFlags,

    // Packet headers in the flow key.
    DlSrc, DlDst, DlType, VlanTci, DlVlan, VlanVid, VlanPcp, VlanTpid, CvlanVid, CvlanPcp,
    MplsLabel, MplsTc, MplsBos, MplsTtl,
    NwSrc, NwDst, Ipv6Src, Ipv6Dst, Ipv6Label, NwProto, NwTos, IpDscp, NwEcn, NwTtl, NwFrag,
    ArpOp, ArpSpa, ArpTpa, ArpSha, ArpTha,
    TpSrc, TpDst, TcpSrc, TcpDst, TcpFlags, UdpSrc, UdpDst, SctpSrc, SctpDst,
    IcmpType, IcmpCode, Icmpv6Type, Icmpv6Code, NdTarget, NdSll, NdTll,

    // OpenFlow state that is not part of a datapath key: known only once the trace is.
    Metadata, Reg, XReg, XxReg, ConjId, ActsetOutput, TunMetadata,
    TunErspanVer, TunErspanIdx, TunErspanDir, TunErspanHwid, TunGtpuFlags, TunGtpuMsgtype,
    NshFlags, NshMdtype, NshNp, NshSpi, NshSi, NshC, NshTtl, NdReserved, NdOptionsType,

    // The capture.
    Length, UpcallType, Handler, Ufid, Bytes, Payload,

    // The result.
    Table, Cookie, Verdict, Output, Bridge, Rounds, Slow, Link, UpcallUs, Deleted,
#pragma warning restore CS1591
}

namespace OvsTop.Model.Flows;

/// <summary>Offsets in <c>struct user_action_cookie</c> (lib/odp-util.h), 48 bytes, the same in all versions from 2.17.</summary>
internal static class UserCookie
{
    /// <summary>Bytes.</summary>
    public const int Size = 48;

    /// <summary>OpenFlow port of the packet, u32.</summary>
    public const int InPort = 4;

    /// <summary>Start of the union that depends on the type.</summary>
    public const int Union = 24;

    /// <summary>OFPP_NONE as Open vSwitch stores it in memory.</summary>
    public const uint NoPort = 0xffff;

    /// <summary>Type: packet for sFlow. Union: be16 vlan_tci, u32 output at +4.</summary>
    public const ushort SFlow = 1;

    /// <summary>Type: userspace must process this flow. Union: u32 reasons at +4.</summary>
    public const ushort SlowPath = 2;

    /// <summary>Type: packet for per-flow sampling. Union: u16 probability, u32 collector set, domain, point, port from +4, direction at +20.</summary>
    public const ushort FlowSample = 3;

    /// <summary>Type: packet for IPFIX. Union: u32 output port.</summary>
    public const ushort Ipfix = 4;

    /// <summary>Type: packet to a controller. Union: u8 dont_send, u8 continuation, u16 reason, u32 recirc_id, be64 cookie, u16 controller, u16 max_len.</summary>
    public const ushort Controller = 5;
}

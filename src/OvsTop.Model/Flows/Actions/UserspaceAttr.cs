namespace OvsTop.Model.Flows;

/// <summary>Parts of a <c>userspace</c> action: <c>enum ovs_userspace_attr</c>.</summary>
public enum UserspaceAttr : ushort
{
    /// <summary>Netlink port, u32.</summary>
    Pid = 1,

    /// <summary>struct user_action_cookie of lib/odp-util.h, or anything.</summary>
    UserData = 2,

    /// <summary>Datapath port, u32.</summary>
    EgressTunnelPort = 3,

    /// <summary>Flag: send the actions along.</summary>
    Actions = 4,
}

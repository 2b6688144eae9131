namespace OvsTop.Model.Flows;

/// <summary>Payload lengths of actions (odp_action_len in lib/odp-util.c).</summary>
internal static class ActionLayout
{
    /// <summary>The length is not fixed.</summary>
    public const int Variable = -2;

    /// <summary>No such action; printed as such.</summary>
    public const int Invalid = -1;

    /// <summary>Payload bytes, <see cref="Variable"/> or <see cref="Invalid"/>.</summary>
    public static int LengthOf(ActionAttr action) => action switch
    {
        ActionAttr.Output or ActionAttr.LbOutput or ActionAttr.Trunc or ActionAttr.TunnelPop or ActionAttr.Meter or ActionAttr.PushVlan
            or ActionAttr.Recirc or ActionAttr.Drop => 4,
        ActionAttr.PopVlan or ActionAttr.CtClear or ActionAttr.PopEth or ActionAttr.PopNsh => 0,
        ActionAttr.PushMpls or ActionAttr.AddMpls or ActionAttr.Hash => 8,
        ActionAttr.PopMpls => 2,
        ActionAttr.PushEth => 12,
        ActionAttr.Unspec or ActionAttr.Unknown => Invalid,
        _ => Variable,
    };
}

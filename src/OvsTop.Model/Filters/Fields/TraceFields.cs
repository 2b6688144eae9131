using K = OvsTop.Model.Filters.Fields.ValueKind;
using P = OvsTop.Model.Filters.Fields.FieldPlace;
using R = OvsTop.Model.Filters.Fields.Prerequisite;

namespace OvsTop.Model.Filters.Fields;

/// <summary>OpenFlow fields that no kernel flow key holds: registers and what only the userspace datapath knows.</summary>
internal static class TraceFields
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FilterField> All { get; } =
    [
        new(FieldId.Reg, "reg", 32, K.Hexadecimal, R.None, P.Trace, "register") { Instances = 16, Example = "0x1/0xff" },
        new(FieldId.XReg, "xreg", 64, K.Hexadecimal, R.None, P.Trace, "two registers as one") { Instances = 8 },
        new(FieldId.XxReg, "xxreg", 128, K.Hexadecimal, R.None, P.Trace, "four registers as one") { Instances = 4 },
        new(FieldId.Metadata, "metadata", 64, K.Hexadecimal, R.None, P.Trace, "OpenFlow metadata; the datapath id in OVN") { Example = "0x3" },
        new(FieldId.ConjId, "conj_id", 32, K.Number, R.None, P.Trace, "conjunction id"),
        new(FieldId.ActsetOutput, "actset_output", 32, K.Port, R.None, P.Trace, "output port in the action set")
            { Example = "1" },
        new(FieldId.TunMetadata, "tun_metadata", 128, K.Hexadecimal, R.None, P.Trace, "Geneve option as the bridge maps it")
            { Instances = 64, Example = "0x1" },
        new(FieldId.TunErspanVer, "tun_erspan_ver", 4, K.Number, R.None, P.Trace, "ERSPAN version"),
        new(FieldId.TunErspanIdx, "tun_erspan_idx", 20, K.Hexadecimal, R.None, P.Trace, "ERSPAN index"),
        new(FieldId.TunErspanDir, "tun_erspan_dir", 1, K.Number, R.None, P.Trace, "ERSPAN direction"),
        new(FieldId.TunErspanHwid, "tun_erspan_hwid", 6, K.Number, R.None, P.Trace, "ERSPAN hardware id"),
        new(FieldId.TunGtpuFlags, "tun_gtpu_flags", 8, K.Hexadecimal, R.None, P.Trace, "GTP-U flags"),
        new(FieldId.TunGtpuMsgtype, "tun_gtpu_msgtype", 8, K.Number, R.None, P.Trace, "GTP-U message type"),
        new(FieldId.NshFlags, "nsh_flags", 8, K.Number, R.Nsh, P.KeyHere, "NSH flags"),
        new(FieldId.NshMdtype, "nsh_mdtype", 8, K.Number, R.Nsh, P.KeyHere, "NSH metadata type"),
        new(FieldId.NshNp, "nsh_np", 8, K.Number, R.Nsh, P.KeyHere, "NSH next protocol"),
        new(FieldId.NshSpi, "nsh_spi", 24, K.Hexadecimal, R.Nsh, P.KeyHere, "NSH service path id") { Aliases = ["nsp"] },
        new(FieldId.NshSi, "nsh_si", 8, K.Number, R.Nsh, P.KeyHere, "NSH service index") { Aliases = ["nsi"] },
        new(FieldId.NshC, "nsh_c", 32, K.Hexadecimal, R.Nsh, P.Trace, "NSH context header, 1 to 4") { Aliases = ["nshc"], FirstInstance = 1, Instances = 5 },
        new(FieldId.NshTtl, "nsh_ttl", 8, K.Number, R.Nsh, P.KeyHere, "NSH TTL"),
        new(FieldId.NdReserved, "nd_reserved", 32, K.Number, R.NdExtensions, P.KeyHere, "neighbor discovery reserved word"),
        new(FieldId.NdOptionsType, "nd_options_type", 8, K.Number, R.NdExtensions, P.KeyHere, "neighbor discovery option type"),
    ];
}

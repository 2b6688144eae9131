using OvsTop.Model.Events;
using OvsTop.Probes.Wire;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Probes.Live;

/// <summary>The sites of one probe in one daemon, ready to be frozen into the programs, or the reason why it cannot be attached.</summary>
/// <param name="Probe">Which.</param>
/// <param name="Sites">Where to attach; empty when not to.</param>
/// <param name="Why">The reason when there is nothing to attach.</param>
internal sealed record SitePlan(ProbeInfo Probe, IReadOnlyList<UsdtSite> Sites, string Why)
{
    /// <summary>Plans every USDT probe.</summary>
    /// <param name="scan">The notes of the daemon.</param>
    /// <param name="only">Event names wanted; null all.</param>
    public static IReadOnlyList<SitePlan> Make(UsdtScan scan, IReadOnlySet<string>? only) =>
        [.. ProbeTable.Usdt.Select(probe => Make(scan, probe, only))];

    /// <summary>Writes the operands where the programs read them.</summary>
    public void Fill(ref SiteTable table)
    {
        table.Count[(int)Probe.Id] = (uint)Sites.Count;
        for (int i = 0; i < Sites.Count; i++)
        {
            ref var site = ref table.Sites[(int)Probe.Id][i];
            site.Ip = Sites[i].Address;
            var arguments = UsdtArgument.ParseAll(Sites[i].Arguments);
            for (int a = 0; a < Math.Min(arguments.Length, Site.MaxArguments); a++)
            {
                site.Arguments[a] = ToOperand(arguments[a]);
            }
        }
    }

    private static SitePlan Make(UsdtScan scan, ProbeInfo probe, IReadOnlySet<string>? only)
    {
        var sites = scan.Find(probe.Provider!, probe.Name).ToArray();
        string why = (sites.Length, only) switch
        {
            (0, _) when scan.Sites.Count == 0 => "this ovs-vswitchd was built without USDT probes",
            (0, _) => $"no such probe before Open vSwitch {probe.Since}",
            ( > SiteTable.MaxSites, _) => $"inlined in {sites.Length} places, more than the {SiteTable.MaxSites} that are supported",
            (_, not null) when !only.Contains(probe.EventName) => "not wanted",
            _ => Unreadable(sites),
        };
        return new SitePlan(probe, why.Length == 0 ? sites : [], why);
    }

    private static string Unreadable(IEnumerable<UsdtSite> sites)
    {
        try
        {
            foreach (var site in sites)
            {
                UsdtArgument.ParseAll(site.Arguments);
            }

            return "";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static Operand ToOperand(UsdtArgument argument) => new()
    {
        Kind = argument.Kind switch
        {
            UsdtArgumentKind.Constant => OperandKind.Constant,
            UsdtArgumentKind.Register => OperandKind.Register,
            _ => OperandKind.Memory,
        },
        Size = (byte)argument.Bytes,
        IsSigned = (byte)(argument.IsSigned ? 1 : 0),
        Scale = argument.Scale,
        RegisterOffset = Offset(argument.Base),
        IndexOffset = Offset(argument.Index),
        Displacement = argument.Displacement,
    };

    private static ushort Offset(Register register) => register == Register.None ? (ushort)0 : (ushort)register.PtRegsOffset();
}

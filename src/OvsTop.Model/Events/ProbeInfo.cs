namespace OvsTop.Model.Events;

/// <summary>What is known about a probe before anything is attached.</summary>
/// <param name="Id">The probe.</param>
/// <param name="EventName">Its name in captures, reports and JSON, e.g. <c>recv_upcall</c>, <c>ovs_flow_cmd_new:enter</c>.</param>
/// <param name="Provider">USDT provider, e.g. <c>dpif_recv</c>; null for kernel probes.</param>
/// <param name="Name">USDT probe name or kernel function.</param>
/// <param name="Since">First Open vSwitch (USDT) or kernel release with it.</param>
/// <param name="Feeds">What a user loses without it.</param>
public sealed record ProbeInfo(ProbeId Id, string EventName, string? Provider, string Name, string Since, string Feeds)
{
    /// <summary>True for the 13 user space probes of ovs-vswitchd.</summary>
    public bool IsUsdt => Provider is not null;

    /// <summary><c>provider:name</c> for USDT, the function for kernel probes.</summary>
    public string FullName => Provider is null ? Name : $"{Provider}:{Name}";
}

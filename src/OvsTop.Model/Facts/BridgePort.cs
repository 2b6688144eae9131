namespace OvsTop.Model.Facts;

/// <summary>A port of a bridge in <c>dpif/show</c>: the only place where names, OpenFlow and datapath numbers stand together.</summary>
/// <param name="Bridge">Bridge, e.g. <c>br-int</c> (untrusted).</param>
/// <param name="Name">Interface (untrusted).</param>
/// <param name="OpenFlowPort">OpenFlow number; 65534 is LOCAL.</param>
/// <param name="DatapathPort">Datapath number, null when it has none. All tunnels of a kind share one.</param>
/// <param name="Type">system, internal, vxlan, dpdk, ...</param>
/// <param name="Configuration"><c>key=value, ...</c>, may be empty.</param>
public sealed record BridgePort(string Bridge, string Name, uint OpenFlowPort, uint? DatapathPort, string Type, string Configuration);

namespace OvsTop.Vswitchd.Daemons;

/// <summary>A thread of the daemon.</summary>
/// <param name="Tid">Thread id.</param>
/// <param name="Name">comm: <c>handler7</c>, <c>revalidator12</c>, <c>pmd-c03/id:9</c>, <c>ovs-vswitchd</c> (untrusted text, at most 15 bytes).</param>
public readonly record struct DaemonThread(int Tid, string Name);

namespace OvsTop.Vswitchd.Elf;

/// <summary>One NT_STAPSDT note (sys/sdt.h, "UserSpaceProbeImplementation" of SystemTap), addresses already adjusted for prelinking.</summary>
/// <param name="Provider">Provider, e.g. <c>dpif_recv</c>.</param>
/// <param name="Name">Probe name, e.g. <c>recv_upcall</c>.</param>
/// <param name="Location">Virtual address of the nop.</param>
/// <param name="Semaphore">Virtual address of the semaphore, 0 when there is none.</param>
/// <param name="Arguments">Where the arguments are, e.g. <c>8@%rdx 4@%ecx</c>; may be empty.</param>
public readonly record struct StapNote(string Provider, string Name, ulong Location, ulong Semaphore, string Arguments);

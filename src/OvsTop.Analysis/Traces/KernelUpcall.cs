namespace OvsTop.Analysis.Traces;

/// <summary>An upcall as the kernel sent it.</summary>
/// <param name="TimeNs">When.</param>
/// <param name="PortId">To which socket.</param>
/// <param name="Inside">The round whose execute ran on this thread; nothing when none did.</param>
internal readonly record struct KernelUpcall(ulong TimeNs, uint PortId, RoundRef Inside);

using OvsTop.Screen.Input;

namespace OvsTop.Screen.Hosts;

/// <summary>One thing that happened.</summary>
/// <param name="Kind">What.</param>
/// <param name="Key">The key, with <see cref="HostEventKind.Key"/>.</param>
/// <param name="Signal">Number of the signal, with <see cref="HostEventKind.Terminate"/>.</param>
public readonly record struct HostEvent(HostEventKind Kind, Key Key = default, int Signal = 0);

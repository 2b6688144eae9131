using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Session;

/// <summary>What an incident bundle is made of as far as the screen has it.</summary>
/// <param name="Path">The new file.</param>
/// <param name="Snapshot">What is shown; null before the first.</param>
/// <param name="State">How it is shown.</param>
/// <param name="Theme">In which colours.</param>
public sealed record BundleRequest(string Path, Snapshot? Snapshot, UiState State, Theme Theme);

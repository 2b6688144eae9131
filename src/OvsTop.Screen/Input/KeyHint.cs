namespace OvsTop.Screen.Input;

/// <summary>Words of the key bar.</summary>
/// <param name="Label">The first key of each action it stands for.</param>
/// <param name="Words">What they do.</param>
/// <param name="Rank">When not all fit, those with the highest rank go first.</param>
/// <param name="View">The view they are for; 0 for all.</param>
public sealed record KeyHint(string Label, string Words, int Rank, int View = 0);

namespace OvsTop.Checks;

/// <summary>One finding.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Ok">True when it is as ovstop needs it; null when it is neither good nor bad.</param>
/// <param name="Finding">What was found, and what to do when it is not good.</param>
internal sealed record CheckLine(string Name, bool? Ok, string Finding);

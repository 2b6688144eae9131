namespace OvsTop.Screen.Hosts;

/// <summary>Whether a terminal takes texts for its clipboard (OSC 52). It never says so: its name has to.</summary>
internal enum Clipboard
{
    /// <summary>It shows the sequence as rubbish or rings the bell: nothing is sent.</summary>
    None,

    /// <summary>It may, by its settings: sent, but not relied on.</summary>
    May,

    /// <summary>It does unless somebody forbade it.</summary>
    Takes,
}

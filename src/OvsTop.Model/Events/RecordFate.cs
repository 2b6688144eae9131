namespace OvsTop.Model.Events;

/// <summary>What becomes of a record that a filter has looked at.</summary>
public enum RecordFate : byte
{
    /// <summary>It goes.</summary>
    Removed,

    /// <summary>It stays as it is.</summary>
    Kept,

    /// <summary>It stays with <see cref="EventFlags.Related"/>.</summary>
    Related,

    /// <summary>It stays with <see cref="EventFlags.Undecided"/>.</summary>
    Undecided,
}

namespace OvsTop.Recording.Container;

/// <summary>Tags of the sections of a batch; readers skip tags they do not know.</summary>
internal static class BatchSection
{
    /// <summary>Varints: records of the session before this chunk; details delivered, lost, skipped; of the lost ones, those the recorder dropped.</summary>
    public const byte Info = 1;

    /// <summary>Varints: index of the first name, count; then each name, its length in front.</summary>
    public const byte Names = 2;

    /// <summary>See <see cref="TallyCodec"/>.</summary>
    public const byte Tallies = 3;

    /// <summary>The records, see <see cref="RecordCodec"/>.</summary>
    public const byte Records = 4;

    /// <summary>UTF-8: the filter in force from this batch on; empty for none.</summary>
    public const byte Filter = 5;

    /// <summary>What the daemon said of itself, see <see cref="FactsCodec"/>.</summary>
    public const byte Facts = 6;

    /// <summary>How long each probe was attached, see <see cref="TimesCodec"/>.</summary>
    public const byte Times = 7;

    /// <summary>See <see cref="TalkerCodec"/>.</summary>
    public const byte Talkers = 8;
}

using OvsTop.Recording.Container;

namespace OvsTop.Recording.Json;

/// <summary>Turns the lines of one kind of recording into detail records: none, one or several a line.</summary>
internal interface ILineParser
{
    /// <summary>The record stepped to, valid until the next call.</summary>
    Span<byte> Record { get; }

    /// <summary>What is wrong with a line that had a fault.</summary>
    string FaultDetail { get; }

    /// <summary>Changes whenever <see cref="AddNotices"/> has something else to say.</summary>
    long NoticeVersion { get; }

    /// <summary>What was recorded where; null when the lines do not say.</summary>
    RecordingSession? Session { get; }

    /// <summary>Takes a line, without line feed, not empty.</summary>
    LineFault Parse(ReadOnlySpan<byte> line);

    /// <summary>Steps to the next record; false when a line is needed.</summary>
    bool Next();

    /// <summary>There are no more lines: what is held back comes out.</summary>
    void End();

    /// <summary>Says what was left out or is missing, a sentence each.</summary>
    void AddNotices(ICollection<string> notices);
}

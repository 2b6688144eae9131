using OvsTop.Model.Facts;

namespace OvsTop.Recording.Container;

/// <summary>
/// Facts of one session in sections of batches: in a key batch all of them, in others only the readings that are new since the last section, besides
/// what is not a reading.
/// </summary>
internal sealed class FactsCodec
{
    private DaemonFacts? _last;

    /// <summary>The content of a section, or null when there is nothing new to say.</summary>
    /// <param name="facts">The facts of the batch.</param>
    /// <param name="all">Whether to say everything.</param>
    /// <param name="redaction">Gives pseudonyms; null keeps what there is.</param>
    public byte[]? Encode(DaemonFacts? facts, bool all, BatchRedaction? redaction = null)
    {
        if (facts is null || (ReferenceEquals(facts, _last) && !all))
        {
            return null;
        }

        var old = all ? null : _last;
        _last = facts;
        var news = facts with
        {
            FlowTables = News(facts.FlowTables, old?.FlowTables),
            Datapaths = News(facts.Datapaths, old?.Datapaths),
            Pmds = News(facts.Pmds, old?.Pmds),
            Coverage = News(facts.Coverage, old?.Coverage),
            Memory = News(facts.Memory, old?.Memory),
            Ports = News(facts.Ports, old?.Ports),
        };
        return FactsJson.Write(redaction?.Facts(news) ?? news);
    }

    /// <summary>What is known after a section.</summary>
    /// <param name="content">The section.</param>
    /// <param name="known">What was known before; null for nothing, as before a key batch.</param>
    /// <returns>Null when the section is not what a recorder writes.</returns>
    public static DaemonFacts? Decode(ReadOnlySpan<byte> content, DaemonFacts? known) => FactsJson.TryRead(content) is not { } facts ? null : facts with
    {
        FlowTables = facts.FlowTables ?? known?.FlowTables,
        Datapaths = facts.Datapaths ?? known?.Datapaths,
        Pmds = facts.Pmds ?? known?.Pmds,
        Coverage = facts.Coverage ?? known?.Coverage,
        Memory = facts.Memory ?? known?.Memory,
        Ports = facts.Ports ?? known?.Ports,
    };

    private static Reading<T>? News<T>(Reading<T>? now, Reading<T>? before) => ReferenceEquals(now, before) ? null : now;
}

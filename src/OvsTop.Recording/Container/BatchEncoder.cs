using System.Text;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;

namespace OvsTop.Recording.Container;

/// <summary>Batches of one session as payloads of batch chunks.</summary>
internal sealed class BatchEncoder
{
    private readonly PayloadLevel _level;
    private readonly RecordCodec _records = new();
    private readonly TallyCodec _tallies = new();
    private readonly TimesCodec _times = new();
    private readonly FactsCodec _facts = new();
    private readonly TalkerCodec _talkers = new();
    private readonly RecordBuffer _shortened = new(4096);
    private readonly BatchRedaction? _redaction;
    private DetailLosses _losses;
    private ulong _dropped;
    private string _filter = "";
    private (CompiledFilter? Filter, string? Recorded) _filterOf;
    private int _names;
    private bool _allTallies;

    /// <summary>Makes an encoder.</summary>
    /// <param name="level">How much of packets is kept.</param>
    /// <param name="redaction">Gives pseudonyms; null keeps what there is.</param>
    public BatchEncoder(PayloadLevel level, BatchRedaction? redaction = null) => (_level, _redaction) = (level, redaction);

    /// <summary>Records encoded so far.</summary>
    public ulong Records { get; private set; }

    /// <summary>Starts a payload: where it stands, and the names it needs.</summary>
    /// <returns>Whether it says anything new.</returns>
    public bool Begin(ProbeBatch batch, ulong dropped, bool key, ByteSink sink)
    {
        bool news = key || batch.Losses != _losses || dropped != _dropped;
        (_losses, _dropped) = (batch.Losses, dropped);
        Repeat(sink);
        news |= WriteFilter(batch, key, sink);
        _names = key ? 0 : _names;
        if (_names < batch.Names.Count)
        {
            WriteNames(batch.Names, sink);
            news = true;
        }

        return news;
    }

    /// <summary>Starts a payload that says nothing new.</summary>
    public void Repeat(ByteSink sink)
    {
        sink.Clear();
        int info = sink.BeginSection(BatchSection.Info);
        sink.Varint(Records);
        sink.Varint(_losses.Delivered);
        sink.Varint(_losses.Lost);
        sink.Varint(_losses.Skipped);
        sink.Varint(_dropped);
        sink.EndSection(info);
    }

    /// <summary>Writes the tallies, if the batch has any.</summary>
    /// <returns>Whether they say anything new.</returns>
    public bool Tallies(ProbeBatch batch, bool key, ByteSink sink)
    {
        // A key batch may come without tallies: then the next ones are whole.
        _allTallies |= key;
        if (batch.Tallies is not { } table)
        {
            return false;
        }

        int section = sink.BeginSection(BatchSection.Tallies);
        bool whole = _allTallies;
        bool news = _tallies.Encode(_redaction?.Tallies(table) ?? table, whole, sink);
        _allTallies = false;
        if (table.AttachedNs is { } times && _times.IsNews(times, whole))
        {
            EndTallies(news, section, sink);
            int attached = sink.BeginSection(BatchSection.Times);
            _times.Encode(times, sink);
            sink.EndSection(attached);
            return true;
        }

        EndTallies(news, section, sink);
        return news;
    }

    private static void EndTallies(bool news, int section, ByteSink sink)
    {
        if (news)
        {
            sink.EndSection(section);
        }
        else
        {
            sink.Truncate(section - ByteSink.SectionHead);
        }
    }

    /// <summary>Writes what the daemon said of itself, if it is new.</summary>
    /// <returns>Whether it is.</returns>
    public bool Facts(ProbeBatch batch, bool key, ByteSink sink)
    {
        if (_facts.Encode(batch.Facts, key, _redaction) is not { } content)
        {
            return false;
        }

        int section = sink.BeginSection(BatchSection.Facts);
        sink.Bytes(content);
        sink.EndSection(section);
        return true;
    }

    /// <summary>Writes talkers, if there are any. Addresses would tell what redaction hides.</summary>
    /// <returns>Whether there are.</returns>
    public bool Talkers(TalkerTable? talkers, ByteSink sink)
    {
        if (talkers is not { } table)
        {
            return false;
        }

        int section = sink.BeginSection(BatchSection.Talkers);
        _talkers.Encode(table, withAddresses: _redaction is null, sink);
        sink.EndSection(section);
        return true;
    }

    /// <summary>Writes records until there are no more or the payload has its size.</summary>
    /// <param name="records">The walk over the records.</param>
    /// <param name="sink">Where to.</param>
    /// <param name="maxBytes">Bytes after which it stops.</param>
    /// <returns>Whether there may be more.</returns>
    public bool WriteRecords(ref RecordBuffer.Enumerator records, ByteSink sink, int maxBytes)
    {
        _records.Reset();
        int section = sink.BeginSection(BatchSection.Records);
        bool more;
        while ((more = sink.Length < maxBytes) && records.MoveNext())
        {
            WriteRecord(records.Current, sink);
        }

        sink.EndSection(section);
        return !more;
    }

    private void WriteRecord(ProbeEvent record, ByteSink sink)
    {
        ref readonly var header = ref record.Header;
        int keep = _level switch { PayloadLevel.None => 0, PayloadLevel.Head => RecordingOptions.HeadBytes, _ => int.MaxValue };
        if (header.PacketCaptured > keep)
        {
            _shortened.Clear();
            _shortened.Append(header, record.Packet[..keep], record.Key, record.Mask, record.Actions);
            var walk = _shortened.GetEnumerator();
            walk.MoveNext();
            record = walk.Current;
        }

        _records.Encode(_redaction is null ? record.Bytes : _redaction.Record(record.Bytes), sink);
        Records++;
    }

    /// <summary>What the details of the batch were filtered by, when that is another than before, and in key batches.</summary>
    private bool WriteFilter(ProbeBatch batch, bool key, ByteSink sink)
    {
        bool changed = false;
        if (!ReferenceEquals(batch.Filter, _filterOf.Filter) || batch.RecordedFilter != _filterOf.Recorded)
        {
            _filterOf = (batch.Filter, batch.RecordedFilter);
            string filter = _redaction?.Text(FilterText(batch)) ?? FilterText(batch);
            changed = filter != _filter;
            _filter = filter;
        }

        if (changed || (key && _filter.Length > 0))
        {
            int section = sink.BeginSection(BatchSection.Filter);
            sink.Bytes(Encoding.UTF8.GetBytes(_filter));
            sink.EndSection(section);
        }

        return changed;
    }

    private static string FilterText(ProbeBatch batch) => (batch.Filter?.Filter.ToString(), batch.RecordedFilter) switch
    {
        (null, null) => "",
        ({ } now, null) => now,
        (null, { } before) => before,
        ({ } now, { } before) => $"({before}) and ({now})",
    };

    private void WriteNames(IReadOnlyList<string> names, ByteSink sink)
    {
        int section = sink.BeginSection(BatchSection.Names);
        sink.Varint((ulong)_names);
        sink.Varint((ulong)(names.Count - _names));
        for (; _names < names.Count; _names++)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(_redaction?.Name(names[_names]) ?? names[_names]);
            sink.Varint((ulong)utf8.Length);
            sink.Bytes(utf8);
        }

        sink.EndSection(section);
    }
}

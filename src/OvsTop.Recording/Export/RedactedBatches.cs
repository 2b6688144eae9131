using OvsTop.Model.Redaction;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Export;

/// <summary>Batches with pseudonyms, for forms other than .ovscap.</summary>
public sealed class RedactedBatches
{
    private readonly Redactor _redactor;
    private readonly BatchRedaction _redaction;
    private readonly ProbeBatch _batch = new();
    private readonly List<string> _names = [];

    /// <summary>Redacts batches of a recording.</summary>
    /// <param name="redactor">Gives the pseudonyms; the caller's.</param>
    public RedactedBatches(Redactor redactor) => (_redactor, _redaction) = (redactor, new BatchRedaction(redactor, []));

    /// <summary>The head of the recording; what was recorded is left out, for it may be the name of a file.</summary>
    public RecordingSession? Session(RecordingSession? session) => session is null ? null : SessionRedactor.Redact(_redactor, session with { Source = "" });

    /// <summary>What of a batch exports write: its details, names and names of threads. Valid until the next call.</summary>
    public ProbeBatch Of(ProbeBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _batch.TimeNs = batch.TimeNs;
        _batch.Discontinuity = batch.Discontinuity;
        _batch.Rest = batch.Rest;
        _batch.Losses = batch.Losses;
        _batch.Tallies = batch.Tallies is { } tallies ? _redaction.Tallies(tallies) : null;
        _batch.Records.Clear();
        foreach (var record in batch.Records)
        {
            _batch.Records.Append(_redaction.Record(record.Bytes));
        }

        if (batch.Discontinuity || batch.Names.Count < _names.Count)
        {
            _names.Clear();
        }

        for (int i = _names.Count; i < batch.Names.Count; i++)
        {
            _names.Add(_redaction.Name(batch.Names[i]));
        }

        _batch.Names = _names;
        return _batch;
    }
}

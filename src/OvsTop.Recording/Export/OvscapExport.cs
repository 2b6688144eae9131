using System.Reactive.Linq;
using OvsTop.Model.Redaction;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Export;

/// <summary>Writes a recording of any form as .ovscap: details, counts, talkers, facts and filters as they are, or with pseudonyms.</summary>
public static class OvscapExport
{
    /// <summary>Reads a recording to its end.</summary>
    /// <param name="source">The recording, played as fast as can be.</param>
    /// <param name="path">The file, which must be new.</param>
    /// <param name="redactor">Gives pseudonyms; null keeps what there is.</param>
    /// <exception cref="SourceException">The file cannot be written, or the recording cannot be read.</exception>
    public static ExportResult Write(ReplaySource source, string path, Redactor? redactor = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.SetDimensions(TalkerDimensions.All);
        RecordingWriter? writer = null;
        try
        {
            // What is recorded is known with the first batch, also of a stream.
            source.Batches.TakeWhile(batch => (writer ??= Create()).Write(batch)).LastOrDefaultAsync().Wait();
            writer ??= Create();
            writer.Dispose();
            return writer.Status.Failed ? throw new SourceException(writer.Status.Stopped!) : new ExportResult((long)writer.Status.Records, 0);
        }
        finally
        {
            writer?.Dispose();
        }

        RecordingWriter Create()
        {
            var session = source.Session ?? new RecordingSession { Source = source.Info.Title, Epoch = source.Info.Epoch };
            // The name of a file may tell what pseudonyms are to hide.
            session = redactor is null ? session : session with { Source = "" };
            return RecordingWriter.Create(path, session, new RecordingOptions { Payload = session.Payload, Sync = SyncPolicy.Never, Redactor = redactor, Quality = 4 });
        }
    }
}

using OvsTop.Model.Redaction;

namespace OvsTop.Recording.Container;

/// <summary>The head of a recording without addresses and names.</summary>
internal static class SessionRedactor
{
    /// <summary>The redacted head.</summary>
    public static RecordingSession Redact(Redactor redactor, RecordingSession session) => session with
    {
        Redacted = true,
        Source = TextRedactor.Redact(redactor, session.Source, session.Ports.Values),
        Filter = session.Filter is { } filter ? TextRedactor.Redact(redactor, filter, session.Ports.Values) : null,
        Ports = session.Ports.ToDictionary(port => port.Key, port => redactor.Name(port.Value)),
    };
}

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Recording.Container;

/// <summary>The payload of a session chunk: JSON, so that a stranger can read what a file is.</summary>
internal static class SessionJson
{
    /// <summary>Version of the format; a reader refuses sessions of a higher one.</summary>
    public const int Version = 1;

    /// <summary>Counts what was added since without harm to readers that do not know it.</summary>
    private const int Revision = 2;

    private const int MaxText = 1000;
    private const int MaxPorts = 65536;

    /// <summary>A clock that counts ns in 64 bits does not run beyond the last year there is from here.</summary>
    private const int MaxYear = 9000;

    /// <summary>Writes a session.</summary>
    public static byte[] Write(RecordingSession session)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("format", "ovscap");
            json.WriteNumber("version", Version);
            json.WriteNumber("revision", Revision);
            json.WriteString("ovstop", typeof(SessionJson).Assembly.GetName().Version?.ToString(3));
            json.WriteString("id", session.Id.ToString("x16", CultureInfo.InvariantCulture));
            if (session.Part > 0)
            {
                json.WriteNumber("part", session.Part);
            }

            json.WriteString("source", session.Source);
            json.WriteString("ovs", session.OvsVersion);
            json.WriteString("kernel", session.KernelRelease);
            json.WriteString("layout", session.Layout);
            json.WriteString("filter", session.Filter);
            json.WriteNumber("churn_s", session.ChurnSeconds);
            json.WriteString("clock", "CLOCK_MONOTONIC, ns");
            json.WriteString("epoch", session.Epoch?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("payload", session.Payload.ToString());
            json.WriteBoolean("redacted", session.Redacted);
            json.WriteNumber("record_header", EventHeader.Size);
            WriteProbes(json, "probes", session.Probes);
            WritePrimary(json, session.Primary);
            json.WriteStartObject("ports");
            foreach (var (number, name) in session.Ports)
            {
                json.WriteString(number.ToString(CultureInfo.InvariantCulture), name);
            }

            json.WriteEndObject();
            json.WriteStartArray("tally");
            foreach (var field in TallyLayout.OwnFields)
            {
                json.WriteStartArray();
                json.WriteStringValue(field.Name);
                json.WriteNumberValue(field.Count);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a session.</summary>
    /// <param name="payload">The JSON.</param>
    /// <param name="session">The session.</param>
    /// <param name="layout">The cells of its tallies.</param>
    /// <returns>Null, or why it cannot be read.</returns>
    public static string? TryRead(ReadOnlyMemory<byte> payload, out RecordingSession? session, out TallyLayout? layout)
    {
        session = null;
        layout = null;
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            int version = root.GetProperty("version").GetInt32();
            int headerBytes = root.GetProperty("record_header").GetInt32();
            if (version > Version || headerBytes != EventHeader.Size)
            {
                return $"it is of format {version}, written by ovstop {Text(root, "ovstop")}: use that version or a newer one";
            }

            layout = new TallyLayout([.. root.GetProperty("tally").EnumerateArray().Take(1000).Select(Field)]);
            session = new RecordingSession
            {
                Id = ulong.Parse(root.GetProperty("id").GetString() ?? "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                Part = root.TryGetProperty("part", out var part) && part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out int file) ? file : 0,
                Source = Text(root, "source") ?? "",
                OvsVersion = Text(root, "ovs"),
                KernelRelease = Text(root, "kernel"),
                Layout = Text(root, "layout"),
                Filter = Text(root, "filter"),
                Epoch = DateTimeOffset.TryParse(Text(root, "epoch"), CultureInfo.InvariantCulture, out var epoch) && epoch.Year < MaxYear ? epoch : null,
                Payload = Enum.TryParse<PayloadLevel>(Text(root, "payload"), out var level) ? level : PayloadLevel.Full,
                Redacted = root.TryGetProperty("redacted", out var redacted) && redacted.ValueKind == JsonValueKind.True,
                ChurnSeconds = root.TryGetProperty("churn_s", out var churn) && churn.ValueKind == JsonValueKind.Number && churn.TryGetDouble(out double seconds) && seconds is > 0 and < 1e6 ? seconds : 5,
                Probes = Probes(root, "probes"),
                Primary = Primary(root),
                Ports = Ports(root),
            };
            return null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            return $"its header is not readable: {PlainText.Brief(e.Message, 100).TrimEnd('.')}";
        }
    }

    private static void WritePrimary(Utf8JsonWriter json, PrimaryProbes? primary)
    {
        if (primary is null)
        {
            return;
        }

        json.WriteStartObject("primary");
        WriteProbes(json, "upcalls", primary.Upcalls);
        WriteProbes(json, "puts", primary.Puts);
        WriteProbes(json, "executes", primary.Executes);
        WriteProbes(json, "deletes", primary.Deletes);
        json.WriteEndObject();
    }

    private static void WriteProbes(Utf8JsonWriter json, string name, IReadOnlyCollection<ProbeId>? probes)
    {
        if (probes is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var probe in ProbeTable.All.Where(p => probes.Contains(p.Id)))
        {
            json.WriteStringValue(probe.EventName);
        }

        json.WriteEndArray();
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? PlainText.Brief(value.GetString()!, MaxText) : null;

    private static TallyField Field(JsonElement field)
    {
        return field.GetArrayLength() >= 2 && field[0].GetString() is { } name && field[1].GetInt32() is > 0 and <= 4096 and var count
            ? new TallyField(name, 0, 0, count)
            : throw new FormatException("a tally field has no name or no size");
    }

    private static PrimaryProbes? Primary(JsonElement root) =>
        root.TryGetProperty("primary", out var primary) && primary.ValueKind == JsonValueKind.Object
            && Probes(primary, "upcalls") is { Count: > 0 } upcalls && Probes(primary, "puts") is { Count: > 0 } puts
            && Probes(primary, "executes") is { Count: > 0 } executes && Probes(primary, "deletes") is { Count: > 0 } deletes
            ? new PrimaryProbes(upcalls, puts, executes, deletes)
            : null;

    private static List<ProbeId>? Probes(JsonElement root, string name) =>
        root.TryGetProperty(name, out var probes) && probes.ValueKind == JsonValueKind.Array
            ? [.. probes.EnumerateArray().Select(p => ProbeTable.Find(p.GetString() ?? "")).OfType<ProbeInfo>().Select(p => p.Id).Distinct()]
            : null;

    private static Dictionary<uint, string> Ports(JsonElement root)
    {
        var ports = new Dictionary<uint, string>();
        if (root.TryGetProperty("ports", out var map) && map.ValueKind == JsonValueKind.Object)
        {
            foreach (var port in map.EnumerateObject().Take(MaxPorts))
            {
                if (uint.TryParse(port.Name, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
                {
                    ports[number] = PlainText.Brief(port.Value.GetString() ?? "", 255);
                }
            }
        }

        return ports;
    }
}

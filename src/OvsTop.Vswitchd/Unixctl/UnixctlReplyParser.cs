using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace OvsTop.Vswitchd.Unixctl;

/// <summary>Reads one JSON-RPC 1.0 answer of any release.</summary>
internal static class UnixctlReplyParser
{
    /// <summary>
    /// <c>{"id":1,"result":"text","error":null}</c>; since 3.4 the result may also be <c>{"reply-format":"plain","reply":"text"}</c>
    /// or a JSON object of the command's own. An error has no result member at all.
    /// </summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static UnixctlReply Parse(ReadOnlyMemory<byte> message, long id)
    {
        try
        {
            // Interface names may be any bytes; one of them must not hide all others.
            using var document = Utf8.IsValid(message.Span) ? JsonDocument.Parse(message) : JsonDocument.Parse(Encoding.UTF8.GetString(message.Span));
            var root = document.RootElement;
            if (!root.TryGetProperty("id", out var answered) || answered.ValueKind != JsonValueKind.Number || !answered.TryGetInt64(out long number) || number != id)
            {
                throw new FormatException("it answers another request");
            }

            if (root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null) return new UnixctlReply { Error = Text(error) };
            if (!root.TryGetProperty("result", out var result) || result.ValueKind == JsonValueKind.Null) throw new FormatException("it has neither result nor error");
            return result.ValueKind == JsonValueKind.Object ? Wrapped(result) : new UnixctlReply { Result = Text(result) };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("it is not JSON", e);
        }
    }

    private static UnixctlReply Wrapped(JsonElement result)
    {
        if (result.TryGetProperty("reply-format", out var format) && result.TryGetProperty("reply", out var reply))
        {
            return format.ValueEquals("plain") ? new UnixctlReply { Result = Text(reply) } : new UnixctlReply { Result = reply.GetRawText(), IsJson = true };
        }

        return new UnixctlReply { Result = result.GetRawText(), IsJson = true };
    }

    private static string Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new FormatException("its text is no string");
}

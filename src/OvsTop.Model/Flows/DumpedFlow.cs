namespace OvsTop.Model.Flows;

/// <summary>
/// A line of <c>dpctl/dump-flows</c>, with or without <c>-m</c>, or a part of one: <c>[ufid:U, ]KEY[, packets:…][, actions:A][, dp-extra-info:…]</c>
/// (format_dpif_flow in lib/dpctl.c).
/// </summary>
public sealed class DumpedFlow
{
    private DumpedFlow()
    {
    }

    /// <summary>The flow's id, if the line has it.</summary>
    public Ufid? Ufid { get; private init; }

    /// <summary>Key attributes.</summary>
    public required byte[] Key { get; init; }

    /// <summary>Mask attributes; exact where the text has no mask.</summary>
    public required byte[] Mask { get; init; }

    /// <summary>True if the text leaves fields out or masks some.</summary>
    public bool IsMasked { get; private init; }

    /// <summary>The style the key was written in: the one that writes it again as it was.</summary>
    public KeyStyle Style { get; private init; }

    /// <summary>What lies between key and actions, such as <c>packets:0, bytes:0, used:never, dp:ovs</c>; empty if the line has none.</summary>
    public string Statistics { get; private init; } = "";

    /// <summary>Action attributes, or null if the line has none.</summary>
    public byte[]? Actions { get; private init; }

    /// <summary>What follows the actions, such as <c>dp-extra-info:miniflow_bits(2,4)</c>; empty if the line has none.</summary>
    public string Extra { get; private init; } = "";

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="numbering">Numbers to write actions with.</param>
    /// <param name="ports">Names of ports; null if ports are numbers.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="error">What is wrong, if it fails.</param>
    public static bool TryParse(ReadOnlySpan<char> line, ActionNumbering numbering, PortNames? ports, out DumpedFlow? flow, out TextError? error)
    {
        const string ActionsMark = "actions:", Separator = ", ";
        flow = null;
        var cursor = new TextCursor(line, ports);
        NetlinkWriter key = new(), mask = new(), actions = new();
        bool good = FlowKeyParser.TakeUfid(ref cursor, out var ufid);
        int start = cursor.Position;
        good = good && FlowKeyParser.Attributes(ref cursor, key, mask);
        var keyText = line[start..cursor.Position];
        string statistics = "", extra = "";
        bool hasActions = false;
        if (good && !cursor.AtEnd)
        {
            good = cursor.Take(Separator) || cursor.Fail("expected an attribute, name(…), or \", packets:\" or \", actions:\"");
            int at = cursor.Rest.IndexOf(ActionsMark);
            hasActions = good && at >= 0;
            statistics = (hasActions ? cursor.Rest[..at] : good ? cursor.Rest : "").ToString();
            cursor.Position += statistics.Length;
            if (hasActions)
            {
                cursor.Position += ActionsMark.Length;
                good = ActionListParser.List(ref cursor, numbering, actions) && (cursor.AtEnd || cursor.Take(Separator) || cursor.Fail("expected an action"));
                extra = cursor.Rest.ToString();
            }
        }

        error = cursor.Error;
        if (!good)
        {
            return false;
        }

        var (style, masked) = FormOf(keyText, key.Written, mask.Written, cursor.SawMask, ports);
        flow = new DumpedFlow
        {
            Ufid = ufid,
            Key = key.Written.ToArray(),
            Mask = mask.Written.ToArray(),
            IsMasked = masked,
            Style = style,
            Statistics = hasActions && statistics.EndsWith(Separator, StringComparison.Ordinal) ? statistics[..^Separator.Length] : statistics,
            Actions = hasActions ? actions.Written.ToArray() : null,
            Extra = extra,
        };
        return true;
    }

    /// <summary>Writes the line again.</summary>
    /// <param name="numbering">Numbers the actions were written with.</param>
    /// <param name="ports">Names of ports; null for numbers.</param>
    public string ToText(ActionNumbering numbering, PortNames? ports = null)
    {
        var sink = new TextSink();
        if (Ufid is { } ufid)
        {
            sink.Put("ufid:").Put(ufid.ToString()).Put(", ");
        }

        FlowKeyFormatter.Format(sink, Key, IsMasked ? Mask : default, Style, ports);
        if (Statistics.Length > 0)
        {
            sink.Put(", ").Put(Statistics);
        }

        if (Actions is not null)
        {
            ActionFormatter.Format(sink.Put(", actions:"), Actions, numbering, ports);
        }

        if (Extra.Length > 0)
        {
            sink.Put(", ").Put(Extra);
        }

        return sink.ToString();
    }

    private static (KeyStyle Style, bool Masked) FormOf(
        ReadOnlySpan<char> text, ReadOnlySpan<byte> key, ReadOnlySpan<byte> mask, bool sawMask, PortNames? ports)
    {
        var sink = new TextSink(text.Length + 64);
        foreach (var (style, masked) in (ReadOnlySpan<(KeyStyle, bool)>)[(KeyStyle.Brief, true), (KeyStyle.Verbose, true), (KeyStyle.Verbose, false)])
        {
            FlowKeyFormatter.Format(sink.Clear(), key, masked ? mask : default, style, ports);
            if (sink.Written.SequenceEqual(text))
            {
                return (style, masked);
            }
        }

        return (sawMask ? KeyStyle.Brief : KeyStyle.Verbose, sawMask);
    }
}

namespace OvsTop.Model.Flows;

/// <summary>Writes datapath actions as dpctl does (format_odp_actions in lib/odp-util.c), byte for byte.</summary>
public static class ActionFormatter
{
    /// <summary>Deepest nesting written as actions (MAX_ODP_NESTED); deeper ones are written as bytes.</summary>
    internal const int MaxDepth = 32;

    /// <summary>Formats an action list.</summary>
    /// <param name="sink">Where to; what it holds is kept.</param>
    /// <param name="actions">Action attributes without an outer header; none is <c>drop</c>.</param>
    /// <param name="numbering">Numbers of the daemon's version.</param>
    /// <param name="ports">Names for ports; null for numbers.</param>
    /// <returns>Offset of the first bytes that could not be understood, or -1. They are written too, as dpctl does.</returns>
    public static int Format(TextSink sink, ReadOnlySpan<byte> actions, ActionNumbering numbering, PortNames? ports = null)
    {
        var writer = new ActionWriter(sink, numbering, ports);
        return writer.List(actions, 0, 0);
    }

    /// <summary>Formats an action list into a string.</summary>
    public static string ToText(ReadOnlySpan<byte> actions, ActionNumbering numbering, PortNames? ports = null)
    {
        var sink = new TextSink();
        Format(sink, actions, numbering, ports);
        return sink.ToString();
    }
}

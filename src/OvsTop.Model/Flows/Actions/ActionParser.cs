namespace OvsTop.Model.Flows;

/// <summary>
/// Reads datapath actions as text, the reverse of <see cref="ActionFormatter"/>. <c>drop</c> alone, or alone in parentheses, is the
/// empty list a kernel datapath reports; among other actions it is the explicit drop action.
/// </summary>
public static class ActionParser
{
    /// <summary>Reads an action list.</summary>
    /// <param name="text">Actions with commas between them.</param>
    /// <param name="numbering">Numbers to write.</param>
    /// <param name="ports">Names of ports; null if ports are numbers.</param>
    /// <param name="actions">Receives the actions.</param>
    /// <param name="error">What is wrong, if it fails.</param>
    public static bool TryParse(ReadOnlySpan<char> text, ActionNumbering numbering, PortNames? ports, NetlinkWriter actions, out TextError? error)
    {
        var cursor = new TextCursor(text, ports);
        bool good = ActionListParser.List(ref cursor, numbering, actions) && (cursor.AtEnd || cursor.Fail("expected an action"));
        error = cursor.Error;
        return good;
    }
}

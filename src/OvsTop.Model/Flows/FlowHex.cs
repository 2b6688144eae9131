namespace OvsTop.Model.Flows;

/// <summary>Raw attributes in hexadecimal, as probes and logs show them: decoded to what dpctl prints.</summary>
public static class FlowHex
{
    /// <summary>Decodes a flow key.</summary>
    /// <param name="hex">Key attributes; blanks, colons and a leading <c>0x</c> are ignored.</param>
    /// <param name="maskHex">Mask attributes; empty for none.</param>
    /// <param name="style">Form of the text.</param>
    /// <param name="ports">Names for ports; null for numbers.</param>
    /// <param name="decoded">The text.</param>
    /// <param name="error">What is wrong with the hexadecimal digits, if it fails.</param>
    public static bool TryKey(
        ReadOnlySpan<char> hex, ReadOnlySpan<char> maskHex, KeyStyle style, PortNames? ports, out DecodedText? decoded, out TextError? error)
    {
        decoded = null;
        if (!TryBytes(hex, out byte[] key, out error) || !TryBytes(maskHex, out byte[] mask, out error))
        {
            return false;
        }

        var sink = new TextSink();
        int malformed = FlowKeyFormatter.Format(sink, key, mask, style, ports);
        decoded = new DecodedText(sink.ToString(), malformed);
        return true;
    }

    /// <summary>Decodes an action list.</summary>
    /// <param name="hex">Action attributes; blanks, colons and a leading <c>0x</c> are ignored.</param>
    /// <param name="numbering">Numbers of the daemon's version.</param>
    /// <param name="ports">Names for ports; null for numbers.</param>
    /// <param name="decoded">The text.</param>
    /// <param name="error">What is wrong with the hexadecimal digits, if it fails.</param>
    public static bool TryActions(ReadOnlySpan<char> hex, ActionNumbering numbering, PortNames? ports, out DecodedText? decoded, out TextError? error)
    {
        decoded = null;
        if (!TryBytes(hex, out byte[] actions, out error))
        {
            return false;
        }

        var sink = new TextSink();
        int malformed = ActionFormatter.Format(sink, actions, numbering, ports);
        decoded = new DecodedText(sink.ToString(), malformed);
        return true;
    }

    /// <summary>Reads hexadecimal digits.</summary>
    public static bool TryBytes(ReadOnlySpan<char> hex, out byte[] bytes, out TextError? error)
    {
        var list = new List<byte>(hex.Length / 2);
        bytes = [];
        error = null;
        int high = -1;
        for (int i = hex.StartsWith("0x") || hex.StartsWith("0X") ? 2 : 0; i < hex.Length; i++)
        {
            char digit = hex[i];
            if (char.IsWhiteSpace(digit) || digit == ':')
            {
                continue;
            }

            if (!char.IsAsciiHexDigit(digit))
            {
                error = new TextError(i, "expected a hexadecimal digit");
                return false;
            }

            int value = TextCursor.HexValue(digit);
            if (high >= 0)
            {
                list.Add((byte)(high << 4 | value));
            }

            high = high < 0 ? value : -1;
        }

        if (high >= 0)
        {
            error = new TextError(hex.Length, "a byte has two hexadecimal digits, the last one is missing");
            return false;
        }

        bytes = [.. list];
        return true;
    }
}

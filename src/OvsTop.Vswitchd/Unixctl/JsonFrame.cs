namespace OvsTop.Vswitchd.Unixctl;

/// <summary>
/// Finds where a JSON object ends in bytes that arrive in pieces: JSON-RPC on this socket has no framing. Looks at every byte once.
/// </summary>
internal struct JsonFrame
{
    private int depth;
    private bool inString, escaped;

    /// <summary>Number of bytes after which the object is complete, counted from the start of <paramref name="piece"/>; -1 when it goes on.</summary>
    /// <exception cref="FormatException">It does not begin with an object.</exception>
    public int Feed(ReadOnlySpan<byte> piece)
    {
        for (int i = 0; i < piece.Length; i++)
        {
            byte b = piece[i];
            if (inString)
            {
                if (escaped) escaped = false;
                else if (b == '\\') escaped = true;
                else if (b == '"') inString = false;
                continue;
            }

            switch (b)
            {
                case (byte)'"' when depth > 0:
                    inString = true;
                    break;
                case (byte)'{' or (byte)'[' when depth > 0 || b == '{':
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when depth > 0:
                    if (--depth == 0) return i + 1;
                    break;
                default:
                    if (depth == 0 && b is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) throw new FormatException("it does not begin with a JSON object");
                    break;
            }
        }

        return -1;
    }
}

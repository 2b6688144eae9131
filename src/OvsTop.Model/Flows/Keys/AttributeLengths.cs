namespace OvsTop.Model.Flows;

/// <summary>Says which attribute has not the length it must have (check_attr_len in lib/odp-util.c).</summary>
internal static class AttributeLengths
{
    /// <summary>Checks, and writes the bytes if it fails.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="expected">Bytes; negative for any.</param>
    /// <param name="key">Payload.</param>
    /// <param name="mask">Payload of the mask.</param>
    /// <param name="prefix">Number to write as <c>keyN</c>, or -1.</param>
    public static bool Check(TextSink sink, int expected, ReadOnlySpan<byte> key, MaskView mask, int prefix = -1)
    {
        if (expected < 0 || key.Length == expected && (!mask.IsPresent || mask.Bytes.Length == expected))
        {
            return true;
        }

        if (prefix >= 0)
        {
            sink.Put("key").Number(prefix);
        }

        if (key.Length != expected)
        {
            sink.Put("(bad key length ").Number(key.Length).Put(", expected ").Number(expected).Put(")(");
        }

        sink.Bytes(key, ' ');
        if (mask.IsPresent)
        {
            sink.Put('/');
            if (mask.Bytes.Length != expected)
            {
                sink.Put("(bad mask length ").Number(mask.Bytes.Length).Put(", expected ").Number(expected).Put(")(");
            }

            sink.Bytes(mask.Bytes, ' ');
        }

        sink.Put(')');
        return false;
    }
}

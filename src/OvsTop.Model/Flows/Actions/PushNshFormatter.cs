namespace OvsTop.Model.Flows;

/// <summary><c>push_nsh(…)</c> (format_odp_push_nsh_action in lib/odp-util.c): one nested <see cref="KeyAttr.Nsh"/>.</summary>
internal static class PushNshFormatter
{
    /// <summary>Default time to live where no base was given.</summary>
    private const byte DefaultTtl = 63;

    /// <summary>Writes the action; false if it is malformed.</summary>
    public static bool Format(TextSink sink, ReadOnlySpan<byte> value)
    {
        Span<byte> nsh = stackalloc byte[NshText.Size];
        nsh.Clear();
        nsh[1] = DefaultTtl;
        ReadOnlySpan<byte> metadata = default;
        var outer = new NetlinkReader(value);
        bool good = outer.MoveNext();
        if (good)
        {
            var reader = outer.Nested();
            while (reader.MoveNext())
            {
                switch ((NshAttr)reader.Type)
                {
                    case NshAttr.Base when reader.Value.Length == NshText.BaseSize: reader.Value.CopyTo(nsh); break;
                    case NshAttr.Md1 when reader.Value.Length == NshText.Size - NshText.BaseSize: reader.Value.CopyTo(nsh[NshText.BaseSize..]); break;
                    case NshAttr.Md2: metadata = reader.Value; break;
                    default: good = false; break;
                }
            }

            good &= reader.MalformedOffset < 0;
        }

        // The header has 2 bits of flags, 6 of ttl, and its length in words.
        nsh[0] &= 3;
        nsh[1] &= 0x3f;
        sink.Put("push_nsh(");
        NshText.Exact(sink, nsh);
        switch (nsh[2])
        {
            case NshText.MdType1: break;
            case NshText.MdType2: sink.Put(",md2=").HexNumber(metadata[..(metadata.Length & ~3)]); break;
            default: sink.Put(",<error: unknown mdtype>"); break;
        }

        sink.Put(')');
        return good;
    }
}

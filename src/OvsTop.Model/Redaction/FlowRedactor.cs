using OvsTop.Model.Flows;

namespace OvsTop.Model.Redaction;

/// <summary>
/// Addresses in flow keys, in place. Numbers (ports, VLANs, labels, marks, tunnel ids) stay, and masks need nothing done: they say which bits count.
/// What no table knows is replaced as a whole, and what is no attribute is cleared.
/// </summary>
internal static class FlowRedactor
{
    private const int MaxDepth = 8;

    /// <summary>Redacts OVS_KEY_ATTR_* attributes.</summary>
    public static void Key(Redactor redactor, Span<byte> attributes) => Key(redactor, attributes, 0);

    /// <summary>Redacts one key attribute's payload.</summary>
    public static void Attribute(Redactor redactor, KeyAttr type, Span<byte> value, int depth)
    {
        switch (type)
        {
            case KeyAttr.Encap:
                Key(redactor, value, depth + 1);
                break;
            case KeyAttr.Tunnel:
                Tunnel(redactor, value);
                break;
            case KeyAttr.CtLabels when value.Length == 16:
                redactor.Identity(value);
                break;
            case KeyAttr.Nsh:
                Nsh(redactor, value);
                break;
            case KeyAttr.Ipv6ExtensionHeaders:
                break;
            default:
                Fields(redactor, type, value);
                break;
        }
    }

    /// <summary>Redacts the parts of an NSH key or of a push_nsh action: metadata can be anything.</summary>
    public static void Nsh(Redactor redactor, Span<byte> value)
    {
        var reader = new NetlinkReader(value);
        while (reader.MoveNext())
        {
            if (reader.Type != (ushort)NshAttr.Base)
            {
                redactor.Opaque(value.Slice(reader.ValueOffset, reader.Value.Length));
            }
        }

        ClearRest(value, reader);
    }

    /// <summary>Clears what is no attribute.</summary>
    public static void ClearRest(Span<byte> attributes, in NetlinkReader reader)
    {
        if (reader.MalformedOffset >= 0)
        {
            attributes[reader.MalformedOffset..].Clear();
        }
    }

    private static void Key(Redactor redactor, Span<byte> attributes, int depth)
    {
        if (depth > MaxDepth)
        {
            attributes.Clear();
            return;
        }

        var reader = new NetlinkReader(attributes);
        while (reader.MoveNext())
        {
            Attribute(redactor, (KeyAttr)reader.Type, attributes.Slice(reader.ValueOffset, reader.Value.Length), depth);
        }

        ClearRest(attributes, reader);
    }

    private static void Fields(Redactor redactor, KeyAttr type, Span<byte> value)
    {
        if (KeyTable.Find(type) is not { } info || !KeyLayout.IsValid(type, value.Length))
        {
            redactor.Opaque(value);
            return;
        }

        foreach (var field in info.Fields)
        {
            Field(redactor, field, value);
        }
    }

    private static void Field(Redactor redactor, FieldInfo field, Span<byte> value)
    {
        switch (field.Kind)
        {
            case FieldKind.Mac:
                redactor.Mac(value.Slice(field.Offset, 6));
                break;
            case FieldKind.Ipv4:
                redactor.Ipv4(value.Slice(field.Offset, 4));
                break;
            case FieldKind.Ipv6:
                redactor.Ipv6(value.Slice(field.Offset, 16));
                break;
        }
    }

    private static void Tunnel(Redactor redactor, Span<byte> value)
    {
        var reader = new NetlinkReader(value);
        while (reader.MoveNext())
        {
            var type = (TunnelAttr)reader.Type;
            var part = value.Slice(reader.ValueOffset, reader.Value.Length);
            if (type == TunnelAttr.GeneveOptions)
            {
                Geneve(redactor, part);
            }
            else if (TunnelTable.Find(type) is { } field && part.Length == TunnelLayout.LengthOf(type))
            {
                Field(redactor, field, part);
            }
            else if (type is not (TunnelAttr.VxlanOptions or TunnelAttr.ErspanOptions or TunnelAttr.GtpuOptions))
            {
                redactor.Opaque(part);
            }
        }

        ClearRest(value, reader);
    }

    /// <summary>Options as on the wire: class, type and length stay.</summary>
    private static void Geneve(Redactor redactor, Span<byte> options)
    {
        const int Head = 4;
        while (options.Length >= Head)
        {
            int length = Math.Min((options[3] & 0x1f) * 4, options.Length - Head);
            redactor.Opaque(options.Slice(Head, length));
            options = options[(Head + length)..];
        }

        options.Clear();
    }
}

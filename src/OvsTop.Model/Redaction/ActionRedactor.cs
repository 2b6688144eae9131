using OvsTop.Model.Flows;

namespace OvsTop.Model.Redaction;

/// <summary>Addresses in action lists, in place.</summary>
internal static class ActionRedactor
{
    private const int MaxDepth = 16;
    private const int PlainNumber = 4;

    /// <summary>Redacts OVS_ACTION_ATTR_* attributes.</summary>
    public static void Actions(Redactor redactor, Span<byte> actions, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            actions.Clear();
            return;
        }

        var reader = new NetlinkReader(actions);
        while (reader.MoveNext())
        {
            Action(redactor, (ActionAttr)reader.Type, actions.Slice(reader.ValueOffset, reader.Value.Length), depth);
        }

        FlowRedactor.ClearRest(actions, reader);
    }

    private static void Action(Redactor redactor, ActionAttr type, Span<byte> value, int depth)
    {
        switch (type)
        {
            case ActionAttr.Set:
                FlowRedactor.Key(redactor, value);
                break;
            case ActionAttr.SetMasked:
                SetMasked(redactor, value, depth);
                break;
            case ActionAttr.PushEth when value.Length == 12:
                redactor.Mac(value[..6]);
                redactor.Mac(value[6..]);
                break;
            case ActionAttr.Ct:
                Ct(redactor, value);
                break;
            case ActionAttr.PushNsh:
                FlowRedactor.Nsh(redactor, value);
                break;
            case ActionAttr.Clone:
                Actions(redactor, value, depth + 1);
                break;
            case ActionAttr.Sample:
                Nested(redactor, value, [2], depth);
                break;
            case ActionAttr.CheckPacketLength:
                Nested(redactor, value, [2, 3], depth);
                break;
            case ActionAttr.Userspace:
                Userspace(redactor, value);
                break;
            case > ActionAttr.AddMpls:
                Above(redactor, value, depth);
                break;
            default:
                // Ports, tags, labels, numbers.
                break;
        }
    }

    /// <summary>The numbers whose meaning depends on the version: told apart by what they hold.</summary>
    private static void Above(Redactor redactor, Span<byte> value, int depth)
    {
        if (value.Length >= TunnelPush.Fixed + TunnelPush.HeaderSize)
        {
            PacketRedactor.Redact(redactor, value.Slice(TunnelPush.Fixed, TunnelPush.HeaderSize));
            return;
        }

        if (value.Length <= PlainNumber)
        {
            return;
        }

        // psample: 1 a number, 2 a cookie; dec_ttl: 1 actions.
        var reader = new NetlinkReader(value);
        while (reader.MoveNext())
        {
            var part = value.Slice(reader.ValueOffset, reader.Value.Length);
            if (reader.Type != 1)
            {
                redactor.Opaque(part);
            }
            else if (part.Length > PlainNumber)
            {
                Actions(redactor, part, depth + 1);
            }
        }

        FlowRedactor.ClearRest(value, reader);
    }

    /// <summary>A cookie of Open vSwitch holds ports and ids; of anything else nobody knows.</summary>
    private static void Userspace(Redactor redactor, Span<byte> value)
    {
        var reader = new NetlinkReader(value);
        while (reader.MoveNext())
        {
            if ((UserspaceAttr)reader.Type == UserspaceAttr.UserData && reader.Value.Length != UserCookie.Size)
            {
                redactor.Opaque(value.Slice(reader.ValueOffset, reader.Value.Length));
            }
        }

        FlowRedactor.ClearRest(value, reader);
    }

    private static void Nested(Redactor redactor, Span<byte> value, ReadOnlySpan<ushort> actions, int depth)
    {
        var reader = new NetlinkReader(value);
        while (reader.MoveNext())
        {
            if (actions.Contains(reader.Type))
            {
                Actions(redactor, value.Slice(reader.ValueOffset, reader.Value.Length), depth + 1);
            }
        }

        FlowRedactor.ClearRest(value, reader);
    }

    /// <summary>One key attribute: value, then mask. Bits outside the mask stay clear.</summary>
    private static void SetMasked(Redactor redactor, Span<byte> value, int depth)
    {
        var reader = new NetlinkReader(value);
        while (reader.MoveNext())
        {
            var both = value.Slice(reader.ValueOffset, reader.Value.Length);
            int half = both.Length / 2;
            FlowRedactor.Attribute(redactor, (KeyAttr)reader.Type, both[..half], depth);
            And(both[..half], both[half..]);
        }

        FlowRedactor.ClearRest(value, reader);
    }

    private static void Ct(Redactor redactor, Span<byte> value)
    {
        var reader = new NetlinkReader(value);
        while (reader.MoveNext())
        {
            var part = value.Slice(reader.ValueOffset, reader.Value.Length);
            switch ((CtAttr)reader.Type)
            {
                case CtAttr.Labels when part.Length == 32:
                    redactor.Identity(part[..16]);
                    And(part[..16], part[16..]);
                    break;
                case CtAttr.Nat:
                    Nat(redactor, part);
                    break;
                case > CtAttr.Timeout:
                    redactor.Opaque(part);
                    break;
            }
        }

        FlowRedactor.ClearRest(value, reader);
    }

    private static void Nat(Redactor redactor, Span<byte> value)
    {
        var reader = new NetlinkReader(value);
        while (reader.MoveNext())
        {
            if ((NatAttr)reader.Type is NatAttr.IpMin or NatAttr.IpMax)
            {
                var address = value.Slice(reader.ValueOffset, reader.Value.Length);
                if (address.Length == 4)
                {
                    redactor.Ipv4(address);
                }
                else if (address.Length == 16)
                {
                    redactor.Ipv6(address);
                }
                else
                {
                    redactor.Opaque(address);
                }
            }
        }

        FlowRedactor.ClearRest(value, reader);
    }

    private static void And(Span<byte> value, ReadOnlySpan<byte> mask)
    {
        for (int i = 0; i < value.Length && i < mask.Length; i++)
        {
            value[i] &= mask[i];
        }
    }
}

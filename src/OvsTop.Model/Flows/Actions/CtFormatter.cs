using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary><c>ct(commit,zone=…)</c> (format_odp_conntrack_action in lib/odp-util.c).</summary>
internal static class CtFormatter
{
    private static readonly AttributePolicy[] Policy =
    [
        AttributePolicy.Unlisted,
        AttributePolicy.Any,
        AttributePolicy.Exactly(2),
        new(8),
        new(32),
        new(1, 16, Text: true),
        AttributePolicy.Any,
        AttributePolicy.Any,
        AttributePolicy.Unlisted,
        new(1, 32, Text: true),
    ];

    /// <summary>Writes the action; false if it is malformed.</summary>
    public static bool Format(TextSink sink, ReadOnlySpan<byte> value)
    {
        if (!NestedAttributes.TryParse(value, Policy, out var ct))
        {
            sink.Put("ct(error)");
            return false;
        }

        sink.Put("ct(");
        int start = sink.Length;
        bool good = true;
        if (ct.Has((int)CtAttr.Commit))
        {
            sink.Put("commit,");
        }

        if (ct.Has((int)CtAttr.ForceCommit))
        {
            sink.Put("force_commit,");
        }

        ushort zone = ct.Has((int)CtAttr.Zone) ? ReadUInt16LittleEndian(ct[(int)CtAttr.Zone]) : (ushort)0;
        if (zone != 0)
        {
            sink.Put("zone=").Number(zone).Put(',');
        }

        var mark = ct[(int)CtAttr.Mark];
        if (!mark.IsEmpty)
        {
            sink.Put("mark=").Hex(ReadUInt32LittleEndian(mark)).Put('/').Hex(ReadUInt32LittleEndian(mark[4..])).Put(',');
        }

        var label = ct[(int)CtAttr.Labels];
        if (!label.IsEmpty)
        {
            sink.Put("label=");
            KeyAttributeFormatter.Number128(sink, label[..16], MaskView.Of(label.Slice(16, 16)), true);
            sink.Put(',');
        }

        Name(sink, "helper=", ct[(int)CtAttr.Helper]);
        Name(sink, "timeout=", ct[(int)CtAttr.Timeout]);
        if (ct.Has((int)CtAttr.Nat))
        {
            good = NatFormatter.Format(sink, ct[(int)CtAttr.Nat]);
        }

        if (sink.Length == start)
        {
            sink.Chomp('(');
        }
        else
        {
            sink.Chomp(',').Put(')');
        }

        return good;
    }

    private static void Name(TextSink sink, string label, ReadOnlySpan<byte> name)
    {
        if (name.Length > 0)
        {
            Span<char> text = stackalloc char[32];
            int length = Encoding.UTF8.GetChars(name[..^1], text);
            sink.Put(label).Put(text[..length]).Put(',');
        }
    }
}

using System.Buffers.Binary;

namespace OvsTop.Model.Tests.Flows;

/// <summary>Builds netlink attributes for tests.</summary>
internal static class Attributes
{
    public static byte[] Of(KeyAttr type, params byte[][] payload) => Of((int)type, payload);

    public static byte[] Of(ActionAttr type, params byte[][] payload) => Of((int)type, payload);

    public static byte[] Of(int type, params byte[][] payload)
    {
        byte[] value = Join(payload);
        byte[] attribute = new byte[(4 + value.Length + 3) & ~3];
        BinaryPrimitives.WriteUInt16LittleEndian(attribute, (ushort)(4 + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(attribute.AsSpan(2), (ushort)type);
        value.CopyTo(attribute, 4);
        return attribute;
    }

    public static byte[] Join(params byte[][] parts) => parts.SelectMany(p => p).ToArray();

    public static byte[] U16(ushort value) => BitConverter.GetBytes(value);

    public static byte[] U32(uint value) => BitConverter.GetBytes(value);

    public static byte[] Be16(ushort value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Be32(uint value) => [.. Be16((ushort)(value >> 16)), .. Be16((ushort)value)];

    public static byte[] Hex(string hex) => Convert.FromHexString(hex);
}

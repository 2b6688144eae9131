using System.Buffers.Binary;
using System.Text;

namespace OvsTop.Recording.Tests.Export;

/// <summary>A strict reader of the pcapng blocks ovstop writes, by the draft and not by the writer.</summary>
internal sealed class PcapngFile
{
    public string Comment { get; private set; } = "";

    public List<string> Interfaces { get; } = [];

    public List<(int Interface, ulong TimeNs, byte[] Packet, int Length, string Comment)> Packets { get; } = [];

    public static PcapngFile Parse(ReadOnlySpan<byte> bytes)
    {
        var file = new PcapngFile();
        for (bool first = true; !bytes.IsEmpty; first = false)
        {
            uint type = U32(bytes), length = U32(bytes[4..]);
            Assert.Equal(0u, length % 4);
            Assert.Equal(length, U32(bytes[((int)length - 4)..]));
            Assert.Equal(first, type == 0x0A0D0D0A);
            file.Block(type, bytes[8..((int)length - 4)]);
            bytes = bytes[(int)length..];
        }

        return file;
    }

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static Dictionary<int, byte[]> Options(ReadOnlySpan<byte> bytes)
    {
        var options = new Dictionary<int, byte[]>();
        while (true)
        {
            int code = BinaryPrimitives.ReadUInt16LittleEndian(bytes), length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
            if (code == 0)
            {
                Assert.Equal((0, 4), (length, bytes.Length));
                return options;
            }

            options.Add(code, bytes.Slice(4, length).ToArray());
            bytes = bytes[(4 + (length + 3 & ~3))..];
        }
    }

    private void Block(uint type, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case 0x0A0D0D0A:
                Assert.Equal(0x1A2B3C4Du, U32(body));
                Assert.Equal(1u, U32(body[4..]));
                Comment = Encoding.UTF8.GetString(Options(body[16..])[1]);
                break;
            case 1:
                Assert.Equal(1, body[0]);
                var options = Options(body[8..]);
                Assert.Equal([9], options[9]);
                Interfaces.Add(Encoding.UTF8.GetString(options[2]));
                break;
            case 6:
                int captured = (int)U32(body[12..]);
                Packets.Add((
                    (int)U32(body), (ulong)U32(body[4..]) << 32 | U32(body[8..]), body.Slice(20, captured).ToArray(), (int)U32(body[16..]),
                    Encoding.UTF8.GetString(Options(body[(20 + (captured + 3 & ~3))..])[1])));
                break;
            default:
                Assert.Fail($"block type {type}");
                break;
        }
    }
}

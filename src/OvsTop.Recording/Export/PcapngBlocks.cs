using System.Buffers.Binary;
using System.Text;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Export;

/// <summary>Blocks of a pcapng file (draft-ietf-opsawg-pcapng), little endian.</summary>
internal sealed class PcapngBlocks
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint InterfaceDescription = 1;
    private const uint EnhancedPacket = 6;
    private const ushort LinkTypeEthernet = 1;
    private const int MaxOption = ushort.MaxValue - 3;

    private readonly Stream _stream;
    private readonly ByteSink _block = new();

    /// <summary>Makes a writer; the stream is the caller's.</summary>
    public PcapngBlocks(Stream stream) => _stream = stream;

    /// <summary>Begins the file.</summary>
    /// <param name="application">Who writes it.</param>
    /// <param name="comment">What it is.</param>
    public void Section(string application, string comment)
    {
        Begin(SectionHeader);
        U32(0x1A2B3C4D);
        U16(1);
        U16(0);
        U32(uint.MaxValue);
        U32(uint.MaxValue);
        Option(1, comment);
        Option(4, application);
        End();
    }

    /// <summary>Describes the next interface: they are numbered from 0. Timestamps are in ns.</summary>
    public void Interface(string name)
    {
        Begin(InterfaceDescription);
        U16(LinkTypeEthernet);
        U16(0);
        U32(0);
        Option(2, name);
        U16(9);
        U16(1);
        U32(9);
        End();
    }

    /// <summary>Writes a packet.</summary>
    /// <param name="number">Number of its interface.</param>
    /// <param name="timeNs">Time since 1970, or since boot.</param>
    /// <param name="packet">What was captured.</param>
    /// <param name="length">Its length on the wire.</param>
    /// <param name="comment">What else is known.</param>
    public void Packet(int number, ulong timeNs, ReadOnlySpan<byte> packet, uint length, string comment)
    {
        Begin(EnhancedPacket);
        U32((uint)number);
        U32((uint)(timeNs >> 32));
        U32((uint)timeNs);
        U32((uint)packet.Length);
        U32(Math.Max(length, (uint)packet.Length));
        Padded(packet);
        Option(1, comment);
        End();
    }

    private void Begin(uint type)
    {
        _block.Clear();
        U32(type);
        U32(0);
    }

    private void End()
    {
        U32(0);
        uint length = (uint)_block.Length + 4;
        U32(length);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.Written[4..], length);
        _stream.Write(_block.Written);
    }

    private void Option(ushort code, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var kept = utf8.AsSpan(0, Math.Min(utf8.Length, MaxOption));
        U16(code);
        U16((ushort)kept.Length);
        Padded(kept);
    }

    private void Padded(ReadOnlySpan<byte> bytes)
    {
        _block.Bytes(bytes);
        _block.Take(-bytes.Length & 3).Clear();
    }

    private void U16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(_block.Take(2), value);

    private void U32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_block.Take(4), value);
}

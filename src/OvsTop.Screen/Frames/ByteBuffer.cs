using System.Buffers.Text;
using System.Text;

namespace OvsTop.Screen.Frames;

/// <summary>Bytes for a terminal; grows, never shrinks.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[16 * 1024];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Append(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    public void AppendNumber(int value)
    {
        Utf8Formatter.TryFormat(value, Room(11), out int length);
        Length += length;
    }

    public void AppendRune(int rune) => Length += new Rune(rune).EncodeToUtf8(Room(4));

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
        }

        return _bytes.AsSpan(Length);
    }
}

using System.Buffers;
using System.Text;

namespace OvsTop.Screen.Input;

/// <summary>
/// Bytes of a terminal to keys: UTF-8, CSI and SS3 sequences (xterm, rxvt, Linux console), Alt as a leading escape, bracketed paste. Input may
/// be split anywhere. What is not known is dropped as a whole, never taken for text.
/// </summary>
public sealed class KeyDecoder
{
    /// <summary>Pasted bytes beyond these are dropped.</summary>
    public const int MaxPaste = 64 * 1024;

    private const int MaxSequence = 64;
    private const byte Esc = 0x1B;

    private byte[] _bytes = new byte[256];
    private int _start;
    private int _end;
    private bool _pasting;
    private bool _skipping;
    private readonly ArrayBufferWriter<byte> _paste = new();

    /// <summary>True when bytes wait for more bytes: a lone escape, half a sequence.</summary>
    public bool Pending => _end > _start && !_pasting;

    private static ReadOnlySpan<byte> PasteEnd => "\e[201~"u8;

    /// <summary>Adds what was read.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        int kept = _end - _start;
        if (_bytes.Length < kept + bytes.Length)
        {
            Array.Resize(ref _bytes, kept + bytes.Length + 256);
        }

        _bytes.AsSpan(_start, kept).CopyTo(_bytes);
        bytes.CopyTo(_bytes.AsSpan(kept));
        (_start, _end) = (0, kept + bytes.Length);
    }

    /// <summary>The next key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timedOut">True when no more bytes came for a while: a lone escape is the Escape key.</param>
    /// <returns>False when there is none yet.</returns>
    public bool TryNext(out Key key, bool timedOut = false)
    {
        key = default;
        while (_start < _end)
        {
            if (_pasting)
            {
                return Paste(out key);
            }

            if (_skipping)
            {
                // The rest of an endless sequence: parameters, then the final byte.
                _skipping = _bytes[_start] is >= 0x20 and <= 0x3F;
                _start++;
                continue;
            }

            int used = Decode(_bytes.AsSpan(_start, _end - _start), timedOut, out key);
            if (used == 0)
            {
                return false;
            }

            _start += used;
            _skipping = used >= MaxSequence && key.Code == KeyCode.None && !timedOut;
            if (key.Code == KeyCode.Paste)
            {
                _pasting = true;
                key = default;
            }
            else if (key.Code != KeyCode.None)
            {
                return true;
            }
        }

        return false;
    }

    // Bytes used, 0 for "more bytes needed"; a key of None means: drop them.
    private static int Decode(ReadOnlySpan<byte> bytes, bool timedOut, out Key key)
    {
        key = default;
        if (bytes[0] != Esc)
        {
            return Character(bytes, timedOut, KeyModifiers.None, out key);
        }

        if (bytes.Length == 1 || bytes[1] == Esc)
        {
            key = new Key(KeyCode.Escape);
            return bytes.Length > 1 || timedOut ? 1 : 0;
        }

        int used = bytes[1] switch
        {
            (byte)'[' => EscapeSequences.Csi(bytes, out key),
            (byte)'O' => EscapeSequences.Ss3(bytes, out key),
            _ => Character(bytes[1..], timedOut, KeyModifiers.Alt, out key) is var n and > 0 ? n + 1 : 0,
        };
        if (used > 0 || (!timedOut && bytes.Length < MaxSequence))
        {
            return used;
        }

        // Escape, then nothing for a while: Alt and the character after it. Endless sequences are dropped.
        key = bytes.Length == 2 ? new Key(KeyCode.Rune, bytes[1], KeyModifiers.Alt) : default;
        return bytes.Length;
    }

    private static int Character(ReadOnlySpan<byte> bytes, bool timedOut, KeyModifiers modifiers, out Key key)
    {
        byte first = bytes[0];
        if (first is < 0x20 or 0x7F)
        {
            key = first switch
            {
                0x0D or 0x0A => new Key(KeyCode.Enter, 0, modifiers),
                0x09 => new Key(KeyCode.Tab, 0, modifiers),
                0x7F or 0x08 => new Key(KeyCode.Backspace, 0, modifiers),
                0 => new Key(KeyCode.Rune, ' ', modifiers | KeyModifiers.Control),
                _ => new Key(KeyCode.Rune, first < 0x1B ? first + 0x60 : first + 0x40, modifiers | KeyModifiers.Control),
            };
            return 1;
        }

        var status = Rune.DecodeFromUtf8(bytes, out var rune, out int used);
        key = status == OperationStatus.Done ? new Key(KeyCode.Rune, rune.Value, modifiers) : default;
        return status == OperationStatus.NeedMoreData && !timedOut ? 0 : used;
    }

    private bool Paste(out Key key)
    {
        var bytes = _bytes.AsSpan(_start, _end - _start);
        int end = bytes.IndexOf(PasteEnd);
        int take = end >= 0 ? end : Math.Max(0, bytes.Length - PasteEnd.Length + 1);
        _paste.Write(bytes[..Math.Min(take, MaxPaste - _paste.WrittenCount)]);
        _start += take;
        key = default;
        if (end < 0)
        {
            return false;
        }

        _start += PasteEnd.Length;
        _pasting = false;
        key = new Key(KeyCode.Paste, Text: Encoding.UTF8.GetString(_paste.WrittenSpan));
        _paste.ResetWrittenCount();
        return true;
    }
}

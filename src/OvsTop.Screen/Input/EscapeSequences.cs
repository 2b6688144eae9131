using System.Buffers.Text;

namespace OvsTop.Screen.Input;

/// <summary>What terminals send for keys that are not text (xterm's ctlseqs, rxvt, the Linux console).</summary>
internal static class EscapeSequences
{
    private static readonly (char Final, KeyCode Code)[] Finals =
    [
        ('A', KeyCode.Up), ('B', KeyCode.Down), ('C', KeyCode.Right), ('D', KeyCode.Left), ('H', KeyCode.Home), ('F', KeyCode.End),
        ('Z', KeyCode.BackTab), ('P', KeyCode.F1), ('Q', KeyCode.F2), ('R', KeyCode.F3), ('S', KeyCode.F4), ('M', KeyCode.Enter),
    ];

    private static readonly (int Number, KeyCode Code)[] Tildes =
    [
        (1, KeyCode.Home), (2, KeyCode.Insert), (3, KeyCode.Delete), (4, KeyCode.End), (5, KeyCode.PageUp), (6, KeyCode.PageDown), (7, KeyCode.Home),
        (8, KeyCode.End), (11, KeyCode.F1), (12, KeyCode.F2), (13, KeyCode.F3), (14, KeyCode.F4), (15, KeyCode.F5), (17, KeyCode.F6),
        (18, KeyCode.F7), (19, KeyCode.F8), (20, KeyCode.F9), (21, KeyCode.F10), (23, KeyCode.F11), (24, KeyCode.F12), (200, KeyCode.Paste),
    ];

    /// <summary>ESC [ parameters final. Returns the bytes used, 0 when more are needed; an unknown sequence is used up without a key.</summary>
    public static int Csi(ReadOnlySpan<byte> bytes, out Key key)
    {
        key = default;
        if (bytes.Length > 2 && bytes[2] == '[')
        {
            // Linux console: ESC [ [ A .. E are F1 .. F5.
            if (bytes.Length == 3)
            {
                return 0;
            }

            key = bytes[3] is >= (byte)'A' and <= (byte)'E' ? new Key(KeyCode.F1 + (bytes[3] - 'A')) : default;
            return 4;
        }

        int end = 2;
        while (end < bytes.Length && bytes[end] is >= 0x20 and <= 0x3F)
        {
            end++;
        }

        if (end == bytes.Length)
        {
            return 0;
        }

        if (bytes[end] is < 0x40 or > 0x7E)
        {
            // Not a sequence after all: drop its beginning, keep the byte.
            return end;
        }

        var (first, second) = Parameters(bytes[2..end]);
        key = bytes[end] switch
        {
            (byte)'~' => Known(Find(Tildes, first), second),
            (byte)'u' when first > 0 => Unicode(first, second),
            (byte)'M' when bytes[2] == '<' => Mouse(bytes[3..end]),
            _ when bytes[2] is (byte)'<' or (byte)'?' or (byte)'>' => default,
            _ => Known(Find(Finals, (char)bytes[end]), second),
        };
        return end + 1;
    }

    /// <summary>ESC O final, as keys are sent in application mode.</summary>
    public static int Ss3(ReadOnlySpan<byte> bytes, out Key key)
    {
        key = default;
        if (bytes.Length < 3)
        {
            return 0;
        }

        key = Known(Find(Finals, (char)bytes[2]), 0);
        return bytes[2] is >= 0x40 and <= 0x7E ? 3 : 2;
    }

    // ESC [ < button ; column ; row M, from 1 (xterm's SGR mode); releases end in m and mean nothing here.
    private static Key Mouse(ReadOnlySpan<byte> text)
    {
        Span<int> numbers = stackalloc int[3];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!Utf8Parser.TryParse(text, out numbers[i], out int used) || (i < 2) != (used < text.Length && text[used] == ';'))
            {
                return default;
            }

            text = text[Math.Min(used + 1, text.Length)..];
        }

        var code = numbers[0] switch { 0 => KeyCode.Click, 64 => KeyCode.WheelUp, 65 => KeyCode.WheelDown, _ => KeyCode.None };
        return code == KeyCode.None ? default : new Key(code, X: numbers[1] - 1, Y: numbers[2] - 1);
    }

    private static Key Unicode(int code, int modifier) => code switch
    {
        9 => Known((modifier - 1 & 1) != 0 && modifier > 0 ? KeyCode.BackTab : KeyCode.Tab, 0),
        13 => Known(KeyCode.Enter, modifier),
        27 => Known(KeyCode.Escape, modifier),
        127 => Known(KeyCode.Backspace, modifier),
        _ => System.Text.Rune.IsValid(code) ? new Key(KeyCode.Rune, code, Modifiers(modifier) & ~KeyModifiers.Shift) : default,
    };

    private static Key Known(KeyCode code, int modifier) => code == KeyCode.None ? default : new Key(code, 0, Modifiers(modifier));

    private static KeyModifiers Modifiers(int parameter) => parameter < 2 ? KeyModifiers.None : (KeyModifiers)(parameter - 1 & 7);

    private static KeyCode Find<T>((T Sent, KeyCode Code)[] table, T sent)
        where T : IEquatable<T>
    {
        foreach (var (known, code) in table)
        {
            if (known.Equals(sent))
            {
                return code;
            }
        }

        return KeyCode.None;
    }

    private static (int First, int Second) Parameters(ReadOnlySpan<byte> text)
    {
        int first = Utf8Parser.TryParse(text, out int number, out int used) ? number : 0;
        int second = used < text.Length && text[used] == ';' && Utf8Parser.TryParse(text[(used + 1)..], out number, out _) ? number : 0;
        return (first, second);
    }
}

using System.Globalization;
using System.Text;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Tests.Frames;

/// <summary>A small terminal: what <see cref="FrameDiff"/> may send, and an exception for anything else.</summary>
internal sealed class TerminalModel(int width, int height)
{
    private readonly (int Rune, Pen Pen)[,] _cells = Blank(width, height);
    private int _x;
    private int _y;
    private Pen _pen;
    private bool _pendingWrap;

    /// <summary>True between CSI ? 2026 h and l.</summary>
    public bool Synchronized { get; private set; }

    public (int Rune, Pen Pen) this[int x, int y] => _cells[x, y];

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (bytes[0] == 0x1B)
            {
                int end = 2;
                while (bytes[end] is < 0x40 or > 0x7E)
                {
                    end++;
                }

                Assert.Equal((byte)'[', bytes[1]);
                Control((char)bytes[end], Encoding.ASCII.GetString(bytes[2..end]));
                bytes = bytes[(end + 1)..];
                continue;
            }

            Rune.DecodeFromUtf8(bytes, out var rune, out int used);
            Assert.True(rune.Value >= 0x20, $"control {rune.Value:X2} sent");
            Print(rune.Value);
            bytes = bytes[used..];
        }
    }

    private static (int, Pen)[,] Blank(int width, int height)
    {
        var cells = new (int, Pen)[width, height];
        for (int i = 0; i < width * height; i++)
        {
            cells[i % width, i / width] = ('?', new Pen("x", "y", "z"));
        }

        return cells;
    }

    private void Print(int rune)
    {
        Assert.True(Synchronized);
        Assert.False(_pendingWrap, "printed after the last column without moving");
        int columns = Glyphs.WidthOf(rune);
        Clear(_x);
        _cells[_x, _y] = (rune, _pen);
        if (columns == 2)
        {
            Clear(_x + 1);
            _cells[_x + 1, _y] = (Cell.Continuation, _pen);
        }

        _x += columns;
        _pendingWrap = _x >= width;
    }

    // Overwriting half of a wide rune destroys the other half, as terminals do.
    private void Clear(int x)
    {
        if (_cells[x, _y].Rune == Cell.Continuation)
        {
            _cells[x - 1, _y] = (' ', _cells[x - 1, _y].Pen);
        }

        if (x + 1 < width && _cells[x + 1, _y].Rune == Cell.Continuation)
        {
            _cells[x + 1, _y] = (' ', _cells[x + 1, _y].Pen);
        }
    }

    private void Control(char final, string parameters)
    {
        if (parameters.StartsWith('?'))
        {
            Assert.Equal("?2026", parameters);
            Synchronized = final == 'h';
            return;
        }

        int[] numbers = [.. parameters.Split(';').Select(p => p.Length == 0 ? 0 : int.Parse(p, CultureInfo.InvariantCulture))];
        switch (final)
        {
            case 'H':
                (_y, _x, _pendingWrap) = (Math.Max(1, numbers[0]) - 1, numbers.Length > 1 ? numbers[1] - 1 : 0, false);
                break;
            case 'C':
                Assert.False(_pendingWrap);
                _x += Math.Max(1, numbers[0]);
                Assert.True(_x < width);
                break;
            case 'D':
                Assert.False(_pendingWrap);
                _x -= Math.Max(1, numbers[0]);
                Assert.True(_x >= 0);
                break;
            case 'B':
                Assert.False(_pendingWrap);
                _y += Math.Max(1, numbers[0]);
                Assert.True(_y < height);
                break;
            case 'K':
                Erase(width);
                break;
            case 'X':
                Assert.True(_x + numbers[0] <= width);
                Erase(_x + numbers[0]);
                break;
            case 'J':
                Assert.Equal(2, numbers[0]);
                for (int i = 0; i < width * height; i++)
                {
                    _cells[i % width, i / width] = (' ', default);
                }

                break;
            case 'm':
                Rendition(numbers);
                break;
            default:
                Assert.Fail($"unexpected CSI {parameters}{final}");
                break;
        }
    }

    // Terminals erase with the background, some also with what marks blanks.
    private void Erase(int end)
    {
        Assert.Null(_pen.Background);
        Assert.DoesNotContain('7', _pen.Modifiers ?? "");
        Assert.DoesNotContain('4', _pen.Modifiers ?? "");
        for (int x = _x; x < end; x++)
        {
            Clear(x);
            _cells[x, _y] = (' ', default);
        }
    }

    private void Rendition(int[] numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            int n = numbers[i];
            string? extended = null;
            if (n is 38 or 48)
            {
                int length = numbers[i + 1] == 2 ? 5 : 3;
                extended = string.Join(';', numbers[(i + 1)..(i + length)]);
                i += length - 1;
            }

            _pen = n switch
            {
                0 => default,
                1 or 2 or 4 or 7 => _pen with { Modifiers = string.Concat(((_pen.Modifiers ?? "") + n).Order()) },
                38 => _pen with { Foreground = extended },
                48 => _pen with { Background = extended },
                39 => _pen with { Foreground = null },
                49 => _pen with { Background = null },
                >= 30 and <= 37 or >= 90 and <= 97 => _pen with { Foreground = $"{n}" },
                >= 40 and <= 47 or >= 100 and <= 107 => _pen with { Background = $"{n - 10}" },
                _ => throw new InvalidOperationException($"SGR {n}"),
            };
        }
    }

    /// <summary>Rendition as SGR numbers; null for defaults.</summary>
    public readonly record struct Pen(string? Foreground, string? Background, string? Modifiers);
}

using System.Globalization;
using System.Text;

namespace OvsTop.Recording.UpcallCost;

/// <summary>
/// A dictionary as Python prints one (<c>{'a': 1, 'b': b'\x00', 'c': {...}}</c>): integers, strings, bytes and dictionaries, nothing else. Never
/// evaluates anything.
/// </summary>
internal ref struct PythonDict
{
    private const int MaxDepth = 4;

    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    private PythonDict(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>Reads a whole line.</summary>
    /// <exception cref="FormatException">It is something else; says at which byte.</exception>
    public static Dictionary<object, object> Parse(ReadOnlySpan<byte> text)
    {
        var reader = new PythonDict(text);
        var dictionary = reader.Dictionary(0);
        return reader._at == text.Length ? dictionary : throw reader.Unexpected();
    }

    private Dictionary<object, object> Dictionary(int depth)
    {
        var found = new Dictionary<object, object>();
        Take('{');
        while (Peek() != '}')
        {
            object key = Value(depth);
            Take(':');
            found[key] = Value(depth);
            if (Peek() == ',')
            {
                _at++;
            }
            else if (Peek() != '}')
            {
                throw Unexpected();
            }
        }

        Take('}');
        return found;
    }

    private object Value(int depth) => Peek() switch
    {
        '{' when depth < MaxDepth => Dictionary(depth + 1),
        '\'' or '"' => Encoding.Latin1.GetString(Bytes()),
        'b' => TakeBytes(),
        '-' or (>= '0' and <= '9') => Number(),
        _ => throw Unexpected(),
    };

    private byte[] TakeBytes()
    {
        _at++;
        return Bytes();
    }

    private byte[] Bytes()
    {
        byte quote = At() is (byte)'\'' or (byte)'"' ? _text[_at++] : throw Unexpected();
        var bytes = new List<byte>();
        while (At() != quote)
        {
            bytes.Add(At() == '\\' ? Escape() : _text[_at++]);
        }

        _at++;
        return [.. bytes];
    }

    private byte Escape()
    {
        _at++;
        char kind = (char)At();
        _at++;
        if (kind != 'x')
        {
            return (byte)(kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '\\' or '\'' or '"' => kind, _ => throw Unexpected() });
        }

        if (_at + 2 > _text.Length || !byte.TryParse(_text.Slice(_at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
        {
            throw Unexpected();
        }

        _at += 2;
        return value;
    }

    private long Number()
    {
        int length = 1 + _text[(_at + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length == 0 ? _text.Length - _at : length;
        if (!long.TryParse(_text.Slice(_at, length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
        {
            throw Unexpected();
        }

        _at += length;
        return value;
    }

    private void Take(char expected)
    {
        if (Peek() != expected)
        {
            throw Unexpected();
        }

        _at++;
    }

    private char Peek()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }

        return (char)At();
    }

    private readonly byte At() => _at < _text.Length ? _text[_at] : throw Unexpected();

    private readonly FormatException Unexpected() => new($"not as Python prints it at byte {_at + 1}");
}

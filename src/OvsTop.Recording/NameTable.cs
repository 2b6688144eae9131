using System.Text;

namespace OvsTop.Recording;

/// <summary>
/// Texts that come again and again in a recording, each kept once and known by its index; index 0 is the empty text. Indices stay
/// valid for the life of the table, so one table serves all passes over a file.
/// </summary>
internal sealed class NameTable
{
    /// <summary>Names a recording may bring; what comes beyond is read as the empty name and counted.</summary>
    public const int Capacity = 16 * 1024;

    /// <summary>Bytes of UTF-8 a name may have; longer ones are cut.</summary>
    public const int MaxBytes = 255;

    private readonly Utf8Table _utf8 = new();
    private readonly List<string> _names = [];

    /// <summary>Makes a table with the empty name.</summary>
    public NameTable() => Add([]);

    /// <summary>The names in the order of their indices.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>How often a name found no room.</summary>
    public long Refused { get; private set; }

    /// <summary>The name at an index; empty for an index never given out.</summary>
    public string this[ulong index] => index < (ulong)_names.Count ? _names[(int)index] : "";

    /// <summary>The index of a name, which is added if new.</summary>
    public int Intern(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.Length > MaxBytes ? utf8[..MaxBytes] : utf8;
        int index = _utf8.Find(utf8);
        if (index >= 0)
        {
            return index;
        }

        if (_names.Count < Capacity)
        {
            return Add(utf8);
        }

        Refused++;
        return 0;
    }

    private int Add(ReadOnlySpan<byte> utf8)
    {
        _names.Add(Encoding.UTF8.GetString(utf8));
        return _utf8.Add(utf8);
    }
}

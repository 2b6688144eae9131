namespace OvsTop.Screen.Frames;

/// <summary>
/// The renditions that the changed cells of a frame need, and which rows need each, so that every rendition is set once for a frame: in true colour to set one
/// takes as many bytes as four moves of the cursor. Blanks that show nothing but the terminal's own background are in none.
/// </summary>
internal sealed class ChangedStyles
{
    /// <summary>As many as a set of bits holds. Themes have about twenty.</summary>
    private const int MaxStyles = 63;

    private readonly Style[] _styles = new Style[MaxStyles];
    private ulong[] _rows = [];

    /// <summary>Renditions, in the order of their first cells. Those beyond the last one are found by <see cref="HasMore"/>.</summary>
    public ReadOnlySpan<Style> All => _styles.AsSpan(0, Count);

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear(int rows)
    {
        Count = 0;
        _rows = _rows.Length >= rows ? _rows : new ulong[rows];
        _rows.AsSpan().Clear();
    }

    /// <summary>A changed cell of this (resolved) style in a row.</summary>
    public void Add(int row, Style style)
    {
        int i = All.IndexOf(style);
        if (i < 0 && Count < MaxStyles)
        {
            i = Count++;
            _styles[i] = style;
        }

        _rows[row] |= 1UL << (i < 0 ? MaxStyles : i);
    }

    /// <summary>A changed blank in a row.</summary>
    public void AddBlank(int row) => _rows[row] |= 1UL << MaxStyles;

    /// <summary>Whether a row has changed cells of a style, by its index.</summary>
    public bool Has(int row, int style) => (_rows[row] & (1UL << style)) != 0;

    /// <summary>Whether a row has changed cells that are of none of the styles.</summary>
    public bool HasMore(int row) => Has(row, MaxStyles);
}

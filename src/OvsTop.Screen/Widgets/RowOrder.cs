namespace OvsTop.Screen.Widgets;

/// <summary>The order of a table's rows, kept for as long as rows and order are the same. One per thread, so that drawing stays a pure function.</summary>
internal sealed class RowOrder
{
    [ThreadStatic]
    private static Dictionary<object, RowOrder>? ofTables;

    private readonly WeakReference<object?> _source = new(null);
    private Key[] _keys = [];
    private int[] _order = [];
    private (string? Column, bool IsReversed, int Count) _made;

    /// <summary>That of a table.</summary>
    public static RowOrder Of(object table)
    {
        ofTables ??= new Dictionary<object, RowOrder>(ReferenceEqualityComparer.Instance);
        if (!ofTables.TryGetValue(table, out var order))
        {
            ofTables.Add(table, order = new RowOrder());
        }

        return order;
    }

    /// <summary>True when the order is known already.</summary>
    public bool Holds(object source, string? column, bool isReversed, int count) =>
        _made == (column, isReversed, count) && _source.TryGetTarget(out var made) && ReferenceEquals(made, source);

    /// <summary>The order that is known.</summary>
    public ReadOnlySpan<int> Known => _order.AsSpan(0, _made.Count);

    /// <summary>Room for the keys of rows to be sorted.</summary>
    public Span<Key> Keys(int count)
    {
        if (_keys.Length < count)
        {
            Array.Resize(ref _keys, count + count / 2);
            Array.Resize(ref _order, _keys.Length);
        }

        return _keys.AsSpan(0, count);
    }

    /// <summary>Sorts by the keys and remembers for what.</summary>
    public ReadOnlySpan<int> Sort(object source, string? column, bool isReversed, int count)
    {
        var keys = _keys.AsSpan(0, count);
        keys.Sort();
        for (int i = 0; i < count; i++)
        {
            _order[i] = keys[i].Index;
        }

        // Texts of rows that are gone must not live on here.
        keys.Clear();
        _source.SetTarget(source);
        _made = (column, isReversed, count);
        return Known;
    }

    /// <summary>Numbers, or texts; equal ones stay as they are.</summary>
    internal readonly record struct Key(double Number, string? Text, bool IsReversed, int Index) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            int order = Text is null && other.Text is null ? Number.CompareTo(other.Number) : string.CompareOrdinal(Text, other.Text);
            return order == 0 ? Index.CompareTo(other.Index) : IsReversed ? -order : order;
        }
    }
}

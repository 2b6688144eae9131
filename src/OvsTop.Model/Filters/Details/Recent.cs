namespace OvsTop.Model.Filters.Details;

/// <summary>When keys were last seen, of at most so many: half of them are forgotten at once, those seen first. No allocation once it is full. Not thread safe.</summary>
/// <param name="capacity">The most keys.</param>
internal sealed class Recent<TKey>(int capacity)
    where TKey : notnull
{
    private Dictionary<TKey, ulong> _young = [];
    private Dictionary<TKey, ulong> _old = [];

    /// <summary>Keys that are remembered; one seen again may count twice.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>A key is seen.</summary>
    public void Add(TKey key, ulong timeNs)
    {
        if (_young.Count >= capacity / 2 && !_young.ContainsKey(key))
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }

        _young[key] = timeNs;
    }

    /// <summary>When a key was last seen; false if it never was, or is forgotten.</summary>
    public bool TryGet(TKey key, out ulong timeNs) => _young.TryGetValue(key, out timeNs) || _old.TryGetValue(key, out timeNs);
}

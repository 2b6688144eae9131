namespace OvsTop.Model.Talkers;

/// <summary>Who caused upcalls, by the dimensions that are counted. Cumulative.</summary>
public sealed class TalkerTable
{
    private readonly TalkerColumn?[] _columns = new TalkerColumn?[TalkerDimensionTable.Count];
    private TalkerDimensions _dimensions;

    /// <summary>The dimensions that are counted. One that comes begins at zero, one that goes is forgotten.</summary>
    public TalkerDimensions Dimensions
    {
        get => _dimensions;
        set
        {
            for (int i = 0; i < _columns.Length; i++)
            {
                var dimension = (TalkerDimension)i;
                if (value.Has(dimension) && !_dimensions.Has(dimension))
                {
                    _columns[i] ??= new TalkerColumn(dimension);
                    _columns[i]!.Clear();
                }
            }

            _dimensions = value & TalkerDimensions.All;
        }
    }

    /// <summary>The counts of a dimension; null when it is not counted.</summary>
    public TalkerColumn? Find(TalkerDimension dimension) => _dimensions.Has(dimension) ? _columns[(int)dimension] : null;

    /// <summary>Counts under a key; nothing when its dimension is not counted.</summary>
    public void Add(in TalkerKey key, ulong count) => Find(key.Dimension)?.Add(key, count);

    /// <summary>Begins at zero again.</summary>
    public void Clear()
    {
        foreach (var column in _columns)
        {
            column?.Clear();
        }
    }

    /// <summary>Makes this a copy of another.</summary>
    public void CopyFrom(TalkerTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Dimensions = other.Dimensions;
        for (int i = 0; i < _columns.Length; i++)
        {
            if (Find((TalkerDimension)i) is { } column)
            {
                column.CopyFrom(other._columns[i]!);
            }
        }
    }
}

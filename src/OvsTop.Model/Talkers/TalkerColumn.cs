namespace OvsTop.Model.Talkers;

/// <summary>
/// The counts of one dimension in at most <see cref="Capacity"/> rows. When there is no room, the quarter of the rows with the least upper bounds goes, into
/// <see cref="Other"/>; <see cref="Floor"/> is the largest upper bound that ever went, and what a row that comes later may have had before. So
/// <list type="number">
/// <item>a key's true count lies in [count, count + bound]: while in the table it is counted, and before, it was never seen or went with an upper bound of at most the
/// floor; upcalls that reached no row at all (<see cref="Missed"/>) may be anybody's, so they are part of every bound;</item>
/// <item>the floor is at most 4/3 of all upcalls divided by the capacity: call what an upper bound exceeds the floor by its excess; an upcall adds one to the sum of
/// excesses, and each step of the floor takes that step from each of the three quarters of the rows that stay;</item>
/// <item>so who causes more upcalls than that is in the table, and no bound is larger than it (plus <see cref="Missed"/>).</item>
/// </list>
/// Adding allocates only while the table grows.
/// </summary>
public sealed class TalkerColumn
{
    /// <summary>Most rows.</summary>
    public const int Capacity = 4096;

    private const int Going = Capacity / 4;
    private const int FirstRows = 64;

    private TalkerCount[] _rows = new TalkerCount[FirstRows];
    private ushort[] _index = new ushort[FirstRows * 2];
    private ulong[] _order = [];

    /// <summary>Makes an empty column.</summary>
    public TalkerColumn(TalkerDimension dimension) => Dimension = dimension;

    /// <summary>What is counted by.</summary>
    public TalkerDimension Dimension { get; private set; }

    /// <summary>Rows, in no order; valid until the next change.</summary>
    public ReadOnlySpan<TalkerCount> Rows => _rows.AsSpan(0, Count);

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>All upcalls that this dimension was counted for; set by the source. At least <see cref="Sum"/>.</summary>
    public ulong Total { get; set; }

    /// <summary>Upcalls that are known to be in no row and never were, because a map was full or their details were not delivered; set by the source.</summary>
    public ulong Missed { get; set; }

    /// <summary>Sum of the rows.</summary>
    public ulong Sum { get; private set; }

    /// <summary>Upcalls in no row: rows and this are <see cref="Total"/>.</summary>
    public ulong Other => Total > Sum ? Total - Sum : 0;

    /// <summary>Largest upper bound of a row that went.</summary>
    public ulong Floor { get; private set; }

    /// <summary>Rows that went.</summary>
    public ulong Evicted { get; private set; }

    /// <summary>The true count of a row is at least its count and at most its count plus this.</summary>
    public ulong BoundOf(in TalkerCount row) => row.Before + Missed;

    /// <summary>Counts.</summary>
    /// <param name="key">Who, without tag (<see cref="TalkerKey.ToPlain"/>).</param>
    /// <param name="count">How many upcalls.</param>
    public void Add(in TalkerKey key, ulong count)
    {
        Sum += count;
        uint place = Find(key);
        if (_index[place] is var found and > 0)
        {
            _rows[found - 1].Count += count;
            return;
        }

        if (Count == _rows.Length)
        {
            MakeRoom();
            place = Find(key);
        }

        _rows[Count] = new TalkerCount { Key = key, Count = count, Before = Floor };
        _index[place] = (ushort)++Count;
    }

    /// <summary>The row of a key, or null's reference.</summary>
    /// <returns>Index of the row, or -1.</returns>
    public int IndexOf(in TalkerKey key) => _index[Find(key)] - 1;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_index);
        Count = 0;
        Sum = Total = Missed = Floor = Evicted = 0;
    }

    /// <summary>Makes this a copy of another.</summary>
    public void CopyFrom(TalkerColumn other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (_rows.Length != other._rows.Length)
        {
            _rows = new TalkerCount[other._rows.Length];
            _index = new ushort[other._index.Length];
        }

        other.Rows.CopyTo(_rows);
        other._index.CopyTo(_index, 0);
        (Dimension, Count, Total, Missed) = (other.Dimension, other.Count, other.Total, other.Missed);
        (Sum, Floor, Evicted) = (other.Sum, other.Floor, other.Evicted);
    }

    /// <summary>Replaces everything by what was read elsewhere; rows beyond <see cref="Capacity"/> and second rows of a key are passed over.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="total">See <see cref="Total"/>.</param>
    /// <param name="missed">See <see cref="Missed"/>.</param>
    /// <param name="floor">See <see cref="Floor"/>.</param>
    public void Load(ReadOnlySpan<TalkerCount> rows, ulong total, ulong missed, ulong floor)
    {
        Clear();
        foreach (ref readonly var row in rows)
        {
            if (Count == Capacity || IndexOf(row.Key) >= 0)
            {
                continue;
            }

            Add(row.Key, row.Count);
            _rows[Count - 1].Before = row.Before;
        }

        (Total, Missed, Floor) = (total, missed, floor);
    }

    private uint Find(in TalkerKey key)
    {
        uint mask = (uint)_index.Length - 1, place = (uint)key.GetHashCode() & mask;
        while (_index[place] is var row and > 0 && _rows[row - 1].Key != key)
        {
            place = place + 1 & mask;
        }

        return place;
    }

    private void MakeRoom()
    {
        if (Count == Capacity)
        {
            Evict();
        }
        else
        {
            Array.Resize(ref _rows, _rows.Length * 2);
            _index = new ushort[_rows.Length * 2];
        }

        for (int i = 0; i < Count; i++)
        {
            _index[Find(_rows[i].Key)] = (ushort)(i + 1);
        }
    }

    private void Evict()
    {
        if (_order.Length == 0)
        {
            _order = new ulong[Capacity];
        }

        for (int i = 0; i < Count; i++)
        {
            _order[i] = _rows[i].Count + _rows[i].Before;
        }

        Array.Sort(_order);
        ulong floor = _order[Going - 1];
        int atFloor = Going - _order.AsSpan(0, Going).IndexOf(floor), kept = 0;
        for (int i = 0; i < Capacity; i++)
        {
            ulong upper = _rows[i].Count + _rows[i].Before;
            if (upper < floor || (upper == floor && atFloor-- > 0))
            {
                Sum -= _rows[i].Count;
                continue;
            }

            _rows[kept++] = _rows[i];
        }

        Count = kept;
        Evicted += Going;
        Floor = floor;
        Array.Clear(_index);
    }
}

using OvsTop.Model.Talkers;

namespace OvsTop.Recording.Container;

/// <summary>Talkers as the loudest rows of each dimension; what is left out goes to other, and the floor rises over it. Refers to nothing before.</summary>
internal sealed class TalkerCodec
{
    /// <summary>Most rows of a dimension.</summary>
    public const int MostRows = 256;

    private const TalkerDimension FirstWithAddresses = TalkerDimension.Source;

    private readonly int[] _order = new int[TalkerColumn.Capacity];
    private readonly TalkerCount[] _rows = new TalkerCount[MostRows];

    /// <summary>Writes all dimensions.</summary>
    /// <param name="table">The talkers.</param>
    /// <param name="withAddresses">Whether dimensions of addresses are written, too.</param>
    /// <param name="sink">Where to.</param>
    public void Encode(TalkerTable table, bool withAddresses, ByteSink sink)
    {
        for (var dimension = TalkerDimension.InPort; (int)dimension < TalkerDimensionTable.Count; dimension++)
        {
            if ((withAddresses || dimension < FirstWithAddresses) && table.Find(dimension) is { } column)
            {
                Encode(column, sink);
            }
        }
    }

    /// <summary>Reads what <see cref="Encode(TalkerTable, bool, ByteSink)"/> wrote; dimensions this ovstop does not know are passed over.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="table">Holds those dimensions afterwards, and no others.</param>
    /// <returns>False if these bytes are no talkers.</returns>
    public bool TryDecode(ref ByteSource source, TalkerTable table)
    {
        table.Dimensions = TalkerDimensions.None;
        while (source.Left > 0)
        {
            byte dimension = source.Byte();
            ulong total = source.Varint(), missed = source.Varint(), floor = source.Varint(), count = source.Varint();
            if (source.Failed || count > MostRows)
            {
                return false;
            }

            for (int i = 0; i < (int)count; i++)
            {
                _rows[i] = Row(ref source, (TalkerDimension)dimension >= FirstWithAddresses);
            }

            if (source.Failed)
            {
                return false;
            }

            if (dimension < TalkerDimensionTable.Count)
            {
                table.Dimensions |= ((TalkerDimension)dimension).Alone();
                table.Find((TalkerDimension)dimension)!.Load(_rows.AsSpan(0, (int)count), total, missed, floor);
            }
        }

        return true;
    }

    private static TalkerCount Row(ref ByteSource source, bool hasAddresses)
    {
        ulong head = source.Varint() & TalkerKey.HeadMask;
        var key = hasAddresses
            ? new TalkerKey(head, source.Varint(), source.Varint(), source.Varint(), source.Varint())
            : new TalkerKey(head, 0, 0, 0, 0);
        return new TalkerCount { Key = key, Count = source.Varint(), Before = source.Varint() };
    }

    private void Encode(TalkerColumn column, ByteSink sink)
    {
        var rows = column.Rows;
        int written = Math.Min(rows.Length, MostRows);
        ulong floor = column.Floor;
        for (int i = 0; i < rows.Length; i++)
        {
            _order[i] = i;
        }

        if (rows.Length > MostRows)
        {
            _order.AsSpan(0, rows.Length).Sort((a, b) => Upper(column, b).CompareTo(Upper(column, a)) is var loudest and not 0 ? loudest : Compare(column, a, b));
            floor = Math.Max(floor, Upper(column, _order[MostRows]));
        }

        sink.Take(1)[0] = (byte)column.Dimension;
        sink.Varint(column.Total);
        sink.Varint(column.Missed);
        sink.Varint(floor);
        sink.Varint((ulong)written);
        foreach (int i in _order.AsSpan(0, written))
        {
            ref readonly var row = ref rows[i];
            sink.Varint(row.Key.Head);
            if (column.Dimension >= FirstWithAddresses)
            {
                sink.Varint(row.Key.SourceHigh);
                sink.Varint(row.Key.SourceLow);
                sink.Varint(row.Key.DestinationHigh);
                sink.Varint(row.Key.DestinationLow);
            }

            sink.Varint(row.Count);
            sink.Varint(row.Before);
        }
    }

    /// <summary>Who is as loud as others is chosen as in lists of talkers, so that a recording lists the same as the live switch did.</summary>
    private static int Compare(TalkerColumn column, int a, int b) => TalkerKey.Order.Compare(column.Rows[a].Key, column.Rows[b].Key);

    private static ulong Upper(TalkerColumn column, int row) => column.Rows[row].Count + column.Rows[row].Before;
}

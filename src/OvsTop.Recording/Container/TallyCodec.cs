using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Container;

/// <summary>
/// Tallies as the cells that changed since the last batch, with their new values: a lost batch leaves stale only what does not change
/// again, and that until the next key batch, which has all cells.
/// </summary>
internal sealed class TallyCodec
{
    private readonly TallyTable _written = new();

    /// <summary>Writes what changed, or everything.</summary>
    /// <returns>Whether anything was written.</returns>
    public bool Encode(TallyTable table, bool all, ByteSink sink)
    {
        if (all)
        {
            _written.Resize(1);
            _written.Shared = default;
        }

        int start = sink.Length, grown = _written.Count;
        _written.Resize(table.Count);
        sink.Varint(all ? 1u : 0);
        sink.Varint((ulong)table.Count);
        bool any = all || table.Count != grown;
        for (int slot = 0; slot < table.Count; slot++)
        {
            any |= EncodeRow((ulong)slot, table[slot], _written[slot], sink);
        }

        if (!any)
        {
            sink.Truncate(start);
            return false;
        }

        _written.CopyFrom(table);
        return true;
    }

    /// <summary>Brings a table up to date.</summary>
    /// <param name="source">A section of tallies.</param>
    /// <param name="layout">The session's cells.</param>
    /// <param name="table">The table.</param>
    /// <param name="known">Whether the table holds the tallies before; a section of changes alone changes nothing in one that does not.</param>
    /// <returns>False if these bytes are no tallies; the table may then be partly changed.</returns>
    public static bool TryDecode(ref ByteSource source, TallyLayout layout, TallyTable table, ref bool known)
    {
        bool all = source.Varint() != 0;
        ulong count = source.Varint();
        if (source.Failed || count is 0 or > TallyTable.Capacity)
        {
            return false;
        }

        if (!all && !known)
        {
            return true;
        }

        known = true;
        if (all)
        {
            table.Resize(1);
            table.Shared = default;
        }

        table.Resize((int)count);
        while (source.Left > 0)
        {
            if (!TryDecodeRow(ref source, layout, table))
            {
                return false;
            }
        }

        return !source.Failed;
    }

    /// <summary>A row: its slot, then pairs of cells to pass and a value, then the rest of the cells to pass.</summary>
    private static bool EncodeRow(ulong slot, in ThreadTally now, in ThreadTally before, ByteSink sink)
    {
        var layout = TallyLayout.Own;
        int next = -1;
        for (int cell = 0; cell < layout.CellCount; cell++)
        {
            ulong value = layout.Get(now, cell);
            if (value == layout.Get(before, cell))
            {
                continue;
            }

            if (next < 0)
            {
                sink.Varint(slot);
                next = 0;
            }

            sink.Varint((ulong)(cell - next));
            sink.Varint(value);
            next = cell + 1;
        }

        if (next < 0)
        {
            return false;
        }

        sink.Varint((ulong)(layout.CellCount - next));
        return true;
    }

    private static bool TryDecodeRow(ref ByteSource source, TallyLayout layout, TallyTable table)
    {
        ulong slot = source.Varint();
        if (source.Failed || slot >= (ulong)table.Count)
        {
            return false;
        }

        ulong cell = source.Varint();
        while (!source.Failed && cell < (ulong)layout.CellCount)
        {
            layout.Set(ref table[(int)slot], (int)cell, source.Varint());
            ulong pass = source.Varint();
            cell = pass > (ulong)layout.CellCount ? ulong.MaxValue : cell + 1 + pass;
        }

        return !source.Failed && cell == (ulong)layout.CellCount;
    }
}

using OvsTop.Model.Talkers;

namespace OvsTop.Recording.Counts;

/// <summary>Arithmetic of cumulative talkers: the true count of everybody stays within the bounds of his row.</summary>
internal static class TalkerMath
{
    /// <summary>What was counted since an earlier reading. A dimension that began anew since is taken as it stands.</summary>
    /// <param name="now">The talkers now.</param>
    /// <param name="before">The talkers then; dimensions that began anew are taken out of it.</param>
    /// <param name="since">Receives the difference.</param>
    public static void Subtract(TalkerTable now, TalkerTable before, TalkerTable since)
    {
        since.CopyFrom(now);
        for (var dimension = TalkerDimension.InPort; (int)dimension < TalkerDimensionTable.Count; dimension++)
        {
            if (before.Find(dimension) is not { } earlier)
            {
                continue;
            }

            if (now.Find(dimension) is { } column && column.Total >= earlier.Total)
            {
                since.Find(dimension)!.Load(Rows(column, earlier), column.Total - earlier.Total, TallyMath.Less(column.Missed, earlier.Missed), column.Floor);
            }
            else
            {
                before.Dimensions &= ~dimension.Alone();
            }
        }
    }

    /// <summary>Both together. Who is in one of them only may have had the floor of the other there.</summary>
    /// <param name="first">What was counted before.</param>
    /// <param name="second">What was counted then, from zero.</param>
    /// <param name="sum">Receives the sum, by the dimensions of <paramref name="second"/>.</param>
    public static void Add(TalkerTable first, TalkerTable second, TalkerTable sum)
    {
        sum.CopyFrom(second);
        for (var dimension = TalkerDimension.InPort; (int)dimension < TalkerDimensionTable.Count; dimension++)
        {
            if (second.Find(dimension) is not { } now || first.Find(dimension) is not { } before)
            {
                continue;
            }

            var rows = new List<TalkerCount>(now.Count + before.Count);
            foreach (ref readonly var row in now.Rows)
            {
                int at = before.IndexOf(row.Key);
                var (count, unseen) = at < 0 ? (0, before.Floor) : (before.Rows[at].Count, before.Rows[at].Before);
                rows.Add(row with { Count = row.Count + count, Before = row.Before + unseen });
            }

            foreach (ref readonly var row in before.Rows)
            {
                if (now.IndexOf(row.Key) < 0)
                {
                    rows.Add(row with { Before = row.Before + now.Floor });
                }
            }

            // The loudest find room; who finds none may have had as much as the loudest of those.
            rows.Sort((a, b) => (b.Count + b.Before).CompareTo(a.Count + a.Before) is var loudest and not 0 ? loudest : TalkerKey.Order.Compare(a.Key, b.Key));
            ulong floor = before.Floor + now.Floor;
            if (rows.Count > TalkerColumn.Capacity)
            {
                floor = Math.Max(floor, rows[TalkerColumn.Capacity].Count + rows[TalkerColumn.Capacity].Before);
            }

            sum.Find(dimension)!.Load(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows), before.Total + now.Total, before.Missed + now.Missed, floor);
        }
    }

    private static TalkerCount[] Rows(TalkerColumn now, TalkerColumn before)
    {
        var rows = new List<TalkerCount>(now.Count);
        foreach (ref readonly var row in now.Rows)
        {
            int at = before.IndexOf(row.Key);
            if (at < 0)
            {
                // A row that came since began at that time's floor; one that was there and was not listed had no more than the floor then.
                rows.Add(row.Before >= before.Floor ? row : row with { Count = TallyMath.Less(row.Count, before.Floor), Before = Math.Min(row.Count, before.Floor) });
                continue;
            }

            // With the same number before it, the row was there all the time and what it has had since is known; otherwise it went and came back.
            ref readonly var then = ref before.Rows[at];
            var since = row.Before == then.Before
                ? row with { Count = TallyMath.Less(row.Count, then.Count), Before = 0 }
                : row with { Before = TallyMath.Less(row.Before, then.Count) };
            rows.Add(since);
        }

        return [.. rows.Where(row => row.Count + row.Before > 0)];
    }
}

namespace OvsTop.Screen.Panes.Traces;

/// <summary>Puts the rounds of two packets beside each other.</summary>
internal static class Alignment
{
    /// <summary>
    /// Pairs of places; -1 where one of them has no such round because a cached flow handled it. A recirculation id stands for the state of the pipeline, so
    /// equal ids are the same place in it; where no ids agree, the order does.
    /// </summary>
    /// <param name="left">Recirculation ids of one, in order.</param>
    /// <param name="right">Of the other.</param>
    public static IReadOnlyList<(int Left, int Right)> Of(IReadOnlyList<uint> left, IReadOnlyList<uint> right)
    {
        var pairs = new List<(int, int)>();
        int l = 0, r = 0;
        while (l < left.Count || r < right.Count)
        {
            if (l == left.Count || (r < right.Count && left[l] != right[r] && IndexOf(right, left[l], r) > r))
            {
                pairs.Add((-1, r++));
            }
            else if (r == right.Count || (left[l] != right[r] && IndexOf(left, right[r], l) > l))
            {
                pairs.Add((l++, -1));
            }
            else
            {
                pairs.Add((l++, r++));
            }
        }

        return pairs;
    }

    private static int IndexOf(IReadOnlyList<uint> ids, uint id, int from)
    {
        for (int i = from; i < ids.Count; i++)
        {
            if (ids[i] == id)
            {
                return i;
            }
        }

        return -1;
    }
}

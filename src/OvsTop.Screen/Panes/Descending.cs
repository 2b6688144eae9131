namespace OvsTop.Screen.Panes;

/// <summary>Order of rows without allocation.</summary>
internal static class Descending
{
    /// <summary>Fills <paramref name="order"/> with the indexes of <paramref name="values"/>, largest value first, equal ones in order.</summary>
    public static void Fill(Span<int> order, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < order.Length; i++)
        {
            int at = i;
            while (at > 0 && values[order[at - 1]] < values[i])
            {
                order[at] = order[at - 1];
                at--;
            }

            order[at] = i;
        }
    }
}

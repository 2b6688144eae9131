namespace OvsTop.Analysis.Aggregators;

/// <summary>The few best of many, without sorting the rest.</summary>
internal static class Best
{
    /// <summary>Moves the best to the front, in order.</summary>
    /// <param name="items">All of them; behind the best in any order.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="order">Less is better.</param>
    /// <returns>How many there are: <paramref name="count"/>, or all.</returns>
    public static int First(Span<int> items, int count, Comparison<int> order)
    {
        count = Math.Min(count, items.Length);
        var best = items[..count];
        for (int i = count / 2; i-- > 0;)
        {
            Sink(best, i, order);
        }

        // The worst of the best stands first, in a heap: most of the others are compared with that alone.
        for (int i = count; i < items.Length && count > 0; i++)
        {
            if (order(items[i], best[0]) < 0)
            {
                (items[i], best[0]) = (best[0], items[i]);
                Sink(best, 0, order);
            }
        }

        best.Sort(order);
        return count;
    }

    private static void Sink(Span<int> heap, int at, Comparison<int> order)
    {
        for (int child; (child = 2 * at + 1) < heap.Length; at = child)
        {
            if (child + 1 < heap.Length && order(heap[child + 1], heap[child]) > 0)
            {
                child++;
            }

            if (order(heap[child], heap[at]) <= 0)
            {
                return;
            }

            (heap[at], heap[child]) = (heap[child], heap[at]);
        }
    }
}

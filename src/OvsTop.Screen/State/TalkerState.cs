using System.Collections.Immutable;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;

namespace OvsTop.Screen.State;

/// <summary>What the talkers' view shows. Immutable.</summary>
public sealed record TalkerState
{
    private static readonly int Sorts = Enum.GetValues<TalkerSort>().Length;

    /// <summary>By what.</summary>
    public TalkerDimension Dimension { get; init; } = TalkerDimension.InPort;

    /// <summary>In which order.</summary>
    public TalkerSort Sort { get; init; }

    /// <summary>The row that is selected, wherever it moves; null for the first row, whoever it is.</summary>
    public TalkerKey? Selected { get; init; }

    /// <summary>Filters to go back to, the last one on top; null where there was none.</summary>
    public ImmutableStack<AppliedFilter?> Back { get; init; } = [];

    /// <summary>Another dimension, so many places further.</summary>
    public TalkerState StepDimension(int places)
    {
        var order = TalkerDimensionTable.ByUsefulness;
        int at = 0;
        while (order[at] != Dimension)
        {
            at++;
        }

        return this with { Dimension = order[(at + places + order.Count) % order.Count], Selected = null };
    }

    /// <summary>Another order, so many places further.</summary>
    public TalkerState StepSort(int places) => this with { Sort = (TalkerSort)(((int)Sort + places + Sorts) % Sorts) };

    /// <summary>The rows' order on the screen: places in the list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="order">As long as the list's rows.</param>
    public void Order(TalkerList list, Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            int at = i;
            while (at > 0 && Value(list.Rows[order[at - 1]]) < Value(list.Rows[i]))
            {
                order[at] = order[at - 1];
                at--;
            }

            order[at] = i;
        }
    }

    /// <summary>The row at a place on the screen, or null.</summary>
    public TalkerRow? At(TalkerList list, int place)
    {
        Span<int> order = stackalloc int[Math.Min(list.Rows.Count, MostRows)];
        Order(list, order);
        return place >= 0 && place < order.Length ? list.Rows[order[place]] : null;
    }

    /// <summary>The place of the selected row on the screen; the first when it is not there.</summary>
    public int Place(TalkerList list)
    {
        if (Selected is not { } key)
        {
            return 0;
        }

        Span<int> order = stackalloc int[Math.Min(list.Rows.Count, MostRows)];
        Order(list, order);
        for (int i = 0; i < order.Length; i++)
        {
            if (list.Rows[order[i]].Key == key)
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>Most rows of a list that are shown.</summary>
    internal const int MostRows = 512;

    private double Value(TalkerRow row) => Sort switch
    {
        TalkerSort.Total => row.Total,
        TalkerSort.Bound => row.Bound,
        _ => row.PerSecond,
    };
}

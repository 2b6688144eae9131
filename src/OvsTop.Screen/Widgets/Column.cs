using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>Draws one cell of a table.</summary>
/// <typeparam name="TRow">What a row shows.</typeparam>
/// <param name="frame">Where.</param>
/// <param name="cell">The columns of the cell; one row high.</param>
/// <param name="row">The row.</param>
/// <param name="style">Style of the row.</param>
/// <param name="theme">Other styles.</param>
public delegate void CellWriter<TRow>(Frame frame, Rect cell, in TRow row, Style style, Theme theme);

/// <summary>One column of a table.</summary>
/// <typeparam name="TRow">What a row shows.</typeparam>
/// <param name="Title">Header.</param>
/// <param name="Width">Least width in cells.</param>
/// <param name="Align">Of the header; cells align themselves.</param>
/// <param name="Write">Draws a cell.</param>
/// <param name="Rank">When not all columns fit, those with the highest rank go first; 0 never goes.</param>
/// <param name="Grow">Share of the columns left over; 0 keeps the width.</param>
/// <param name="MaxWidth">Limit to growing.</param>
public sealed record Column<TRow>(
    string Title, int Width, Align Align, CellWriter<TRow> Write, int Rank = 0, int Grow = 0, int MaxWidth = int.MaxValue)
{
    private readonly string? _name;

    /// <summary>As users name it: the header, where it has one.</summary>
    public string Name
    {
        get => _name ?? Title;
        init => _name = value;
    }

    /// <summary>What rows are sorted by, largest first.</summary>
    public Func<TRow, double>? By { get; init; }

    /// <summary>What rows are sorted by, in the order of the alphabet.</summary>
    public Func<TRow, string?>? ByText { get; init; }

    /// <summary>True when rows can be sorted by it.</summary>
    public bool Sorts => By is not null || ByText is not null;
}

using System.Runtime.CompilerServices;

namespace OvsTop.Screen.Widgets;

/// <summary>Widths of the columns of a <see cref="Table{TRow}"/>; 0 for those left out.</summary>
public struct TableLayout
{
    /// <summary>Most columns of a table.</summary>
    public const int MaxColumns = 24;

    /// <summary>One width per column.</summary>
    public WidthArray Widths;

    /// <summary>One width per column.</summary>
    [InlineArray(MaxColumns)]
    public struct WidthArray
    {
        private int _element;
    }
}

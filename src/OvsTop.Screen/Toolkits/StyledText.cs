namespace OvsTop.Screen.Toolkits;

/// <summary>Cells of a row, side by side, in one style.</summary>
/// <param name="X">First column.</param>
/// <param name="Y">Row.</param>
/// <param name="Style">Their style.</param>
/// <param name="Text">What stands in them.</param>
public readonly record struct StyledText(int X, int Y, ToolkitStyle Style, string Text);

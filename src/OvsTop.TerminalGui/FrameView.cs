using OvsTop.Screen.Toolkits;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace OvsTop.TerminalGui;

/// <summary>The only view: rows that have changed, drawn whole. What has not changed must not be touched, every cell drawn costs a write.</summary>
/// <param name="rows">The frame.</param>
/// <param name="pressed">Called with every key, by number and character.</param>
internal sealed class FrameView(ChangedRows rows, Action<uint, int> pressed) : Runnable
{
    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        rows.Draw(text =>
        {
            SetAttribute(new Attribute(ColorOf(text.Style.Foreground), ColorOf(text.Style.Background), (TextStyle)text.Style.Text));
            AddStr(text.X, text.Y, text.Text);
        });
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        // All of them: the application's own bindings would end it on Esc.
        pressed((uint)key.KeyCode, key.AsRune.Value);
        return true;
    }

    private static Color ColorOf(int color) => color == ToolkitStyle.OwnColor ? Color.None
        : (color & ToolkitStyle.Exact) == 0 ? new Color((ColorName16)color)
        : new Color(color >> 16 & 255, color >> 8 & 255, color & 255);
}

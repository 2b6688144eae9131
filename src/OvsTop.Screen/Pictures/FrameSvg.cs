using System.Globalization;
using System.Net;
using System.Text;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Pictures;

/// <summary>
/// A frame as a picture. Text stays text; block elements, of which bars and histories are made, become areas, for fonts leave gaps between them.
/// </summary>
internal static class FrameSvg
{
    private const double CellWidth = 8.4;
    private const double CellHeight = 17;
    private const double Baseline = 13;
    private const int Border = 10;

    /// <summary>The picture.</summary>
    public static string Of(Picture picture)
    {
        var (frame, paper) = (picture.Frame, Paper.Of(picture.Theme));
        var svg = new StringBuilder();
        Append(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{-Border} {-Border} {frame.Width * CellWidth + 2 * Border} {frame.Height * CellHeight + 2 * Border}\"");
        Append(svg, $" font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\" font-size=\"14\" fill=\"{paper.Foreground}\">\n");
        Append(svg, $"<title>{WebUtility.HtmlEncode(picture.Title)}</title>\n");
        Append(svg, $"<rect x=\"{-Border}\" y=\"{-Border}\" width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{paper.Background}\"/>\n");
        for (int y = 0; y < frame.Height; y++)
        {
            foreach (var run in Run.Of(frame, y))
            {
                Draw(svg, run, y, paper);
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Run run, int y, Paper paper)
    {
        var (foreground, background) = paper.Colors(run.Style);
        if (background is not null)
        {
            Area(svg, run.X, y, run.Columns, 0, 1, background);
        }

        // A piece is either text or one block element repeated.
        int column = run.X;
        var runes = run.Text.EnumerateRunes().ToArray();
        for (int start = 0, end; start < runes.Length; start = end)
        {
            var block = Block(runes[start].Value);
            end = start + 1;
            while (end < runes.Length && (block is null ? Block(runes[end].Value) is null : runes[end] == runes[start] && block.Value.Width == 1))
            {
                end++;
            }

            int columns = runes[start..end].Sum(rune => Glyphs.WidthOf(rune.Value));
            if (block is { } part)
            {
                Area(svg, column, y, part.Width < 1 ? part.Width : columns, 1 - part.Height, part.Height, foreground);
            }
            else
            {
                Write(svg, column, y, string.Concat(runes[start..end]), run.Style.Modifiers, foreground == paper.Foreground ? null : foreground);
            }

            column += columns;
        }
    }

    private static void Write(StringBuilder svg, int column, int y, string text, Modifiers modifiers, string? color)
    {
        string content = text.TrimEnd(' ');
        string trimmed = content.TrimStart(' ');
        if (trimmed.Length == 0 && (modifiers & Modifiers.Underline) == 0)
        {
            return;
        }

        if ((modifiers & Modifiers.Underline) != 0)
        {
            (content, trimmed) = (text, text);
        }

        // The length holds columns together whatever the font.
        int left = column + content.Length - trimmed.Length;
        int columns = trimmed.EnumerateRunes().Sum(rune => Glyphs.WidthOf(rune.Value));
        Append(svg, $"<text x=\"{left * CellWidth}\" y=\"{y * CellHeight + Baseline}\" textLength=\"{columns * CellWidth}\" xml:space=\"preserve\"");
        svg.Append(color is null ? "" : $" fill=\"{color}\"")
            .Append((modifiers & Modifiers.Bold) != 0 ? " font-weight=\"bold\"" : "")
            .Append((modifiers & Modifiers.Dim) != 0 ? " opacity=\".7\"" : "")
            .Append((modifiers & Modifiers.Underline) != 0 ? " text-decoration=\"underline\"" : "")
            .Append('>').Append(WebUtility.HtmlEncode(trimmed)).Append("</text>\n");
    }

    private static void Area(StringBuilder svg, double x, double y, double columns, double top, double height, string color) =>
        Append(svg, $"<rect x=\"{x * CellWidth}\" y=\"{(y + top) * CellHeight}\" width=\"{columns * CellWidth}\" height=\"{height * CellHeight}\" fill=\"{color}\"/>\n");

    /// <summary>Width from the left and height from the bottom of a block element (U+2581 .. U+258F), parts of a cell; null for other glyphs.</summary>
    private static (double Width, double Height)? Block(int rune) => rune switch
    {
        >= 0x2581 and <= 0x2588 => (1, (rune - 0x2580) / 8.0),
        > 0x2588 and <= 0x258F => ((0x2590 - rune) / 8.0, 1),
        _ => null,
    };

    private static void Append(StringBuilder svg, FormattableString text)
    {
        object?[] values = [.. text.GetArguments().Select(value => value is double number ? Math.Round(number, 2) : value)];
        svg.AppendFormat(CultureInfo.InvariantCulture, text.Format, values);
    }
}

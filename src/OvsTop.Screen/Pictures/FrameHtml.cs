using System.Net;
using System.Text;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Pictures;

/// <summary>A frame as a page of its own: no scripts, nothing to load, text that can be selected and searched.</summary>
internal static class FrameHtml
{
    /// <summary>The page.</summary>
    public static string Of(Picture picture)
    {
        var paper = Paper.Of(picture.Theme);
        var html = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(WebUtility.HtmlEncode(picture.Title)).Append("</title>\n")
            .Append("<style>body{margin:1em;background:").Append(paper.Background).Append(";color:").Append(paper.Foreground)
            .Append("}pre{font:14px/1.2 \"DejaVu Sans Mono\",Menlo,Consolas,monospace}</style>\n</head>\n<body>\n<pre>");
        for (int y = 0; y < picture.Frame.Height; y++)
        {
            foreach (var run in Run.Of(picture.Frame, y))
            {
                string text = WebUtility.HtmlEncode(run.Text);
                html.Append(Css(run.Style, paper) is { Length: > 0 } css ? $"<span style=\"{css}\">{text}</span>" : text);
            }

            html.Append('\n');
        }

        return html.Append("</pre>\n</body>\n</html>\n").ToString();
    }

    private static string Css(Style style, Paper paper)
    {
        var (foreground, background) = paper.Colors(style);
        return string.Concat(
            foreground == paper.Foreground ? "" : $"color:{foreground};",
            background is null ? "" : $"background:{background};",
            (style.Modifiers & Modifiers.Bold) != 0 ? "font-weight:bold;" : "",
            (style.Modifiers & Modifiers.Dim) != 0 ? "opacity:.7;" : "",
            (style.Modifiers & Modifiers.Underline) != 0 ? "text-decoration:underline;" : "").TrimEnd(';');
    }
}

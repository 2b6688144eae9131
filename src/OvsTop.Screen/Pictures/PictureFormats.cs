using System.Text;
using OvsTop.Analysis.Reports;
using OvsTop.Analysis.Reports.Csv;
using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Pictures;

/// <summary>All forms in which a view can be kept, the default first.</summary>
public static class PictureFormats
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The table.</summary>
    public static IReadOnlyList<PictureFormat> All { get; } =
    [
        new("txt", "plain text", (picture, stream) => stream.Write(Utf8.GetBytes(FrameText.Of(picture.Frame, picture.Traits.Ascii)))),
        new("ans", "text with colours, for cat in a terminal", (picture, stream) => stream.Write(FrameAnsi.Of(picture.Frame, picture.Traits).Span)),
        new("svg", "a picture, for documents", (picture, stream) => stream.Write(Utf8.GetBytes(FrameSvg.Of(picture)))),
        new("html", "a page whose text can be selected", (picture, stream) => stream.Write(Utf8.GetBytes(FrameHtml.Of(picture)))),
        new("json", "all numbers, as batch prints them", (picture, stream) => Numbers(picture, snapshot => new BatchJson(stream).Write(snapshot))),
        new("csv", "the numbers of the handlers, as batch prints them", (picture, stream) =>
        {
            using var text = new StreamWriter(stream, Utf8, leaveOpen: true) { NewLine = "\n" };
            Numbers(picture, snapshot => new BatchCsv(text).Write(snapshot));
        }),
    ];

    /// <summary>Their names.</summary>
    public static string Names => string.Join(", ", All.Select(format => format.Name));

    /// <summary>The form that the end of a file's name asks for; null if none.</summary>
    public static PictureFormat? OfFile(string path) => Find(Path.GetExtension(path).TrimStart('.'));

    /// <summary>The form of a name; null if none.</summary>
    public static PictureFormat? Find(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static void Numbers(Picture picture, Action<Snapshot> write)
    {
        if (picture.Snapshot is { } snapshot)
        {
            write(snapshot);
        }
    }
}

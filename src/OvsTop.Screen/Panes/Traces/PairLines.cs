using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>Values of two beside each other; long ones below each other. Those that differ have a sign.</summary>
/// <param name="left">Name of one.</param>
/// <param name="right">Name of the other.</param>
internal sealed class PairLines(string left, string right)
{
    private const int LabelWidth = 16, ValueWidth = 28;

    private readonly List<TraceLine> _lines = [];
    private string? _path, _other;

    /// <summary>The lines so far, with what differs first in front: where the paths part, else any difference.</summary>
    public IReadOnlyList<TraceLine> Lines =>
    [
        _path is not null ? new(0, Role.Accent, $"≠  the paths part at {_path}")
            : _other is not null ? new(0, Role.Accent, $"≠  the same path as far as is known; {_other}")
            : new(0, Role.Ok, "the same as far as is known"),
        new(1, Role.Header, $"   {Column("", LabelWidth)} {Column(left, ValueWidth)} │ {right}"),
        .. _lines,
    ];

    /// <summary>Adds a headline.</summary>
    public void Head(string text, Role role = Role.Title) => _lines.Add(new TraceLine(0, role, text));

    /// <summary>Adds values.</summary>
    /// <param name="label">What they are.</param>
    /// <param name="one">Value of one; empty when it has none.</param>
    /// <param name="other">Of the other.</param>
    /// <param name="weight">What a difference means.</param>
    /// <param name="place">Where they are, in front of the label in the first line.</param>
    public void Add(string label, string one, string other, PairWeight weight = PairWeight.Value, string place = "")
    {
        bool differs = one != other;
        bool matters = differs && (weight is PairWeight.Value or PairWeight.Path);
        if (matters)
        {
            string difference = $"{place}{label}: {OrDash(one)} ↔ {OrDash(other)}";
            _path ??= weight == PairWeight.Path ? difference : null;
            _other ??= difference;
        }

        var role = matters ? Role.Accent : Role.Text;
        string sign = matters ? "≠" : differs && weight == PairWeight.Ids ? "~" : " ";
        if (TextWidth.Of(one) <= ValueWidth && (!differs || TextWidth.Of(other) <= ValueWidth))
        {
            _lines.Add(new TraceLine(1, role, $"{sign}  {Column(label, LabelWidth)} {Column(OrDash(one), ValueWidth)} │ {OrDash(other)}"));
        }
        else if (!differs)
        {
            _lines.Add(new TraceLine(1, role, $"{sign}  {Column(label, LabelWidth)} {one}"));
        }
        else
        {
            int width = Math.Max(TextWidth.Of(left), TextWidth.Of(right));
            _lines.Add(new TraceLine(1, role, $"{sign}  {Column(label, LabelWidth)} {Column(left, width)}  {OrDash(one)}"));
            _lines.Add(new TraceLine(1, role, $"   {Column("", LabelWidth)} {Column(right, width)}  {OrDash(other)}"));
        }
    }

    private static string OrDash(string text) => text.Length == 0 ? "–" : text;

    private static string Column(string text, int width) => text + new string(' ', Math.Max(0, width - TextWidth.Of(text)));
}

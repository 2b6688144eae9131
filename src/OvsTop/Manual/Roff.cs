using System.Text;

namespace OvsTop.Manual;

/// <summary>Writes the man macros (man(7)). Text given to it is text: nothing in it is taken for markup.</summary>
internal sealed class Roff
{
    private readonly StringBuilder _out = new();
    private bool _isHeading;

    /// <summary>The page so far.</summary>
    public override string ToString() => _out.ToString();

    /// <summary>The first lines of the page; right margins stay ragged, for options and paths are long.</summary>
    public Roff Title(string name, int section, string version, string manual) => Line($".TH {Quoted(name.ToUpperInvariant())} {section} \"\" {Quoted(version)} {Quoted(manual)}").Line(".ad l");

    /// <summary>A section.</summary>
    public Roff Section(string heading) => Line($".SH {Quoted(heading)}");

    /// <summary>A section within a section.</summary>
    public Roff Subsection(string heading) => Line($".SS {Quoted(heading)}");

    /// <summary>A paragraph.</summary>
    public Roff Paragraph(string text) => Break().Text(text);

    /// <summary>A term and what it is.</summary>
    public Roff Item(string term, string text) => Line(".TP").Line($".B {Quoted(term)}").Text(text);

    /// <summary>A line set as it is.</summary>
    public Roff Example(string text, string remark) => Break().Line($".B {Quoted(text)}").Line(".br").Text(remark);

    /// <summary>Text that goes on.</summary>
    public Roff Text(string text) => Line((text.StartsWith('.') || text.StartsWith('\'') ? "\\&" : "") + Escaped(text));

    // A heading begins a paragraph already.
    private Roff Break() => _isHeading ? this : Line(".PP");

    private static string Quoted(string text) => $"\"{Escaped(text).Replace("\"", "\\(dq")}\"";

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '\\' => "\\e",
                '-' => "\\-",
                '^' => "\\(ha",
                '~' => "\\(ti",
                '`' => "\\(ga",
                '\'' => "\\(aq",
                < 128 => rune.ToString(),
                var other => $"\\[u{other:X4}]",
            });
        }

        return escaped.ToString();
    }

    private Roff Line(string line)
    {
        _out.Append(line).Append('\n');
        _isHeading = line.StartsWith(".S", StringComparison.Ordinal);
        return this;
    }
}

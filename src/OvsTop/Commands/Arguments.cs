using System.CommandLine;

namespace OvsTop.Commands;

/// <summary>Arguments and options that look the same in every command.</summary>
internal static class Arguments
{
    public static Argument<string> File() => new("FILE") { Description = "A recording: .jsonl or .jsonl.gz; - reads standard input" };

    /// <summary><c>--format</c>; the first one allowed is the default.</summary>
    public static Option<string> Format(params string[] allowed)
    {
        var format = new Option<string>("--format", "-f") { Description = string.Join(", ", allowed), DefaultValueFactory = _ => allowed[0] };
        format.AcceptOnlyFromAmong(allowed);
        return format;
    }
}

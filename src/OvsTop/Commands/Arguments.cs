using System.CommandLine;
using System.Globalization;

namespace OvsTop.Commands;

/// <summary>Arguments and options that look the same in every command. A wrong value is told in words: which option, what it was, what is allowed.</summary>
internal static class Arguments
{
    public static Argument<string> File()
    {
        var file = new Argument<string>("FILE") { Description = "A recording: .ovscap, .jsonl or .jsonl.gz; - reads standard input" };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError("FILE is empty.");
            }
        });
        return file;
    }

    /// <summary><c>--format</c>; the first one allowed is the default.</summary>
    public static Option<string> Format(params string[] allowed) => OneOf(new Option<string>("--format", "-f") { Description = string.Join(", ", allowed) }, allowed);

    /// <summary><c>--host</c>.</summary>
    public static Option<string> Host() => OneOf(new Option<string>("--host") { Description = "What draws: ansi, or terminal-gui where ovstop was built with it", HelpName = "name" }, ScreenHosts.Names);

    /// <summary><c>--pid</c>.</summary>
    /// <param name="purpose">What is done with the daemon.</param>
    public static Option<int?> Pid(string purpose) =>
        Number("--pid", "-p", "pid", $"The ovs-vswitchd to {purpose}, when there are several");

    /// <summary>An option with a whole number of 1 or more.</summary>
    public static Option<int?> Number(string name, string alias, string helpName, string description) => new(name, alias)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1)
            {
                return number;
            }

            result.AddError(Complaint(name, text, "a number of 1 or more"));
            return null;
        },
    };

    /// <summary>An option whose value is read by a function that returns null for what is not allowed.</summary>
    public static Option<T?> Parsed<T>(string name, string helpName, string description, Func<string, T?> parse, string allowed) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            var value = parse(text);
            if (value is null)
            {
                result.AddError(Complaint(name, text, allowed));
            }

            return value;
        },
    };

    // The first one allowed is the default.
    private static Option<string> OneOf(Option<string> option, string[] allowed)
    {
        option.DefaultValueFactory = _ => allowed[0];
        option.CompletionSources.Add(allowed);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !allowed.Contains(token.Value))
            {
                result.AddError(Complaint(option.Name, token.Value, string.Join(" or ", allowed)));
            }
        });
        return option;
    }

    /// <summary>What is said of a wrong value.</summary>
    public static string Complaint(string option, string value, string allowed) => $"{option} is '{value}', allowed is {allowed}.";
}

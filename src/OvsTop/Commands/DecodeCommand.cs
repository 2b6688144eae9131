using System.CommandLine;
using OvsTop.Model.Flows;

namespace OvsTop.Commands;

/// <summary><c>ovstop decode HEX</c>: raw netlink attributes as dpctl prints them.</summary>
internal static class DecodeCommand
{
    private const string StandardInput = "-";

    public static Command Make()
    {
        var hex = new Argument<string>("HEX") { Description = "Attributes in hexadecimal; blanks, colons and 0x are ignored; - reads one per line from standard input" };
        var mask = new Option<string?>("--mask") { Description = "The mask of the key", HelpName = "hex" };
        var actions = new Option<bool>("--actions") { Description = "HEX is an action list" };
        var more = new Option<bool>("--more", "-m") { Description = "Every field of the key, as dump-flows -m" };
        var ovs = new Option<string?>("--ovs") { Description = "Release the actions are from, e.g. 3.3: some have other numbers since 3.4", HelpName = "version" };
        ovs.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ActionNumbering.TryParse(token.Value, out _))
            {
                result.AddError($"--ovs is '{token.Value}', allowed is a release such as 3.3.");
            }
        });
        var command = new Command("decode", "Print a raw flow key, key and mask, or action list as dpctl does.") { hex, mask, actions, more, ovs };
        command.Validators.Add(result =>
        {
            if (result.GetValue(actions) && result.GetValue(mask) is not null)
            {
                result.AddError("--mask is for keys: use it without --actions.");
            }
        });
        command.SetAction(parsed => Output.Guard(() =>
        {
            var numbering = ActionNumbering.TryParse(parsed.GetValue(ovs), out var known) ? known : ActionNumbering.Since34;
            var decoder = new Decoder(
                parsed.GetValue(mask) ?? "", parsed.GetValue(actions) ? numbering : null, parsed.GetValue(more) ? KeyStyle.Verbose : KeyStyle.Brief);
            string text = parsed.GetRequiredValue(hex);
            return text == StandardInput ? Lines(decoder) : decoder.Print(text, "");
        }));
        return command;
    }

    private static int Lines(Decoder decoder)
    {
        int exitCode = 0;
        for (int number = 1; Console.In.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                exitCode = Math.Max(exitCode, decoder.Print(line, $"line {number}: "));
            }
        }

        return exitCode;
    }

    /// <summary>Decodes one text after another.</summary>
    /// <param name="Mask">Of keys; empty for none.</param>
    /// <param name="Numbering">Of actions; null for keys.</param>
    /// <param name="Style">Of keys.</param>
    private sealed record Decoder(string Mask, ActionNumbering? Numbering, KeyStyle Style)
    {
        /// <summary>Prints what can be read. Returns the exit code.</summary>
        public int Print(string hex, string where)
        {
            DecodedText? decoded;
            TextError? error;
            if (Numbering is { } numbering)
            {
                FlowHex.TryActions(hex, numbering, null, out decoded, out error);
            }
            else if (!FlowHex.TryBytes(Mask, out _, out error))
            {
                return Complain($"--mask: {error}", CommandLine.BadArguments);
            }
            else
            {
                FlowHex.TryKey(hex, Mask, Style, null, out decoded, out error);
            }

            if (decoded is null)
            {
                return Complain($"{where}{error}", CommandLine.BadArguments);
            }

            Console.Out.WriteLine(decoded.Text);
            return decoded.IsWellFormed ? 0 : Complain($"{where}malformed at offset {decoded.MalformedOffset}", CommandLine.Failed);
        }

        private static int Complain(string message, int exitCode)
        {
            Console.Error.WriteLine($"ovstop: {message}");
            return exitCode;
        }
    }
}

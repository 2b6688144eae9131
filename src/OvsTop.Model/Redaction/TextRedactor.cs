using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace OvsTop.Model.Redaction;

/// <summary>Addresses and names in text: filters, titles, lines of the screen.</summary>
public static partial class TextRedactor
{
    /// <summary>Replaces the MAC, IPv4 and IPv6 addresses in a text, and the names given. Masks behind a / stay, and what they leave out is 0.</summary>
    /// <param name="redactor">Gives the pseudonyms.</param>
    /// <param name="text">The text.</param>
    /// <param name="names">Names that may stand in it, as words of their own.</param>
    public static string Redact(Redactor redactor, string text, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(redactor);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        text = Candidates().Replace(text, match => Address(redactor, match));
        foreach (string name in names.Where(name => name.Length > 0).OrderByDescending(name => name.Length))
        {
            text = Regex.Replace(text, $@"(?<![\w.@-]){Regex.Escape(name)}(?![\w.@-])", redactor.Name(name).Replace("$", "$$", StringComparison.Ordinal), RegexOptions.CultureInvariant);
        }

        return text;
    }

    [GeneratedRegex(
        @"(?<![\w:./])(?<address>[0-9A-Fa-f]{1,2}(:[0-9A-Fa-f]{1,2}){5}(?![\w:])|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}(\.\d{1,3}){0,3}|\d{1,3}(\.\d{1,3}){3})(?!\.?\w)(/(?<mask>[0-9A-Fa-f:.]*[0-9A-Fa-f:]))?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Candidates();

    private static string Address(Redactor redactor, Match match)
    {
        string address = match.Groups["address"].Value;
        return Parse(address) is { } bytes ? Shown(redactor, bytes, match.Groups["mask"].Value) + match.Value[address.Length..] : match.Value;
    }

    private static string Shown(Redactor redactor, byte[] bytes, string mask)
    {
        switch (bytes.Length)
        {
            case 6:
                redactor.Mac(bytes);
                break;
            case 4:
                redactor.Ipv4(bytes);
                break;
            default:
                redactor.Ipv6(bytes);
                break;
        }

        Apply(bytes, mask);
        return bytes.Length == 6 ? string.Join(':', bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture))) : new IPAddress(bytes).ToString();
    }

    private static void Apply(byte[] bytes, string mask)
    {
        byte[]? bits = Parse(mask);
        if (bits is null && int.TryParse(mask, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length <= bytes.Length * 8)
        {
            bits = [.. bytes.Select((_, i) => (byte)(0xff00 >> Math.Clamp(length - i * 8, 0, 8)))];
        }

        for (int i = 0; i < bytes.Length && bits?.Length == bytes.Length; i++)
        {
            bytes[i] &= bits[i];
        }
    }

    private static byte[]? Parse(string text)
    {
        if (text.Count(c => c == ':') == 5 && text.Split(':') is { Length: 6 } parts && parts.All(part => part.Length is 1 or 2))
        {
            return [.. parts.Select(part => byte.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
        }

        return IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3)
            ? address.GetAddressBytes()
            : null;
    }
}

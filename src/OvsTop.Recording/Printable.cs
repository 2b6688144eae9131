using System.Text;

namespace OvsTop.Recording;

/// <summary>Text of a file made fit for a message of one line.</summary>
internal static class Printable
{
    /// <summary>UTF-8 of a file, shortened, control characters replaced.</summary>
    public static string Of(ReadOnlySpan<byte> utf8, int maxLength) =>
        Of(Encoding.UTF8.GetString(utf8.Length > maxLength * 4 ? utf8[..(maxLength * 4)] : utf8), maxLength);

    /// <summary>Text, shortened, control characters replaced.</summary>
    public static string Of(string text, int maxLength) =>
        string.Create(Math.Min(text.Length, maxLength), text, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? '?' : source[i];
            }
        });
}

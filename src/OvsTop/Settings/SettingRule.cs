using System.Globalization;
using System.Text.Json.Nodes;

namespace OvsTop.Settings;

/// <summary>What a value may be: in words for people, as a test, and as JSON schema.</summary>
/// <param name="Allowed">As it stands behind "allowed is".</param>
/// <param name="IsValid">Of the value as text.</param>
/// <param name="Schema">Makes the schema of the value.</param>
internal sealed record SettingRule(string Allowed, Func<string, bool> IsValid, Func<JsonObject> Schema)
{
    /// <summary>A whole number.</summary>
    public static SettingRule Whole(int least, int most, string remark = "") => new(
        $"a number from {least}{remark} to {most}",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most,
        () => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most });

    /// <summary>A number with a fraction.</summary>
    public static SettingRule Real(double least, double most, string remark = "") => new(
        string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}{remark}"),
        text => IsReal(text, out double number) && number >= least && number <= most,
        () => new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most });

    /// <summary>Any number above 0.</summary>
    public static SettingRule Positive { get; } = new(
        "a number above 0", text => IsReal(text, out double number) && number > 0 && double.IsFinite(number), () => new() { ["type"] = "number", ["exclusiveMinimum"] = 0 });

    /// <summary>A time as <see cref="Durations"/> reads it.</summary>
    public static SettingRule Time(string least, string most) => new(
        $"a time from {least} to {most}",
        text => Durations.TryParse(text, out var time) && time >= Durations.Parse(least) && time <= Durations.Parse(most),
        () => new() { ["type"] = new JsonArray("string", "number"), ["pattern"] = "^[0-9]*\\.?[0-9]+(ms|s|m|h)?$" });

    /// <summary>One of some words.</summary>
    public static SettingRule OneOf(IEnumerable<string> words) => new(
        $"one of {string.Join(' ', words)}",
        words.Contains,
        () => new() { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) });

    /// <summary>Any text that is not empty.</summary>
    public static SettingRule Text(string allowed) => new(allowed, text => text.Length > 0, () => new() { ["type"] = "string", ["minLength"] = 1 });

    private static bool IsReal(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}

using System.Globalization;
using OvsTop.Model.Filters;
using OvsTop.Screen.Panes;

namespace OvsTop.Settings;

/// <summary>Every key of ovstop.json: what it may be. The one list behind checking and reading.</summary>
internal static class SettingKeys
{
    public const string Interval = "interval";
    public const string View = "view";
    public const string Theme = "theme";
    public const string SnapshotFolder = "snapshotFolder";
    public const string MaxOverheadPercent = "maxOverheadPercent";
    public const string ChurnSeconds = "churnSeconds";
    public const string DetailsPerSecond = "details:perSecond";
    public const string PacketBytes = "details:packetBytes";
    public const string RingBytes = "details:ringBytes";

    /// <summary>The group of thresholds of the diagnosis.</summary>
    public const string Diagnosis = "diagnosis";

    /// <summary>The group of saved filters: every key in it is a name.</summary>
    public const string Filters = "filters";

    private const string FilterPrefix = Filters + ":";

    private static readonly (string Allowed, Func<string, bool> IsValid) Threshold =
        ("a number above 0", text => double.TryParse(text, out double number) && number > 0 && double.IsFinite(number));

    private static readonly Dictionary<string, (string Allowed, Func<string, bool> IsValid)> All = new(StringComparer.OrdinalIgnoreCase)
    {
        [Interval] = ("a time from 100ms to 60s", text => Durations.TryParse(text, out var time) && time >= TimeSpan.FromMilliseconds(100) && time <= TimeSpan.FromSeconds(60)),
        [View] = ($"one of {string.Join(' ', Views.All.Select(v => v.Name))}", text => Views.All.Any(v => v.Name == text)),
        [Theme] = ("the name of a theme or the path of a theme file", text => text.Length > 0),
        [SnapshotFolder] = ("a folder", text => text.Length > 0),
        [ChurnSeconds] = ("a number from 1 to 3600", Number(1, 3600)),
        [DetailsPerSecond] = ("a number from -1 (all) to 10000000", Number(-1, 10_000_000)),
        [PacketBytes] = ("a number from 0 to 256", Number(0, 256)),
        [RingBytes] = ("a number from 4096 to 1073741824", Number(4096, 1 << 30)),
        [MaxOverheadPercent] = ("a number from 0.1 to 1000, percent of one core",
            text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is >= 0.1 and <= 1000),
        [$"{Diagnosis}:busyUpcallsPerSecond"] = Threshold,
        [$"{Diagnosis}:imbalancePercent"] = Threshold,
        [$"{Diagnosis}:stormUpcallsPerSecond"] = Threshold,
        [$"{Diagnosis}:evictionPutsPerSecond"] = Threshold,
        [$"{Diagnosis}:evictionPercent"] = Threshold,
        [$"{Diagnosis}:fullPercent"] = Threshold,
        [$"{Diagnosis}:lostPerSecond"] = Threshold,
        [$"{Diagnosis}:slowPutMs"] = Threshold,
        [$"{Diagnosis}:mainLoopRunMs"] = Threshold,
    };

    /// <summary>All keys as users write them.</summary>
    public static IEnumerable<string> Names => All.Keys.Select(Display);

    /// <summary>True when it holds keys instead of being one.</summary>
    public static bool IsGroup(string key) => key.Equals(Filters, StringComparison.OrdinalIgnoreCase) || All.Keys.Any(known => known.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of the saved filter that a key holds, or null for other keys.</summary>
    public static string? FilterName(string key) => key.StartsWith(FilterPrefix, StringComparison.OrdinalIgnoreCase) ? key[FilterPrefix.Length..] : null;

    /// <summary>What is wrong with a value, or null.</summary>
    /// <param name="key">Path with colons.</param>
    /// <param name="value">As text.</param>
    /// <param name="origin">File or variable it comes from.</param>
    public static string? Complaint(string key, string? value, string origin) => All.TryGetValue(key, out var rule)
        ? value is not null && rule.IsValid(value) ? null : $"{origin}: {Display(key)} is '{value}', allowed is {rule.Allowed}"
        : FilterName(key) is { } name ? FilterComplaint(name, value, $"{origin}: {Display(key)}")
        : key.Equals(Filters, StringComparison.OrdinalIgnoreCase) ? string.IsNullOrEmpty(value) ? null : $"{origin}: {key} is '{value}', allowed is an object with filters by name"
        : IsGroup(key) ? $"{origin}: {Display(key)} is '{value}', allowed is an object with {string.Join(", ", Names.Where(name => name.StartsWith(Display(key) + ".", StringComparison.OrdinalIgnoreCase)))}"
        : $"{origin}: unknown key {Display(key)}; known are {string.Join(", ", Names)}, {Filters}.NAME";

    private static string? FilterComplaint(string name, string? value, string where)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            return $"{where}: a filter's name is made of letters, digits, _ and -";
        }

        return Filter.Parse(value ?? "").Error is { } error ? $"{where}: column {error.Span.Start + 1}: {error.Message}" : null;
    }

    private static string Display(string key) => key.Replace(':', '.');

    private static Func<string, bool> Number(int least, int most) =>
        text => int.TryParse(text, out int number) && number >= least && number <= most;
}

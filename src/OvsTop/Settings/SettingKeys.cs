using System.Text.RegularExpressions;
using OvsTop.Model.Filters;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Widgets;
using static OvsTop.Settings.SettingRule;

namespace OvsTop.Settings;

/// <summary>Every key of ovstop.json: what it may be. The one list behind checking, reading, the schema and the documentation.</summary>
internal static class SettingKeys
{
    public const string Interval = "interval";
    public const string View = "view";
    public const string Theme = "theme";
    public const string Color = "color";
    public const string Ascii = "ascii";
    public const string Mouse = "mouse";
    public const string Overview = "overview";
    public const string Columns = "columns";
    public const string SnapshotFolder = "snapshotFolder";
    public const string MaxOverheadPercent = "maxOverheadPercent";
    public const string ChurnSeconds = "churnSeconds";
    public const string FlightMinutes = "flightMinutes";
    public const string FlightMegabytes = "flightMegabytes";
    public const string DetailsPerSecond = "details:perSecond";
    public const string PacketBytes = "details:packetBytes";
    public const string RingBytes = "details:ringBytes";
    public const string Kernel = "probes:kernel";

    /// <summary>The group of thresholds of the diagnosis.</summary>
    public const string Diagnosis = "diagnosis";

    /// <summary>The group of saved filters: every key in it is a name.</summary>
    public const string Filters = "filters";

    /// <summary>What a filter's name looks like.</summary>
    public const string FilterNames = "^[A-Za-z0-9_-]+$";

    /// <summary>Allowed in a file for editors that check it, and without a meaning here.</summary>
    private const string SchemaKey = "$schema";

    /// <summary>The group of keys: every key in it is the name of an action.</summary>
    public const string Keys = "keys";

    private const string FilterPrefix = Filters + ":";
    private const string KeyPrefix = Keys + ":";

    /// <summary>The keys, paths with colons, in the order of the documented file.</summary>
    public static OrderedDictionary<string, SettingRule> All { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        [Interval] = Time("100ms", "60s"),
        [View] = OneOf(Views.All.Select(v => v.Name)),
        [Overview] = new(
            $"some of {string.Join(' ', OverviewStrips.Names)}, each once", text => OverviewStrips.Parse(text) is not null, () => new() { ["type"] = "string", ["minLength"] = 1 }),
        [ColumnsOf("upcalls")] = SomeColumns("upcalls"),
        [ColumnsOf("revalidator")] = SomeColumns("revalidator"),
        [ColumnsOf("talkers")] = SomeColumns("talkers"),
        [ColumnsOf("flows")] = SomeColumns("flows"),
        [Theme] = Text("the name of a theme or the path of a theme file"),
        [Color] = OneOf(["auto", "none", "16", "256", "true"]),
        [Ascii] = OneOf(["auto", "yes", "no"]),
        [Mouse] = OneOf(["no", "yes"]),
        [SnapshotFolder] = Text("a folder"),
        [MaxOverheadPercent] = Real(0.1, 1000, ", percent of one core"),
        [ChurnSeconds] = Whole(1, 3600),
        [FlightMinutes] = Whole(1, 1440),
        [FlightMegabytes] = Whole(1, 16_384),
        [DetailsPerSecond] = Whole(-1, 10_000_000, " (all)"),
        [PacketBytes] = Whole(0, 256),
        [RingBytes] = Whole(4096, 1 << 30),
        [Kernel] = OneOf(["auto", "kprobe", "sendmsg", "none"]),
        [$"{Diagnosis}:busyUpcallsPerSecond"] = Positive,
        [$"{Diagnosis}:imbalancePercent"] = Positive,
        [$"{Diagnosis}:talkerPercent"] = Positive,
        [$"{Diagnosis}:stormUpcallsPerSecond"] = Positive,
        [$"{Diagnosis}:evictionPutsPerSecond"] = Positive,
        [$"{Diagnosis}:evictionPercent"] = Positive,
        [$"{Diagnosis}:fullPercent"] = Positive,
        [$"{Diagnosis}:lostPerSecond"] = Positive,
        [$"{Diagnosis}:slowPutMs"] = Positive,
        [$"{Diagnosis}:mainLoopRunMs"] = Positive,
        [$"{Diagnosis}:unixctlSilentSeconds"] = Positive,
    };

    /// <summary>The groups whose keys are names.</summary>
    private static readonly string[] NameGroups = [Filters, Keys];

    /// <summary>The key of a view's columns.</summary>
    public static string ColumnsOf(string view) => $"{Columns}:{view}";

    /// <summary>All keys as users write them.</summary>
    public static IEnumerable<string> Names => All.Keys.Select(Display);

    /// <summary>A key as users write it.</summary>
    public static string Display(string key) => key.Replace(':', '.');

    /// <summary>True when it holds keys instead of being one.</summary>
    public static bool IsGroup(string key) => NameGroups.Contains(key, StringComparer.OrdinalIgnoreCase) || All.Keys.Any(known => known.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>True when it says nothing to ovstop.</summary>
    public static bool IsIgnored(string key) => key == SchemaKey;

    /// <summary>True when it is in a group whose keys are names.</summary>
    public static bool IsNamed(string key) => FilterName(key) is not null || ActionName(key) is not null;

    /// <summary>The name of the saved filter that a key holds, or null for other keys.</summary>
    public static string? FilterName(string key) => key.StartsWith(FilterPrefix, StringComparison.OrdinalIgnoreCase) ? key[FilterPrefix.Length..] : null;

    /// <summary>The name of the action whose keys a key holds, or null for other keys.</summary>
    public static string? ActionName(string key) => key.StartsWith(KeyPrefix, StringComparison.OrdinalIgnoreCase) ? key[KeyPrefix.Length..] : null;

    /// <summary>What is wrong with a value, or null.</summary>
    /// <param name="key">Path with colons.</param>
    /// <param name="value">As text.</param>
    /// <param name="origin">File or variable it comes from.</param>
    public static string? Complaint(string key, string? value, string origin) => All.TryGetValue(key, out var rule)
        ? value is not null && rule.IsValid(value) ? null : $"{origin}: {Display(key)} is '{value}', allowed is {rule.Allowed}"
        : FilterName(key) is { } name ? FilterComplaint(name, value, $"{origin}: {Display(key)}")
        : ActionName(key) is { } action ? KeyTable.Complaint(new Dictionary<string, string> { [action] = value ?? "" }) is { IsConflict: false } wrong ? $"{origin}: {Display(key)}: {wrong.What}" : null
        : key.Equals(Keys, StringComparison.OrdinalIgnoreCase) ? string.IsNullOrEmpty(value) ? null : $"{origin}: {key} is '{value}', allowed is an object with keys by action: \"pause\": \"u\""
        : key.Equals(Filters, StringComparison.OrdinalIgnoreCase) ? string.IsNullOrEmpty(value) ? null : $"{origin}: {key} is '{value}', allowed is an object with filters by name"
        : IsGroup(key) ? $"{origin}: {Display(key)} is '{value}', allowed is an object with {string.Join(", ", Names.Where(name => name.StartsWith(Display(key) + ".", StringComparison.OrdinalIgnoreCase)))}"
        : $"{origin}: unknown key {Display(key)}; known are {string.Join(", ", Names)}, {Filters}.NAME, {Keys}.ACTION";

    private static SettingRule SomeColumns(string view)
    {
        var all = Views.Find(view)!.Columns;
        var written = all.Select(ColumnNames.Written);
        return new SettingRule(
            $"nothing for all, or some of {string.Join(' ', written)}",
            text =>
            {
                ColumnNames.Read(text, all, out string? unknown);
                return unknown is null;
            },
            () => new() { ["type"] = "string", ["pattern"] = $"^(({string.Join('|', written.Select(Regex.Escape))})([ ,]+|$))*$" });
    }

    private static string? FilterComplaint(string name, string? value, string where)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            return $"{where}: a filter's name is made of letters, digits, _ and -";
        }

        return Filter.Parse(value ?? "").Error is { } error ? $"{where}: column {error.Span.Start + 1}: {error.Message}" : null;
    }
}

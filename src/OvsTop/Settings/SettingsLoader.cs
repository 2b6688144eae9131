using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OvsTop.Analysis.Diagnosis;
using OvsTop.Model.Filters;
using OvsTop.Probes.Live;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Settings;

/// <summary>Puts the settings together, each layer over the one before, and refuses what no key allows.</summary>
public sealed class SettingsLoader
{
    /// <summary>Prefix of environment variables: <c>OVSTOP_interval</c>, <c>OVSTOP_details__perSecond</c>.</summary>
    public const string EnvironmentPrefix = "OVSTOP_";

    /// <summary>Origin of what nobody has set.</summary>
    public const string BuiltIn = "built-in ovstop.json";

    private readonly List<(string Origin, Func<string, string> OriginOf, IConfigurationRoot Layer)> _layers = [];

    /// <summary>Starts with the built-in ovstop.json.</summary>
    public SettingsLoader()
    {
        using var defaults = typeof(SettingsLoader).Assembly.GetManifestResourceStream("ovstop.json")
            ?? throw new InvalidOperationException("ovstop.json is not embedded");
        Add(BuiltIn, builder => builder.AddJsonStream(defaults));
    }

    /// <summary>The places where a file is looked for when none is named, weakest first.</summary>
    public static IEnumerable<string> DefaultFiles
    {
        get
        {
            yield return "/etc/ovstop/ovstop.json";
            if (UserFolders.Config("ovstop.json") is { } own)
            {
                yield return own;
            }
        }
    }

    /// <summary>Adds a file.</summary>
    /// <exception cref="SettingsException">It is missing though required, cannot be read, or is no JSON.</exception>
    public SettingsLoader AddFile(string path, bool required)
    {
        if (!required && !File.Exists(path))
        {
            return this;
        }

        try
        {
            using var stream = File.OpenRead(path);
            Add(path, builder => builder.AddJsonStream(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path}: {Reason(path, e)}; name another file with --config", e);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new SettingsException(path + NotJson(e as JsonException ?? e.InnerException as JsonException, e), e);
        }

        return this;
    }

    /// <summary>Adds the environment variables that begin with <see cref="EnvironmentPrefix"/> and name a key.</summary>
    public SettingsLoader AddEnvironment()
    {
        Add("environment", builder => builder.AddEnvironmentVariables(EnvironmentPrefix), key => EnvironmentPrefix + key.Replace(":", "__"));
        return this;
    }

    /// <summary>Adds one value from the command line, if given.</summary>
    public SettingsLoader AddArgument(string option, string key, string? value)
    {
        if (value is not null)
        {
            Add(option, builder => builder.AddInMemoryCollection([new(key, value)]));
        }

        return this;
    }

    /// <summary>Checks every layer and gives each value with its origin, in the order of the documented file, then keys and saved filters.</summary>
    /// <exception cref="SettingsException">An unknown key or a value that is not allowed: which, where, what is.</exception>
    public IReadOnlyList<EffectiveSetting> Effective()
    {
        var merged = Merge();
        var named = merged.Keys.Where(SettingKeys.IsNamed).OrderByDescending(key => SettingKeys.ActionName(key) is not null).ThenBy(key => key, StringComparer.OrdinalIgnoreCase);
        return [.. SettingKeys.All.Keys.Concat(named).Select(key => new EffectiveSetting(SettingKeys.Display(key), merged[key].Value, merged[key].Origin))];
    }

    /// <summary>Checks every layer and gives the result.</summary>
    /// <exception cref="SettingsException">An unknown key or a value that is not allowed: which, where, what is.</exception>
    public OvsTopSettings Load()
    {
        var merged = Merge().ToDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.OrdinalIgnoreCase);
        var filters = merged
            .Where(pair => SettingKeys.FilterName(pair.Key) is not null)
            .Select(pair => KeyValuePair.Create(SettingKeys.FilterName(pair.Key)!, pair.Value))
            .ToList();
        var keys = merged
            .Where(pair => SettingKeys.ActionName(pair.Key) is not null)
            .ToDictionary(pair => SettingKeys.ActionName(pair.Key)!, pair => pair.Value);
        int details = int.Parse(merged[SettingKeys.DetailsPerSecond]);
        double Threshold(string name) => double.Parse(merged[$"{SettingKeys.Diagnosis}:{name}"]);
        return new OvsTopSettings
        {
            Interval = Durations.Parse(merged[SettingKeys.Interval]),
            View = merged[SettingKeys.View],
            Overview = OverviewStrips.Parse(merged[SettingKeys.Overview])!,
            Columns = Views.All.Where(view => view.Columns.Count > 0 && merged[SettingKeys.ColumnsOf(view.Name)].Length > 0).ToImmutableDictionary(view => view.Name, view => ColumnNames.Read(merged[SettingKeys.ColumnsOf(view.Name)], view.Columns, out _)),
            Theme = merged[SettingKeys.Theme],
            Color = merged[SettingKeys.Color],
            Ascii = merged[SettingKeys.Ascii],
            Mouse = merged[SettingKeys.Mouse] == "yes",
            SnapshotFolder = merged[SettingKeys.SnapshotFolder],
            MaxOverheadPercent = double.Parse(merged[SettingKeys.MaxOverheadPercent], CultureInfo.InvariantCulture),
            ChurnWindow = TimeSpan.FromSeconds(int.Parse(merged[SettingKeys.ChurnSeconds])),
            Flight = TimeSpan.FromMinutes(int.Parse(merged[SettingKeys.FlightMinutes])),
            FlightBytes = long.Parse(merged[SettingKeys.FlightMegabytes]) << 20,
            DetailsPerSecond = details < 0 ? null : details,
            PacketBytes = int.Parse(merged[SettingKeys.PacketBytes]),
            RingBytes = int.Parse(merged[SettingKeys.RingBytes]),
            Kernel = Enum.Parse<KernelWays>(merged[SettingKeys.Kernel], ignoreCase: true),
            Diagnosis = new Thresholds
            {
                BusyUpcallsPerSecond = Threshold("busyUpcallsPerSecond"),
                ImbalancePercent = Threshold("imbalancePercent"),
                TalkerPercent = Threshold("talkerPercent"),
                StormUpcallsPerSecond = Threshold("stormUpcallsPerSecond"),
                EvictionPutsPerSecond = Threshold("evictionPutsPerSecond"),
                EvictionPercent = Threshold("evictionPercent"),
                FullPercent = Threshold("fullPercent"),
                LostPerSecond = Threshold("lostPerSecond"),
                SlowPutMs = Threshold("slowPutMs"),
                MainLoopRunMs = Threshold("mainLoopRunMs"),
                UnixctlSilentSeconds = Threshold("unixctlSilentSeconds"),
            },
            Keys = keys.Count == 0 ? OvsTopSettings.BuiltInKeys : keys,
            Filters = filters.Count == 0 ? SavedFilters.None : new SavedFilters(filters),
        };
    }

    private Dictionary<string, (string Value, string Origin)> Merge()
    {
        var merged = new Dictionary<string, (string Value, string Origin)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (origin, originOf, layer) in _layers)
        {
            foreach (var (key, value) in layer.AsEnumerable())
            {
                if (SettingKeys.IsIgnored(key) || (value is null && SettingKeys.IsGroup(key)))
                {
                    continue;
                }

                if (SettingKeys.Complaint(key, value, origin) is { } complaint)
                {
                    throw new SettingsException(complaint);
                }

                if (!SettingKeys.IsGroup(key))
                {
                    merged[key] = (value ?? "", originOf(key));
                }
            }
        }

        var keys = merged.Where(pair => SettingKeys.ActionName(pair.Key) is not null).ToDictionary(pair => SettingKeys.ActionName(pair.Key)!, pair => pair.Value.Value);
        if (KeyTable.Complaint(keys) is { } conflict)
        {
            throw new SettingsException($"{merged[$"{SettingKeys.Keys}:{conflict.Action}"].Origin}: {SettingKeys.Keys}.{conflict.Action}: {conflict.What}");
        }

        return merged;
    }

    private static string Reason(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
        UnauthorizedAccessException => "permission denied",
        _ => e.Message.TrimEnd('.'),
    };

    private static string NotJson(JsonException? json, Exception other)
    {
        // The parser counts lines from 0 and says so at the end of its message.
        string where = json?.LineNumber is { } line ? $" line {line + 1}" : "";
        string why = (json ?? other).Message.Split([" LineNumber:", "\n"], StringSplitOptions.None)[0].Trim().TrimEnd('.');
        return $"{where}: not JSON: {why}";
    }

    private void Add(string origin, Action<IConfigurationBuilder> layer, Func<string, string>? originOf = null)
    {
        var builder = new ConfigurationBuilder();
        layer(builder);
        _layers.Add((origin, originOf ?? (_ => origin), builder.Build()));
    }
}

using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using OvsTop.Settings;

namespace OvsTop.Commands;

/// <summary><c>ovstop config</c>: the settings in effect and where each comes from.</summary>
internal static class ConfigCommand
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make()
    {
        var asJson = new Option<bool>("--json") { Description = "Print JSON" };
        var defaults = new Option<bool>("--default") { Description = "Print the built-in ovstop.json with its comments, to make your own from" };
        var schema = new Option<bool>("--schema") { Description = "Print the JSON schema of ovstop.json" };
        var command = new Command("config", "Print the settings in effect and where each comes from.") { asJson, defaults, schema };
        command.Validators.Add(result =>
        {
            if (new[] { asJson, defaults, schema }.Count(option => result.GetValue(option)) > 1)
            {
                result.AddError("--json, --default and --schema are one too many.");
            }
        });
        var options = new CommonOptions().AddTo(command).AddScreenTo(command).AddLiveTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            using var output = Console.OpenStandardOutput();
            using var text = Output.Text(output);
            if (parsed.GetValue(defaults) || parsed.GetValue(schema))
            {
                text.Write(parsed.GetValue(schema) ? SettingSchema.Text : SettingDocs.File);
                return 0;
            }

            var settings = options.Loader(parsed).Effective();
            if (parsed.GetValue(asJson))
            {
                WriteJson(output, settings);
                text.WriteLine();
                return 0;
            }

            int keys = settings.Max(setting => setting.Key.Length), values = Math.Min(settings.Max(setting => setting.Value.Length), 40);
            foreach (var (key, value, origin) in settings)
            {
                text.WriteLine($"{key.PadRight(keys)}  {value.PadRight(values)}  {origin}");
            }

            return 0;
        }));
        return command;
    }

    private static void WriteJson(Stream output, IEnumerable<EffectiveSetting> settings)
    {
        using var json = new Utf8JsonWriter(output, Indented);
        json.WriteStartObject();
        foreach (var (key, value, origin) in settings)
        {
            json.WriteStartObject(key);
            json.WriteString("value", value);
            json.WriteString("origin", origin);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

using System.Text.Json;
using OvsTop.Settings;
using OvsTop.Tests.Support;

namespace OvsTop.Tests.Settings;

[Collection(EnvironmentVariable.Collection)]
public sealed class SettingSchemaTests
{
    private static readonly string SchemaFile = RepositoryRoot.Combine("src/OvsTop/ovstop.schema.json");

    /// <summary>UPDATE_GOLDEN=1 writes the file anew.</summary>
    [Fact]
    public void The_file_is_made_of_the_table()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(SchemaFile, SettingSchema.Text);
        }

        Assert.Equal(File.ReadAllText(SchemaFile), SettingSchema.Text);
    }

    [Fact]
    public void It_has_every_key_with_what_the_documented_file_says_of_it()
    {
        using var schema = JsonDocument.Parse(SettingSchema.Text);
        foreach (string key in SettingKeys.All.Keys)
        {
            var at = key.Split(':').Aggregate(schema.RootElement, (element, name) => element.GetProperty("properties").GetProperty(name));
            Assert.Equal(SettingDocs.All[key], at.GetProperty("description").GetString());
            Assert.True(SettingDocs.All[key].Length > 10, key);
        }
    }

    [Fact]
    public void A_comment_is_of_the_key_below_it_and_of_those_that_have_none()
    {
        var docs = SettingDocs.Parse("""
            // The whole file.
            {
              // One.
              // More of it.
              "a": 1,
              // Two.
              "g": {
                // Three.
                "b": 2,
                "c": 3,
              },
              // Four.
              "d": 4
            }
            """);
        Assert.Equal(
            [("a", "One. More of it."), ("g", "Two."), ("g:b", "Three."), ("g:c", "Three."), ("d", "Four.")],
            docs.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void A_file_may_name_its_schema()
    {
        using var file = new SettingsFile("""{ "$schema": "ovstop.schema.json", "interval": "3s" }""");
        Assert.Equal(TimeSpan.FromSeconds(3), new SettingsLoader().AddFile(file.Path, required: true).Load().Interval);
    }

    [Fact]
    public void A_value_in_effect_has_the_origin_that_came_last()
    {
        using var file = new SettingsFile("""{ "interval": "5s", "view": "latency", "theme": "light", "filters": { "web": "tcp" } }""");
        using var view = new EnvironmentVariable("OVSTOP_view", "upcalls");
        using var perSecond = new EnvironmentVariable("OVSTOP_details__perSecond", "7");
        var settings = new SettingsLoader().AddFile(file.Path, required: true).AddEnvironment().AddArgument("--interval", SettingKeys.Interval, "2s").Effective();
        var byKey = settings.ToDictionary(setting => setting.Key);
        Assert.Equal(new("interval", "2s", "--interval"), byKey["interval"]);
        Assert.Equal(new("view", "upcalls", "OVSTOP_view"), byKey["view"]);
        Assert.Equal(new("details.perSecond", "7", "OVSTOP_details__perSecond"), byKey["details.perSecond"]);
        Assert.Equal(new("theme", "light", file.Path), byKey["theme"]);
        Assert.Equal(new("filters.web", "tcp", file.Path), settings[^1]);
        Assert.Equal(new("churnSeconds", "5", SettingsLoader.BuiltIn), byKey["churnSeconds"]);
    }
}

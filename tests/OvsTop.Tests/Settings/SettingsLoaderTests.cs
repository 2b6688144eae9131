using System.Text.Json;
using OvsTop.Settings;
using OvsTop.Tests.Support;

namespace OvsTop.Tests.Settings;

[Collection(EnvironmentVariable.Collection)]
public sealed class SettingsLoaderTests
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    [Fact]
    public void The_built_in_settings_are_those_of_the_documented_file()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("ovstop.json")), WithComments);
        var root = file.RootElement;
        var details = root.GetProperty("details");
        var settings = new SettingsLoader().Load();
        Assert.Equal(root.GetProperty("interval").GetString(), $"{settings.Interval.TotalSeconds}s");
        Assert.Equal(root.GetProperty("view").GetString(), settings.View);
        Assert.Equal(root.GetProperty("theme").GetString(), settings.Theme);
        Assert.Equal(root.GetProperty("snapshotFolder").GetString(), settings.SnapshotFolder);
        Assert.Equal(details.GetProperty("perSecond").GetInt32(), settings.DetailsPerSecond);
        Assert.Equal(details.GetProperty("packetBytes").GetInt32(), settings.PacketBytes);
        Assert.Equal(details.GetProperty("ringBytes").GetInt32(), settings.RingBytes);
    }

    [Fact]
    public void The_documented_file_is_the_embedded_one()
    {
        using var embedded = typeof(SettingsLoader).Assembly.GetManifestResourceStream("ovstop.json");
        using var reader = new StreamReader(embedded!);
        Assert.Equal(File.ReadAllText(RepositoryRoot.Combine("ovstop.json")), reader.ReadToEnd());
    }

    [Fact]
    public void The_documented_file_has_every_key_and_no_other()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("ovstop.json")), WithComments);
        var keys = file.RootElement.EnumerateObject().SelectMany(property => property.Value.ValueKind == JsonValueKind.Object
            ? property.Value.EnumerateObject().Select(inner => $"{property.Name}.{inner.Name}")
            : [property.Name]);
        Assert.Equal(SettingKeys.Names.Order(), keys.Order());
    }

    [Fact]
    public void A_file_goes_over_the_built_in_settings_and_leaves_what_it_does_not_name()
    {
        using var file = new SettingsFile("""{ "interval": "5s", "details": { "packetBytes": 64 } }""");
        var settings = new SettingsLoader().AddFile(file.Path, required: true).Load();
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Interval);
        Assert.Equal(64, settings.PacketBytes);
        Assert.Equal(new SettingsLoader().Load() with { Interval = settings.Interval, PacketBytes = 64 }, settings);
    }

    [Fact]
    public void A_screen_begins_with_the_view_strips_and_columns_of_the_settings()
    {
        using var file = new SettingsFile("""{ "view": "flows", "overview": "flows upcalls", "interval": "2s", "columns": { "upcalls": "handler all_puts,/s" } }""");
        var start = new SettingsLoader().AddFile(file.Path, required: true).Load().Start(null);
        Assert.Equal((6, 2000, "flows"), (start.View, start.IntervalMs, start.Overview.All[0].Name));
        Assert.Equal(["handler", "all puts", "/s"], start.Tables[2].Columns.AsEnumerable());
        Assert.True(start.Tables[6].Shows("key"));
    }

    [Fact]
    public void Keys_of_actions_come_together_from_all_files()
    {
        using var machine = new SettingsFile("""{ "keys": { "pause": "u", "quit": "F10" } }""");
        using var user = new SettingsFile("""{ "keys": { "pause": "q" } }""");
        var settings = new SettingsLoader().AddFile(machine.Path, required: true).AddFile(user.Path, required: true).Load();
        Assert.Equal([new("pause", "q"), new("quit", "F10")], settings.Keys.Order(Comparer<KeyValuePair<string, string>>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key))));
    }

    [Fact]
    public void A_later_file_goes_over_an_earlier_one()
    {
        using var machine = new SettingsFile("""{ "interval": "5s", "view": "latency" }""");
        using var user = new SettingsFile("""{ "interval": "3s" }""");
        var settings = new SettingsLoader().AddFile(machine.Path, required: true).AddFile(user.Path, required: true).Load();
        Assert.Equal((TimeSpan.FromSeconds(3), "latency"), (settings.Interval, settings.View));
    }

    [Fact]
    public void The_environment_goes_over_files_and_arguments_over_both()
    {
        using var file = new SettingsFile("""{ "interval": "5s", "view": "latency", "details": { "perSecond": 1, "packetBytes": 1 } }""");
        using var interval = new EnvironmentVariable("OVSTOP_interval", "250ms");
        using var view = new EnvironmentVariable("OVSTOP_view", "upcalls");
        using var details = new EnvironmentVariable("OVSTOP_details__perSecond", "2");
        var settings = new SettingsLoader().AddFile(file.Path, required: true).AddEnvironment()
            .AddArgument("--view", SettingKeys.View, "mainloop")
            .AddArgument("--theme", SettingKeys.Theme, null)
            .Load();
        Assert.Equal(TimeSpan.FromMilliseconds(250), settings.Interval);
        Assert.Equal("mainloop", settings.View);
        Assert.Equal("dark", settings.Theme);
        Assert.Equal((2, 1), (settings.DetailsPerSecond, settings.PacketBytes));
    }

    [Fact]
    public void Variables_that_only_look_similar_are_left_alone()
    {
        using var other = new EnvironmentVariable("OVSTOPPED_interval", "nonsense");
        Assert.Equal(new SettingsLoader().Load(), new SettingsLoader().AddEnvironment().Load());
    }

    [Fact]
    public void A_wrong_variable_is_told_with_its_place()
    {
        using var view = new EnvironmentVariable("OVSTOP_view", "handlers");
        string message = Complaint(new SettingsLoader().AddEnvironment());
        Assert.Equal("environment: view is 'handlers', allowed is one of overview upcalls latency revalidator talkers flows traces mainloop", message);
    }

    [Theory]
    [InlineData("""{ "colour": 1 }""", ": unknown key colour; known are interval, view, overview, columns.upcalls, columns.revalidator, columns.talkers, columns.flows, theme, color, ascii, mouse, snapshotFolder, maxOverheadPercent, churnSeconds, flightMinutes, flightMegabytes, details.perSecond")]
    [InlineData("""{ "details": { "color": 1 } }""", ": unknown key details.color; known are")]
    [InlineData("""{ "view": ["overview"] }""", ": view is '', allowed is one of overview")]
    [InlineData("""{ "interval": 0.01 }""", ": interval is '0.01', allowed is a time from 100ms to 60s")]
    [InlineData("""{ "interval": "2m" }""", ": interval is '2m', allowed is a time from 100ms to 60s")]
    [InlineData("""{ "view": null }""", ": view is '', allowed is one of overview")]
    [InlineData("""{ "theme": "" }""", ": theme is '', allowed is the name of a theme or the path of a theme file")]
    [InlineData("""{ "details": 5 }""", ": details is '5', allowed is an object with details.perSecond, details.packetBytes, details.ringBytes")]
    [InlineData("""{ "details": { "perSecond": "many" } }""", ": details.perSecond is 'many', allowed is a number from -1 (all) to 10000000")]
    [InlineData("""{ "details": { "packetBytes": 257 } }""", ": details.packetBytes is '257', allowed is a number from 0 to 256")]
    [InlineData("""{ "details": { "ringBytes": 4095 } }""", ": details.ringBytes is '4095', allowed is a number from 4096 to 1073741824")]
    [InlineData("""{ "details": { "ringBytes": 1e5 } }""", ": details.ringBytes is '1e5', allowed is a number")]
    [InlineData("""{ "filters": { "web": "tcp,nw_src=10.0.0.300" } }""", ": filters.web: column 12: ")]
    [InlineData("""{ "filters": { "my web": "tcp" } }""", ": filters.my web: a filter's name is made of letters, digits, _ and -")]
    [InlineData("""{ "filters": { "web": { "http": "tcp" } } }""", ": filters.web.http: a filter's name")]
    [InlineData("""{ "keys": { "dance": "p" } }""", ": keys.dance: there is no such action; actions are overview, upcalls,")]
    [InlineData("""{ "keys": { "pause": "Foo" } }""", ": keys.pause: 'Foo' is no key, allowed are characters or Space")]
    [InlineData("""{ "keys": { "pause": "q" } }""", ": keys.pause: q is the key of quit: give quit another one in keys.quit, or take another one here")]
    [InlineData("""{ "columns": { "upcalls": "handler nothing" } }""", ": columns.upcalls is 'handler nothing', allowed is nothing for all, or some of handler tid /s share bar lost/s")]
    [InlineData("""{ "columns": { "latency": "p99" } }""", ": unknown key columns.latency; known are")]
    [InlineData("""{ "columns": "handler" }""", ": columns is 'handler', allowed is an object with columns.upcalls, columns.revalidator, columns.talkers, columns.flows")]
    [InlineData("""{ "overview": "upcalls nothing" }""", ": overview is 'upcalls nothing', allowed is some of upcalls latency revalidator talkers flows mainloop, each once")]
    [InlineData("""{ "keys": "p" }""", ": keys is 'p', allowed is an object with keys by action: \"pause\": \"u\"")]
    [InlineData("""{ "filters": "tcp" }""", ": filters is 'tcp', allowed is an object with filters by name")]
    public void A_wrong_key_or_value_is_told_with_the_file(string content, string complaint)
    {
        using var file = new SettingsFile(content);
        string message = Complaint(new SettingsLoader().AddFile(file.Path, required: true));
        Assert.StartsWith(file.Path + complaint, message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_in_the_complaint_about_keys_is_allowed()
    {
        using var wrong = new SettingsFile("""{ "keys": "x" }""");
        string message = Complaint(new SettingsLoader().AddFile(wrong.Path, required: true));
        using var right = new SettingsFile($$"""{ "keys": { {{message[message.IndexOf('"')..]}} } }""");
        Assert.Single(new SettingsLoader().AddFile(right.Path, required: true).Load().Keys);
    }

    [Fact]
    public void Settings_that_nothing_overlays_are_checked_too()
    {
        using var file = new SettingsFile("""{ "interval": "soon" }""");
        string message = Complaint(new SettingsLoader().AddFile(file.Path, required: true).AddArgument("--interval", SettingKeys.Interval, "1s"));
        Assert.StartsWith($"{file.Path}: interval is 'soon'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saved_filters_of_all_files_are_known_and_the_last_one_of_a_name_counts()
    {
        using var machine = new SettingsFile("""{ "filters": { "web": "tcp", "dns": "udp,tp_dst=53" } }""");
        using var user = new SettingsFile("""{ "filters": { "web": "tcp,tp_dst=80" } }""");
        var filters = new SettingsLoader().AddFile(machine.Path, required: true).AddFile(user.Path, required: true).Load().Filters;
        Assert.Equal(["dns", "web"], filters.All.Keys);
        Assert.Equal("tcp,tp_dst=80", filters.Parse("@web").Filter!.ToString());
    }

    [Theory]
    [InlineData("""{ "details": {} }""")]
    [InlineData("""{ "filters": {} }""")]
    public void An_empty_group_changes_nothing(string content)
    {
        using var file = new SettingsFile(content);
        Assert.Equal(new SettingsLoader().Load(), new SettingsLoader().AddFile(file.Path, required: true).Load());
    }

    [Fact]
    public void Minus_one_detail_a_second_means_all()
    {
        using var file = new SettingsFile("""{ "details": { "perSecond": -1 } }""");
        Assert.Null(new SettingsLoader().AddFile(file.Path, required: true).Load().DetailsPerSecond);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_no_mistakes()
    {
        using var file = new SettingsFile("{\n  // slower\n  \"interval\": \"2s\",\n}");
        Assert.Equal(TimeSpan.FromSeconds(2), new SettingsLoader().AddFile(file.Path, required: true).Load().Interval);
    }

    [Theory]
    [InlineData("{\n  \"interval\": \"1s\",\n  \"view\": overview\n}", " line 3: not JSON: ")]
    [InlineData("{ \"interval\": ", " line 1: not JSON: ")]
    [InlineData("", " line 1: not JSON: ")]
    [InlineData("[1]", ": not JSON: Top-level JSON element must be an object")]
    [InlineData("{ \"view\": \"latency\", \"view\": \"upcalls\" }", ": not JSON: A duplicate key 'view' was found")]
    public void Broken_JSON_is_told_with_file_and_line_in_one_line(string content, string complaint)
    {
        using var file = new SettingsFile(content);
        string message = Complaint(() => new SettingsLoader().AddFile(file.Path, required: true));
        Assert.StartsWith(file.Path + complaint, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_must_exist_is_missed()
    {
        string message = Complaint(() => new SettingsLoader().AddFile("/no/such/ovstop.json", required: true));
        Assert.Equal("/no/such/ovstop.json: no such file; name another file with --config", message);
    }

    [Fact]
    public void A_file_that_need_not_exist_is_not_missed() =>
        Assert.Equal(new SettingsLoader().Load(), new SettingsLoader().AddFile("/no/such/ovstop.json", required: false).Load());

    [Fact]
    public void A_folder_is_no_file() =>
        Assert.Equal("/tmp: it is a directory; name another file with --config", Complaint(() => new SettingsLoader().AddFile("/tmp", required: true)));

    [Fact]
    public void Files_are_looked_for_where_XDG_says()
    {
        using var home = new EnvironmentVariable("XDG_CONFIG_HOME", "/home/ann/conf");
        Assert.Equal(["/etc/ovstop/ovstop.json", "/home/ann/conf/ovstop/ovstop.json"], SettingsLoader.DefaultFiles);
    }

    [Theory]
    [InlineData("", "/home/ann", "/home/ann/.config/ovstop/ovstop.json")]
    [InlineData("", "/proc/nonexistent", "/proc/nonexistent/.config/ovstop/ovstop.json")]
    [InlineData("conf", "/home/ann", null)]
    [InlineData("", "ann", null)]
    public void No_file_is_looked_for_where_the_program_was_started(string config, string user, string? expected)
    {
        using var xdg = new EnvironmentVariable("XDG_CONFIG_HOME", config);
        using var home = new EnvironmentVariable("HOME", user);
        Assert.Equal(expected, SettingsLoader.DefaultFiles.Skip(1).SingleOrDefault());
    }

    private static string Complaint(SettingsLoader loader) => Complaint(() => loader.Load());

    private static string Complaint(Func<object> load) => Assert.Throws<SettingsException>(load).Message;
}

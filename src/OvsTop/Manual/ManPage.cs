using System.CommandLine;
using System.Reflection;
using OvsTop.Model.Filters.Fields;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Settings;
using Command = System.CommandLine.Command;

namespace OvsTop.Manual;

/// <summary>The man page, made from the tables that the program itself runs on: commands, options, views, keys, fields of filters, settings.</summary>
internal static class ManPage
{
    private const string Name = "ovstop";

    private static readonly (string Command, string Remark)[] Examples =
    [
        ("ovstop demo", "A recorded incident to learn the views on; needs no Open vSwitch and no root."),
        ("ovstop --filter 'tcp,tp_dst=80'", "Watch this host's switch and show matching packets only, beside the counts of all."),
        ("ovstop record -o incident.ovscap --for 60s", "Record a minute; see it with ovstop replay, or sum it up with ovstop report."),
        ("ssh host ovstop record -o - | ovstop replay -", "Watch a switch elsewhere."),
        ("ovstop trace 'icmp' --count 3", "The way of three packets through the OpenFlow tables, as they really went it."),
        ("ovstop batch --format prometheus -o /var/lib/node_exporter/ovstop.prom", "Metrics for a node exporter."),
    ];

    private static readonly (string Code, string Meaning)[] ExitCodes =
    [
        ("0", "Done."),
        ("1", "The work failed, or nothing matched."),
        ("2", "The command line or a settings file is wrong; one line says what, where and what is allowed."),
        ("3", "No daemon, no probes or no permission; ovstop check says what is missing."),
        ("128+N", "Ended by signal N; 130 by Ctrl\u2010C."),
    ];

    /// <summary>The page in the man macros.</summary>
    public static string Write(RootCommand root)
    {
        var page = new Roff().Title(Name, 8, $"{Name} {Version}", "Open vSwitch");
        page.Section("NAME").Text($"{Name} - {root.Description!.Split(". ")[0]}");
        page.Section("SYNOPSIS");
        foreach (var command in Commands(root))
        {
            page.Paragraph(Synopsis(command));
        }

        page.Section("DESCRIPTION").Text(
            "A packet without a cached flow becomes an upcall to ovs-vswitchd, whose handler threads translate it, put a flow into the datapath and execute the packet; "
            + "revalidator threads later keep, modify or delete those flows. ovstop counts all of that with BPF programs on the probes of the daemon and of the kernel. It only looks; it never changes the switch.");
        page.Section("OPTIONS");
        Options(page, root);
        page.Section("COMMANDS");
        foreach (var command in Commands(root).Skip(1))
        {
            page.Subsection(Synopsis(command)).Text(command.Description!);
            foreach (var argument in command.Arguments)
            {
                page.Item(argument.Name, argument.Description ?? "");
            }

            Options(page, command);
        }

        page.Section("VIEWS");
        foreach (var view in Views.All)
        {
            page.Item($"{view.Key} {view.Title}", $"--view {view.Name}");
        }

        Keys(page.Section("KEYS"), KeyTable.Default.Lines);
        page.Subsection("Over a recording");
        Keys(page, KeyTable.Recording.Lines.Where(line => line.Action.Scope is KeyScope.Recording));
        page.Section("FILTERS").Text(
            "A filter is a match as ovs-ofctl(8) writes it (tcp,nw_src=10.0.0.0/8), comparisons (tp_dst >= 1024, in_port in {p1, p2}) joined by and, or, not and parentheses, "
            + "a pasted datapath flow, or @name for a saved one. ovstop filter EXPR says what it means. Fields:");
        foreach (var field in FilterFields.All)
        {
            page.Item(field.Name, field.Help);
        }

        page.Section("SETTINGS").Text(
            "Read in this order, each over the one before: built in, " + string.Join(", ", SettingFiles) + ", --config FILE, environment variables (OVSTOP_interval, OVSTOP_details__perSecond), options. "
            + "ovstop config prints the values in effect and where each comes from.");
        foreach (var (key, rule) in SettingKeys.All)
        {
            page.Item(SettingKeys.Display(key), $"{SettingDocs.All.GetValueOrDefault(key)} Allowed: {rule.Allowed}.".TrimStart());
        }

        page.Item($"{SettingKeys.Keys}.ACTION", SettingDocs.All[SettingKeys.Keys]);
        page.Item($"{SettingKeys.Filters}.NAME", SettingDocs.All[SettingKeys.Filters]);
        page.Section("EXIT STATUS");
        foreach (var (code, meaning) in ExitCodes)
        {
            page.Item(code, meaning);
        }

        page.Section("EXAMPLES");
        foreach (var (command, remark) in Examples)
        {
            page.Example(command, remark);
        }

        return page.Section("SEE ALSO").Text("ovs-vswitchd(8), ovs-appctl(8), ovs-dpctl(8), ovs-ofctl(8), ovs-fields(7), top(1)").ToString();
    }

    private static string Version => typeof(ManPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static IEnumerable<string> SettingFiles => ["/etc/ovstop/ovstop.json", "$XDG_CONFIG_HOME/ovstop/ovstop.json"];

    private static IEnumerable<Command> Commands(RootCommand root) => root.Subcommands.Where(command => !command.Hidden).Prepend(root);

    private static string Synopsis(Command command) =>
        string.Join(' ', ((string[])[Name, command is RootCommand ? "" : command.Name, .. command.Arguments.Select(a => a.Name), "[options]"]).Where(word => word.Length > 0));

    private static void Options(Roff page, Command command)
    {
        foreach (var option in command.Options.Where(option => !option.Hidden))
        {
            string value = option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? "" : $" {option.HelpName ?? option.Name.TrimStart('-')}";
            page.Item(string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-')).Prepend(option.Name)) + value, option.Description ?? "");
        }
    }

    private static void Keys(Roff page, IEnumerable<KeyLine> lines)
    {
        foreach (var line in lines)
        {
            page.Item(line.Label, $"{line.Action.Help} ({line.Action.Name})");
        }
    }
}

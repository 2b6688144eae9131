using System.Text.RegularExpressions;
using OvsTop.EndToEnd.Tests.Running;

namespace OvsTop.EndToEnd.Tests;

/// <summary>What shells and readers of manuals get: completion, the man page, the settings in effect.</summary>
public sealed class ShellTests
{
    [Theory]
    [InlineData("bash", "complete -o default")]
    [InlineData("zsh", "#compdef ovstop")]
    [InlineData("fish", "complete -c ovstop")]
    public void Every_shell_has_its_script(string shell, string part) => Assert.Contains(part, OvsTopProgram.Run("completion", shell).AssertDone().Out, StringComparison.Ordinal);

    [Fact]
    public void Proposals_have_descriptions() =>
        Assert.Contains("nw_src\tIPv4 source", OvsTopProgram.Run("complete", "--", "filter", "nw_sr").AssertDone().Lines);

    [Fact]
    public void A_shell_that_is_not_known_is_refused() => OvsTopProgram.Run("completion", "tcsh").AssertRefused(2, "SHELL is 'tcsh', allowed is bash or zsh or fish");

    [Fact]
    public void The_man_page_names_every_command_option_and_setting_and_has_known_macros_only()
    {
        string page = OvsTopProgram.Run("man").AssertDone().Out;
        string text = page.Replace("\\-", "-", StringComparison.Ordinal);
        string help = OvsTopProgram.Run("--help").AssertDone().Out;
        foreach (Match name in Regex.Matches(help, "^  (-?-?[a-z][a-z-]+)", RegexOptions.Multiline))
        {
            Assert.Contains(name.Groups[1].Value, text, StringComparison.Ordinal);
        }

        foreach (var setting in Json.Parse(OvsTopProgram.Run("config", "--json").AssertDone().Out).EnumerateObject())
        {
            Assert.Contains(setting.Name, text, StringComparison.Ordinal);
        }

        string[] macros = [".TH", ".ad", ".SH", ".SS", ".PP", ".TP", ".B", ".br"];
        Assert.All(page.Split('\n').Where(line => line.StartsWith('.') || line.StartsWith('\'')), line => Assert.Contains(line.Split(' ')[0], macros));
    }

    [Fact]
    public void Settings_in_effect_are_told_with_their_origin()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("mine.json", """{ "theme": "light" }""");
        string[] lines = OvsTopProgram.RunWith(new Dictionary<string, string> { ["OVSTOP_view"] = "latency" }, "config", "--config", file, "--interval", "3s").AssertDone().Lines;
        Assert.Contains(lines, line => Regex.IsMatch(line, "^interval +3s +--interval$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, "^view +latency +OVSTOP_view$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, $"^theme +light +{Regex.Escape(file)}$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, "^churnSeconds +5 +built-in ovstop.json$"));
    }

    [Fact]
    public void The_built_in_file_is_a_settings_file()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("mine.json", OvsTopProgram.Run("config", "--default").AssertDone().Out);
        Assert.Contains(OvsTopProgram.Run("config", "--config", file).AssertDone().Lines, line => line.EndsWith(file, StringComparison.Ordinal));
        OvsTopProgram.Run("config", "--default", "--schema").AssertRefused(2, "one too many");
    }
}

using OvsTop.EndToEnd.Tests.Running;

namespace OvsTop.EndToEnd.Tests;

/// <summary>Every mistake on the command line is told in one line and ends with exit code 2.</summary>
public sealed class BadArgumentTests
{
    private static readonly string Capture = Captures.PathOf("ct2-one");

    [Theory]
    [InlineData("nonsense", "'nonsense'")]
    [InlineData("--nonsense", "'--nonsense'")]
    [InlineData("demo --nonsense", "'--nonsense'")]
    [InlineData("report", "FILE")]
    [InlineData("report a b", "'b'")]
    [InlineData("--interval", "--interval")]
    [InlineData("batch --interval banana", "--interval: interval is 'banana', allowed is a time from 100ms to 60s")]
    [InlineData("batch --interval 99ms", "allowed is a time from 100ms to 60s")]
    [InlineData("demo --interval 61s", "allowed is a time from 100ms to 60s")]
    [InlineData("batch -n 0", "--count is '0', allowed is a number of 1 or more")]
    [InlineData("batch -n -1", "--count is '-1', allowed is a number of 1 or more")]
    [InlineData("batch -n x", "--count is 'x', allowed is a number of 1 or more")]
    [InlineData("batch -n 99999999999", "--count is '99999999999', allowed is a number of 1 or more")]
    [InlineData("--pid abc", "--pid is 'abc', allowed is a number of 1 or more")]
    [InlineData("check --pid -5", "--pid is '-5', allowed is a number of 1 or more")]
    [InlineData("replay x --speed 0", "--speed is '0', allowed is a number from 0.1 to 100")]
    [InlineData("replay x --speed fast", "--speed is 'fast', allowed is a number from 0.1 to 100")]
    [InlineData("replay x --start soon", "--start is 'soon', allowed is 1:30, 90s, 2m")]
    [InlineData("replay - --loop", "--loop needs a file")]
    [InlineData("replay - --follow", "--follow needs a file")]
    [InlineData("replay x --follow --loop", "--loop and --follow exclude each other")]
    [InlineData("report x --format xml", "--format is 'xml', allowed is text or json")]
    [InlineData("batch --details many", "--details: details.perSecond is 'many'")]
    [InlineData("batch --ring-bytes 1", "--ring-bytes: details.ringBytes is '1'")]
    [InlineData("demo --view nosuch", "--view: view is 'nosuch', allowed is one of overview upcalls latency revalidator talkers flows traces mainloop")]
    [InlineData("demo --theme nosuch", "unknown theme 'nosuch', known are auto, colour-blind, dark")]
    [InlineData("demo --theme /no/such.json", "cannot read theme /no/such.json")]
    [InlineData("demo --host curses", "--host is 'curses', allowed is ansi or terminal-gui")]
    [InlineData("demo --host terminal-gui", "--host terminal-gui: built without Terminal.Gui: build with -p:TerminalGui=true")]
    [InlineData("demo --config /no/such.json", "/no/such.json: no such file")]
    public void A_mistake_is_told_in_one_line(string arguments, string complaint) =>
        OvsTopProgram.Run(arguments.Split(' ')).AssertRefused(2, complaint);

    [Fact]
    public void A_settings_file_with_an_unknown_key_is_refused_with_key_and_file()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("mine.json", """{ "colour": "red" }""");
        OvsTopProgram.Run("batch", "--from", Capture, "--config", file).AssertRefused(2, $"{file}: unknown key colour");
    }

    [Fact]
    public void A_settings_file_that_is_no_JSON_is_refused_with_file_and_line()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("mine.json", "{\n  \"interval\": 1s\n}\n");
        OvsTopProgram.Run("batch", "--from", Capture, "--config", file).AssertRefused(2, $"{file} line 2: not JSON");
    }

    [Fact]
    public void A_wrong_value_in_the_users_own_file_is_refused_with_key_and_file()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("ovstop"));
        string file = folder.Write("ovstop/ovstop.json", """{ "details": { "packetBytes": 1000 } }""");
        OvsTopProgram.RunWith(new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = folder.Path }, "batch", "--from", Capture)
            .AssertRefused(2, $"{file}: details.packetBytes is '1000', allowed is a number from 0 to 256");
    }

    [Fact]
    public void A_wrong_variable_is_refused() =>
        OvsTopProgram.RunWith(new Dictionary<string, string> { ["OVSTOP_interval"] = "never" }, "batch", "--from", Capture)
            .AssertRefused(2, "environment: interval is 'never'");

    [Fact]
    public void What_was_given_is_repeated_without_control_characters() =>
        OvsTopProgram.RunWith(new Dictionary<string, string> { ["OVSTOP_theme"] = "x\e[31m" }, "demo").AssertRefused(2, "unknown theme 'x?[31m'");

    [Fact]
    public void A_theme_file_with_a_mistake_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("mine.json", """{ "text": "no such colour" }""");
        OvsTopProgram.Run("demo", "--theme", file).AssertRefused(2, file);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("replay")]
    public void A_screen_needs_a_terminal(string command) =>
        OvsTopProgram.Run(command == "demo" ? [command] : [command, Capture]).AssertRefused(2, "standard output is not a terminal: use 'ovstop batch'");

    [Theory]
    [InlineData("--help")]
    [InlineData("batch --help")]
    [InlineData("--version")]
    public void Asking_for_help_is_no_mistake(string arguments) => Assert.NotEmpty(OvsTopProgram.Run(arguments.Split(' ')).AssertDone().Out);
}

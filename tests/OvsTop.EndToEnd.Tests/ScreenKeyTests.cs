using System.Globalization;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>The screen in a real terminal, over the demo.</summary>
public sealed class ScreenKeyTests
{
    [TmuxTheory]
    [InlineData(80, 24)]
    [InlineData(120, 35)]
    [InlineData(200, 50)]
    public void The_demo_opens_with_the_overview(int width, int height)
    {
        using var terminal = TmuxSession.Start(width, height, "demo", "--interval", "200ms");
        string screen = terminal.WaitFor("● demo every 200 ms", "details lost 0 · counts exact", "handler1", "? help  q quit");
        Assert.True(ScreenText.Shows(screen, "1"), screen);
        Assert.True(terminal.OnAlternateScreen);
        Assert.False(terminal.CursorVisible);
        string[] rows = ScreenText.Rows(screen);
        Assert.Equal(height, rows.Length);
        Assert.StartsWith(" ovstop  ", rows[0], StringComparison.Ordinal);
        Assert.StartsWith(width < 150 ? " 1 Overview  2  3  4  5  6  7  8 " : " 1 Overview  2 Upcalls  3 Latency  4 Revalidator  5 Talkers  6 Flows  7 Traces  8 Main loop", rows[^1], StringComparison.Ordinal);
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
        Assert.Equal("", terminal.Error);
    }

    [TmuxFact]
    public void Keys_show_the_views()
    {
        using var terminal = TmuxSession.Start(120, 35, "demo");
        terminal.WaitFor("handler1");
        foreach (string view in (string[])["2", "3", "4", "5", "6", "7", "8"])
        {
            terminal.Press(view);
            terminal.WaitForView(view);
        }

        terminal.Press("1");
        terminal.WaitForView("1");
        // There is no ninth: what follows goes on from the first.
        terminal.Press("9", "Tab");
        terminal.WaitForView("2");
    }

    [TmuxFact]
    public void Tab_goes_round_the_views_and_shift_tab_back()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("handler1");
        foreach (string view in (string[])["2", "3", "4", "5", "6", "7", "8", "1"])
        {
            terminal.Press("Tab");
            terminal.WaitForView(view);
        }

        foreach (string view in (string[])["8", "7"])
        {
            terminal.Press("BTab");
            terminal.WaitForView(view);
        }
    }

    [TmuxFact]
    public void The_first_view_can_be_chosen()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo", "--view", "revalidator");
        terminal.WaitForView("4");
    }

    [TmuxFact]
    public void Space_stops_the_numbers_until_the_next_one()
    {
        using var terminal = TmuxSession.Start(120, 35, "demo", "--interval", "200ms");
        terminal.WaitFor("handler1", "● demo", " of 1:");
        terminal.Press("Space");
        string paused = terminal.WaitFor("‖ paused every 200 ms");

        // Five intervals: a screen that goes on has changed by then, one that stands still never does.
        Thread.Sleep(1000);
        Assert.Equal(paused, terminal.Screen);
        terminal.Press("Space");
        terminal.WaitUntil(screen => screen.Contains("● demo", StringComparison.Ordinal) && Time(screen) != Time(paused), "numbers that go on");
    }

    [TmuxFact]
    public void Plus_and_minus_change_the_interval()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("every 1 s");
        terminal.Press("-");
        terminal.WaitFor("every 500 ms");
        terminal.Press("-");
        terminal.WaitFor("every 250 ms");
        terminal.Press("+", "+", "+");
        terminal.WaitFor("every 2 s");
    }

    [TmuxFact]
    public void The_help_opens_and_escape_closes_it_without_leaving()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("handler1");
        terminal.Press("?");
        terminal.WaitFor("─ Keys ", "show Revalidator");
        terminal.Press("Escape");
        terminal.WaitUntil(screen => !screen.Contains("─ Keys ", StringComparison.Ordinal), "the help to close");
        terminal.Press("2");
        terminal.WaitForView("2");
    }

    [TmuxFact]
    public void What_is_searched_for_in_the_help_runs()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("handler1");
        terminal.Press("?");
        terminal.Type("show rev");
        terminal.WaitForView("4");
    }

    [TmuxFact]
    public void The_command_line_completes_and_runs()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("handler1");
        terminal.Press(":", "l", "a", "t", "Tab");
        terminal.WaitFor(":latency", "show Latency");
        terminal.Press("Enter");
        terminal.WaitForView("3");
    }

    [TmuxFact]
    public void Keys_are_those_of_the_settings()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("ovstop.json", """{ "keys": { "pause": "F5", "quit": "Ctrl-X" } }""");
        using var terminal = TmuxSession.Start(80, 24, "demo", "--config", file);
        terminal.WaitFor("handler1", "F5 pause", "Ctrl-X quit");
        terminal.Press("F5");
        terminal.WaitFor("‖ paused");
        terminal.Press("q", "C-x");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void A_view_is_written_to_a_new_file_as_it_is_on_the_screen()
    {
        using var terminal = TmuxSession.Start(120, 35, "demo", "--view", "upcalls", "--interval", "200ms");
        terminal.WaitFor("handler1", " of 1:");
        terminal.Press("Space");
        terminal.WaitFor("‖ paused");
        terminal.Press("s");
        terminal.WaitFor("snapshot ./ovstop-upcalls-");
        terminal.Press("Enter");
        string[] shown = ScreenText.Rows(terminal.WaitFor("written: ./ovstop-upcalls-"));
        string file = Assert.Single(Directory.GetFiles(terminal.Folder, "*.txt"));
        string time = Path.GetFileNameWithoutExtension(file)["ovstop-upcalls-".Length..];
        Assert.True(DateTime.TryParseExact(time, "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), time);
        Assert.Equal(shown[..^1], ScreenText.Rows(File.ReadAllText(file))[..^1]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [TmuxFact]
    public void A_picture_is_written_where_the_name_asks_for_one()
    {
        using var terminal = TmuxSession.Start(120, 35, "demo", "--interval", "200ms");
        terminal.WaitFor("handler1");
        terminal.Press(":");
        terminal.WaitFor("Esc closes");
        terminal.Type("snapshot now.svg");
        terminal.WaitFor("written: now.svg");
        Assert.Contains("handler1", File.ReadAllText(Path.Combine(terminal.Folder, "now.svg")), StringComparison.Ordinal);
        terminal.Press(":");
        terminal.WaitFor("Esc closes");
        terminal.Type("snapshot now.png");
        terminal.WaitFor("the name ends in none of txt, ans, svg, html, json, csv");
    }

    [TmuxFact]
    public void A_file_that_cannot_be_written_is_told_on_the_screen()
    {
        using var terminal = TmuxSession.StartWith(80, 24, ["OVSTOP_snapshotFolder=/no/such/folder"], "demo");
        terminal.WaitFor("handler1");
        terminal.Press("s");
        terminal.WaitFor("snapshot /no/such/folder/ovstop-overview-");
        terminal.Press("Enter");
        terminal.WaitFor("no such directory");
        terminal.Press("Escape");
        terminal.WaitFor("q quit");
        terminal.Press("2");
        terminal.WaitForView("2");
    }

    [TmuxFact]
    public void A_terminal_too_small_says_so_and_recovers_when_enlarged()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo");
        terminal.WaitFor("handler1");
        terminal.Resize(40, 10);
        terminal.WaitFor("─ 2 Upcalls", "total", "q quit");
        terminal.Resize(39, 10);
        string screen = terminal.WaitFor("need 40x10, q quits");
        Assert.Single(ScreenText.Rows(screen), row => row.Length > 0);
        terminal.Resize(120, 35);
        string[] rows = ScreenText.Rows(terminal.WaitFor("handler1", "q quit"));
        Assert.Equal(35, rows.Length);
        terminal.Resize(30, 8);
        terminal.WaitFor("need 40x10, q quits");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void A_storm_of_resizes_leaves_a_whole_screen()
    {
        using var terminal = TmuxSession.Start(120, 35, "demo");
        terminal.WaitFor("handler1");
        for (int i = 0; i < 40; i++)
        {
            terminal.Resize(40 + i * 7 % 160, 10 + i * 3 % 40);
        }

        terminal.Resize(100, 30);
        string[] rows = ScreenText.Rows(terminal.WaitUntil(screen => ScreenText.Rows(screen) is { Length: 30 } now && now[^1].EndsWith("q quit", StringComparison.Ordinal), "a screen of the last size"));
        Assert.StartsWith(" ovstop  ", rows[0], StringComparison.Ordinal);
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void A_click_opens_a_view_and_the_wheel_scrolls_when_the_mouse_is_asked_for()
    {
        using var terminal = TmuxSession.Start(120, 35, "demo", "--mouse");
        terminal.WaitFor("handler1");
        terminal.Send("\e[<0;14;35M");
        terminal.WaitForView("2");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [TmuxFact]
    public void Colours_and_ascii_are_what_is_asked_for()
    {
        using var terminal = TmuxSession.Start(80, 24, "demo", "--color", "none", "--ascii");
        string screen = terminal.WaitFor("handler1");
        Assert.All(screen, c => Assert.InRange(c, '\n', '~'));
        Assert.DoesNotMatch("\e\\[([0-9;]*;)?(3[0-8]|4[0-8]|9[0-7])[;m]", terminal.ColouredScreen);
    }

    [TmuxFact]
    public void A_filter_can_be_pasted()
    {
        using var terminal = TmuxSession.Start(120, 35, "demo");
        terminal.WaitFor("handler1");
        terminal.Press("/");
        terminal.WaitFor("Enter apply");
        terminal.Send("\e[200~udp\nand not arp\e[201~");
        terminal.WaitFor("/ udp and not arp");
        terminal.Press("Enter");
        terminal.WaitFor("filter udp and not arp");
    }

    [TmuxFact]
    public void Themes_have_the_colours_of_their_files()
    {
        using var dark = TmuxSession.Start(80, 24, "demo");
        using var light = TmuxSession.Start(80, 24, "demo", "--theme", "light");
        using var folder = new TemporaryFolder();
        string file = folder.Write("mine.json", File.ReadAllText(RepositoryRoot.Combine("themes", "dark.json")).Replace("#e8ecf2", "#123456", StringComparison.Ordinal));
        using var mine = TmuxSession.Start(80, 24, "demo", "--theme", file);
        foreach (var (terminal, title) in new[] { (dark, "38;2;232;236;242"), (light, "38;2;17;22;29"), (mine, "38;2;18;52;86") })
        {
            terminal.WaitFor("handler1");
            Assert.Contains(title, terminal.ColouredScreen, StringComparison.Ordinal);
        }
    }

    /// <summary>The time of the numbers, at the end of the first row.</summary>
    private static string Time(string screen) => ScreenText.Rows(screen)[0][^8..];
}

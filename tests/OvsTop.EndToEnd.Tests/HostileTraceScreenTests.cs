using System.Globalization;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>View 7 beside a daemon whose control socket answers ofproto/trace with anything: packets stay readable, a line says what is wrong, no byte of it commands the terminal.</summary>
[Collection(LiveCollection.Name)]
public sealed class HostileTraceScreenTests
{
    private const string Poison = "\u001b]0;owned\u0007\u001b[5;7m\u009b31m\u202egnp.exe\u2066";

    private static readonly string[] Forbidden = ["\u001b]0;owned", "\u0007", "\u001b[5;7m", "\u009b", "\u202e", "\u2066"];

    private static readonly byte[] Junk = [.. Enumerable.Repeat((byte)'x', 1 << 20)];

    [LiveFact]
    public Task One_that_never_answers() => Survive(request => Task.Delay(Timeout.Infinite, request.Stopped), requests: 1, "no answer to ofproto/trace");

    [LiveFact]
    public Task One_that_answers_half() => Survive(
        async request =>
        {
            await request.Send($"{{\"id\":{request.Id},\"result\":\"Flow: {Escaped(Poison)}");
            request.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Both);
        },
        requests: 1, "closed the connection");

    [LiveFact]
    public Task One_that_answers_with_control_characters_instead_of_JSON() => Survive(request => request.Send(Poison + "}{"), requests: 1, "is not understood");

    [LiveFact]
    public Task One_whose_trace_is_full_of_control_characters() => Survive(
        request => request.Result(
            $"Flow: {Poison}\n\nbridge(\"{Poison}\")\n-----\n 0. {Poison}, priority 5, cookie 0x5\n    output:{Poison}\n     >> {Poison}\n\nFinal flow: {Poison}\nMegaflow: {Poison}\nDatapath actions: {Poison}"),
        requests: 1, "✗ different", "gnp.exe");

    [LiveFact]
    public Task One_whose_errors_are_full_of_control_characters() => Survive(
        request => request.Send($"{{\"id\":{request.Id},\"error\":\"{Escaped(Poison)}\\n{Escaped(Poison)}\"}}"), requests: 1, "not replayed:", "gnp.exe");

    [LiveFact]
    public Task One_that_answers_with_a_hundred_megabytes() => Survive(
        async request =>
        {
            await request.Send($"{{\"id\":{request.Id},\"result\":\"");
            for (int i = 0; i < 100; i++)
            {
                await request.Send(Junk);
            }

            await request.Send("\",\"error\":null}");
        },
        requests: 2, "is longer than");

    /// <summary>The list and a packet's tree, when the daemon was asked that often. It has sent a few packets and then no more, so that each gets its turn.</summary>
    private static async Task Survive(Func<ControlSocket.Request, Task> trace, int requests, params string[] said)
    {
        const long MostGrowth = 100 << 20;
        using var folder = new TemporaryFolder();
        using var vswitchd = VswitchdDouble.Start(
            "--handlers 1 --revalidators 0 --rate 4 --for 1 --seed 51 --action 0 --duplicate 0 --no-put 0 --settle-ms 1000 --linger-ms 600000", folder.Path);
        await using var daemon = new ControlSocket(folder.Combine($"ovs-vswitchd.{vswitchd.Pid}.ctl"), trace);
        using var terminal = TmuxSession.Start(160, 40, "--pid", $"{vswitchd.Pid}", "--view", "traces");
        terminal.Record();
        terminal.WaitFor("7 Traces", "● live", " R0 ");
        terminal.Press("C-l");
        await Until(() => daemon.Traces > 0);
        long before = ResidentBytes(terminal.Pid);
        await Until(() => daemon.Traces >= requests);
        await Until(() => terminal.Screen is var screen && said.All(words => screen.Contains(words, StringComparison.Ordinal)));

        terminal.Press("j");
        terminal.WaitFor("held, ");
        terminal.Press("g");
        terminal.WaitUntil(screen => !screen.Contains("held, ", StringComparison.Ordinal), "the newest packet again");
        terminal.Press("j", "Enter");
        terminal.WaitFor("held, ", "▾ R0", " dp ", "translate ≤");
        terminal.Press("Enter");
        terminal.WaitFor("▸ R0");
        Assert.InRange(ResidentBytes(terminal.Pid) - before, long.MinValue, MostGrowth);
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
        string written = terminal.Recorded;
        Assert.Contains("Traces", written, StringComparison.Ordinal);
        Assert.All(Forbidden, bytes => Assert.DoesNotContain(bytes, written, StringComparison.Ordinal));
        Assert.All(Forbidden, bytes => Assert.DoesNotContain(bytes, terminal.Error, StringComparison.Ordinal));
    }

    /// <summary>A slow answer costs a pause of fifty times as long, and on a busy machine the first answers are slow.</summary>
    private static Task Until(Func<bool> condition) => Eventually.Until(condition, TimeSpan.FromMinutes(2));

    private static string Escaped(string text) => string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : $"{c}"));

    private static long ResidentBytes(int pid)
    {
        string line = File.ReadLines($"/proc/{pid}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) << 10;
    }
}

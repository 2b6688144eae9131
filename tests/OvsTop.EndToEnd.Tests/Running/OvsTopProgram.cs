using System.Diagnostics;

namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>The built program, run as a process with its output redirected and without the settings of this machine.</summary>
internal static class OvsTopProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The program beside the tests.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "ovstop");

    /// <summary>Runs it to its end.</summary>
    public static ProgramResult Run(params string[] arguments) => RunAs(Path, arguments);

    /// <summary>Runs it with something on standard input.</summary>
    public static ProgramResult RunWithInput(byte[] input, params string[] arguments) => Complete(Start(Path, arguments), input);

    /// <summary>Runs it with variables set.</summary>
    public static ProgramResult RunWith(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Complete(Start(Path, arguments, environment), []);

    /// <summary>Runs it by way of another program, as <c>setpriv</c> or <c>sh</c>.</summary>
    public static ProgramResult RunAs(string program, params string[] arguments) => Complete(Start(program, arguments), []);

    /// <summary>Starts it; the caller ends it.</summary>
    public static Process Start(params string[] arguments) => Start(Path, arguments);

    /// <summary>Waits for its end.</summary>
    public static ProgramResult Complete(Process process, byte[] input)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            try
            {
                process.StandardInput.BaseStream.Write(input);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It does not want to read to the end; what it says about that is in the result.
            }

            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} still runs after {Limit}");
            }

            return new ProgramResult(process.ExitCode, output.Result, error.Result);
        }
    }

    /// <summary>
    /// Takes the settings of whoever runs the tests out of the environment of a process. On a machine busy with tests nothing is to be given up for
    /// its cost; a test of that says so with --max-overhead.
    /// </summary>
    public static void RemoveSettings(ProcessStartInfo start)
    {
        foreach (string variable in start.Environment.Keys.Where(k => k.StartsWith("OVSTOP_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["OVSTOP_maxOverheadPercent"] = "1000";
    }

    private static Process Start(string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // Who runs the tests in the background has them ignore interrupts, and so would the program.
        var start = new ProcessStartInfo("env", ["--default-signal=HUP,INT,QUIT", program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_CONFIG_HOME"] = "/proc/nonexistent";
        start.Environment["TERM"] = "xterm-256color";
        RemoveSettings(start);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }
}

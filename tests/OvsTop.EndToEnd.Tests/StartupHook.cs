using System.Runtime.InteropServices;

/// <summary>
/// Brings the real program where no input can: with DOTNET_STARTUP_HOOKS naming this assembly, the runtime calls <see cref="Initialize"/> before
/// Main. A thread then throws as soon as the file "fail-now" is in the working directory; and SIGCONT keeps the runtime's signal thread busy until
/// the program has long gone on, and the file "continued" is there.
/// </summary>
#pragma warning disable CA1050 // The runtime looks for it outside of any namespace.
public static class StartupHook
#pragma warning restore CA1050
{
    public const string Cue = "fail-now";

    public const string Continued = "continued";

    private static PosixSignalRegistration? _continue;

    public static void Initialize()
    {
        new Thread(Fail) { IsBackground = true }.Start();
        _continue = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ =>
        {
            Thread.Sleep(300);
            File.WriteAllText(Continued, "");
        });
    }

    private static void Fail()
    {
        while (!File.Exists(Cue))
        {
            Thread.Sleep(20);
        }

        throw new InvalidOperationException("a mistake nobody has thought of");
    }
}

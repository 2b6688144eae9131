/// <summary>
/// Makes the real program fail where no input can: with DOTNET_STARTUP_HOOKS naming this assembly, the runtime calls
/// <see cref="Initialize"/> before Main; a thread then throws as soon as the file "fail-now" is in the working directory.
/// </summary>
#pragma warning disable CA1050 // The runtime looks for it outside of any namespace.
public static class StartupHook
#pragma warning restore CA1050
{
    public const string Cue = "fail-now";

    public static void Initialize() => new Thread(Fail) { IsBackground = true }.Start();

    private static void Fail()
    {
        while (!File.Exists(Cue))
        {
            Thread.Sleep(20);
        }

        throw new InvalidOperationException("a mistake nobody has thought of");
    }
}

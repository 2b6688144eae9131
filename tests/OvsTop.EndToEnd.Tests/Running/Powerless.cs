namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>
/// The program without any capability, as every user but root runs it. The user stays the same, who can reach the checkout wherever it is.
/// The caller is root.
/// </summary>
internal static class Powerless
{
    public static ProgramResult Run(params string[] arguments) => RunWithout("-all", arguments);

    /// <summary>Runs it without some capabilities.</summary>
    /// <param name="capabilities">As setpriv takes them: <c>-cap_39,-sys_admin</c>.</param>
    /// <param name="arguments">Arguments of the program.</param>
    public static ProgramResult RunWithout(string capabilities, params string[] arguments) =>
        OvsTopProgram.RunAs("setpriv", [$"--bounding-set={capabilities}", "--", OvsTopProgram.Path, .. arguments]);
}

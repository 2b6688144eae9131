namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>The program as a user who may nothing. The caller is root.</summary>
internal static class Nobody
{
    private const string Uid = "65534";

    /// <summary>Runs it without any capability.</summary>
    public static ProgramResult Run(params string[] arguments) =>
        OvsTopProgram.RunAs("setpriv", [$"--reuid={Uid}", $"--regid={Uid}", "--clear-groups", "--inh-caps=-all", "--", OvsTopProgram.Path, .. arguments]);
}

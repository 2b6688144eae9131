namespace OvsTop;

/// <summary>
/// The folders of the user, as the XDG base directories say. None where there is neither a variable nor a home: nothing is looked for in whatever folder the
/// program was started in.
/// </summary>
internal static class UserFolders
{
    /// <summary>A file of settings or a folder of themes: $XDG_CONFIG_HOME/ovstop/NAME, or below ~/.config; null without a home.</summary>
    public static string? Config(string name) => Of("XDG_CONFIG_HOME", ".config", name);

    /// <summary>What is kept from run to run: $XDG_STATE_HOME/ovstop/NAME, or below ~/.local/state; null without a home.</summary>
    public static string? State(string name) => Of("XDG_STATE_HOME", Path.Combine(".local", "state"), name);

    private static string? Of(string variable, string below, string name)
    {
        string? folder = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(folder))
        {
            folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), below);
        }

        return Path.IsPathRooted(folder) ? Path.Combine(folder, "ovstop", name) : null;
    }
}

namespace OvsTop;

/// <summary>Where themes are looked for, before the ones built in.</summary>
internal static class ThemeFolders
{
    /// <summary>The user's, the machine's, and the ones beside the program.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. (string[])(UserFolders.Config("themes") is { } own ? [own] : []),
        "/etc/ovstop/themes",
        Path.Combine(AppContext.BaseDirectory, "themes"),
    ];
}

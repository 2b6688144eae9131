using OvsTop.Screen.Themes;
using OvsTop.Settings;
using OvsTop.Tests.Settings;

namespace OvsTop.Tests;

[Collection(EnvironmentVariable.Collection)]
public sealed class ThemeFoldersTests
{
    [Fact]
    public void The_user_comes_before_the_machine_and_that_before_the_program()
    {
        Assert.Equal(3, ThemeFolders.All.Count);
        Assert.EndsWith("/ovstop/themes", ThemeFolders.All[0], StringComparison.Ordinal);
        Assert.Equal("/etc/ovstop/themes", ThemeFolders.All[1]);
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "themes"), ThemeFolders.All[2]);
    }

    [Fact]
    public void The_theme_of_the_built_in_settings_exists() =>
        Assert.Equal("dark", ThemeStore.Load(new SettingsLoader().Load().Theme, ThemeFolders.All).Name);
}

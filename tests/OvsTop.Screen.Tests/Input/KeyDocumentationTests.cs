using OvsTop.Screen.Input;
using OvsTop.Tests.Support;

namespace OvsTop.Screen.Tests.Input;

/// <summary>The table of keys in the README is that of the program; UPDATE_GOLDEN=1 writes it anew.</summary>
public sealed class KeyDocumentationTests
{
    private const string Begin = "<!-- keys -->\n", End = "<!-- end of keys -->";

    [Fact]
    public void The_readme_lists_every_key()
    {
        string path = RepositoryRoot.Combine("README.md"), readme = File.ReadAllText(path);
        int start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = readme.IndexOf(End, StringComparison.Ordinal);
        string table = "| key | action | does |\n| --- | --- | --- |\n" + string.Concat(KeyActions.All.Select(Row));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            readme = readme[..start] + table + readme[end..];
            File.WriteAllText(path, readme);
            end = start + table.Length;
        }

        Assert.Equal(table, readme[start..end]);
    }

    private static string Row(KeyAction action)
    {
        string where = action.Scope is KeyScope.Recording ? "; recordings only" : action.Scope is KeyScope.Live ? "; live" : "";
        return $"| {string.Join(' ', action.Keys.Split(' ').Select(key => $"`{key}`"))} | {action.Name} | {action.Help}{where} |\n";
    }
}

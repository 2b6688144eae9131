using System.Text.RegularExpressions;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>Every picture in the README is what the command in the comment above it makes; UPDATE_GOLDEN=1 makes them anew.</summary>
public sealed partial class PictureTests
{
    [Fact]
    public void Pictures_of_the_readme_show_what_the_program_draws()
    {
        var pictures = Picture().Matches(File.ReadAllText(RepositoryRoot.Combine("README.md")));
        Assert.True(pictures.Count > 1);
        foreach (Match picture in pictures)
        {
            string file = RepositoryRoot.Combine(picture.Groups["file"].Value), command = picture.Groups["command"].Value;
            string drawn = OvsTopProgram.Run([.. command.Split(' '), "--format", "svg"]).AssertDone().Out;
            if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, drawn);
            }

            Assert.True(File.ReadAllText(file) == drawn, $"{file} is not what ovstop {command} draws now; look at both, then UPDATE_GOLDEN=1");
        }
    }

    [GeneratedRegex(@"<!-- ovstop (?<command>[^\n]*?) -->\n!\[[^\]\n]+\]\((?<file>[^)\n]+)\)")]
    private static partial Regex Picture();
}

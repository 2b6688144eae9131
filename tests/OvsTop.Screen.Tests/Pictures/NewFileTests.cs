using OvsTop.Screen.Pictures;

namespace OvsTop.Screen.Tests.Pictures;

public sealed class NewFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-new-").FullName;

    [Fact]
    public void A_new_file_is_its_owners_alone()
    {
        string path = Path.Combine(_folder, "a");
        Assert.Null(NewFile.Write(path, stream => stream.WriteByte(1)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_file_that_is_there_stays()
    {
        string path = Path.Combine(_folder, "a");
        File.WriteAllText(path, "old");
        Assert.Equal("it is there already; give another name", NewFile.Write(path, stream => stream.WriteByte(1)));
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void A_link_is_not_followed_even_where_it_leads_nowhere()
    {
        string path = Path.Combine(_folder, "link"), target = Path.Combine(_folder, "target");
        File.CreateSymbolicLink(path, target);
        Assert.Equal("it is there already; give another name", NewFile.Write(path, stream => stream.WriteByte(1)));
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void What_cannot_be_written_to_its_end_is_not_left_behind()
    {
        string path = Path.Combine(_folder, "a");
        Assert.Equal("no room", NewFile.Write(path, _ => throw new IOException("no room.")));
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("", "it is a directory")]
    [InlineData("/none/x", "no such directory")]
    public void A_bad_place_is_told(string name, string reason) =>
        Assert.Equal(reason, NewFile.Write(_folder + name, stream => stream.WriteByte(1)));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

namespace OvsTop.Tests;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class FilterHistoryFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-history-").FullName;

    private string FilePath => Path.Combine(_folder, "state", "ovstop", "filter-history");

    [Fact]
    public void What_was_added_is_read_again_oldest_first_and_once()
    {
        foreach (string filter in (string[])["tcp", "udp", "nw_src=10.0.0.0/8", "tcp"])
        {
            new FilterHistoryFile(FilePath).Add(filter);
        }

        Assert.Equal(["udp", "nw_src=10.0.0.0/8", "tcp"], new FilterHistoryFile(FilePath).Read());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        Assert.Equal(["filter-history"], Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Select(Path.GetFileName));
    }

    [Fact]
    public void The_last_two_hundred_are_kept()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllLines(FilePath, Enumerable.Range(0, 300).Select(i => $"in_port={i}"));
        var history = new FilterHistoryFile(FilePath);
        history.Add("tcp");
        var lines = File.ReadAllLines(FilePath);
        Assert.Equal((200, "in_port=101", "tcp"), (lines.Length, lines[0], lines[^1]));
    }

    [Fact]
    public void Nothing_fails_where_nothing_can_be_written_or_read()
    {
        string folder = Path.Combine(_folder, "is-a-folder");
        Directory.CreateDirectory(folder);
        foreach (string path in (string[])[folder, "/proc/ovstop/filter-history", Path.Combine(_folder, "file", "below")])
        {
            File.WriteAllText(Path.Combine(_folder, "file"), "");
            var history = new FilterHistoryFile(path);
            history.Add("tcp");
            Assert.Empty(history.Read());
        }
    }

    [Fact]
    public void A_huge_file_is_left_alone()
    {
        string path = Path.Combine(_folder, "huge");
        using (var file = File.Create(path))
        {
            file.SetLength(1L << 30);
        }

        Assert.Empty(new FilterHistoryFile(path).Read());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

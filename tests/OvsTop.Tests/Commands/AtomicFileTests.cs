using OvsTop.Commands;
using OvsTop.Model.Sources;

namespace OvsTop.Tests.Commands;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-atomic-").FullName;

    [Fact]
    public void The_new_text_takes_the_place_of_the_old_and_nothing_else_is_left()
    {
        string path = Path.Combine(_folder, "a.prom");
        var file = new AtomicFile(path);
        file.Write(stream => stream.Write("one"u8));
        file.Write(stream => stream.Write("two"u8));
        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void The_name_that_is_written_to_is_another_each_time_and_hidden()
    {
        var file = new AtomicFile(Path.Combine(_folder, "a.prom"));
        var names = new List<string>();
        file.Write(_ => names.Add(Assert.Single(Directory.GetFiles(_folder))));
        File.Delete(Path.Combine(_folder, "a.prom"));
        file.Write(_ => names.Add(Assert.Single(Directory.GetFiles(_folder))));
        Assert.Distinct(names);
        Assert.All(names, name => Assert.Matches(@"/\.a\.prom\.[0-9a-f]{16}$", name));
    }

    [Fact]
    public void What_cannot_be_written_leaves_the_old_and_nothing_else()
    {
        string path = Path.Combine(_folder, "a.prom");
        File.WriteAllText(path, "old");
        var e = Assert.Throws<SourceException>(() => new AtomicFile(path).Write(_ => throw new IOException("no room.")));
        Assert.Equal($"cannot write {path}: no room", e.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

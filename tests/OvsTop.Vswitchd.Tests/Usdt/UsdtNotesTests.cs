using OvsTop.Model.Sources;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Vswitchd.Tests.Usdt;

public sealed class UsdtNotesTests : IDisposable
{
    private const string Exe = "/usr/sbin/ovs-vswitchd", Library = "/usr/lib/libofproto-3.4.so.0.0.1";
    private readonly FakeProc proc = new();

    public void Dispose() => proc.Dispose();

    [Fact]
    public void Notes_come_from_every_executable_file_once()
    {
        proc.Add(42, maps: $"""
            400000-401000 r--p 00000000 08:01 7 {Exe}
            401000-402000 r-xp 00001000 08:01 7                          {Exe}
            402000-403000 r-xp 00002000 08:01 7                          {Exe}
            7f0000000000-7f0000001000 r-xp 00000000 08:01 8              {Library}
            7f0000001000-7f0000002000 r-xp 00000000 08:01 9              /usr/lib/data.bin
            7f0000002000-7f0000003000 r-xp 00000000 00:00 0
            7fff00000000-7fff00001000 r-xp 00000000 00:00 0              [vdso]

            """);
        Install(Exe, new ElfBuilder().Note("main", "run_start", ElfBuilder.CodeAddress).Build());
        Install(Library, new ElfBuilder().Note("dpif_recv", "recv_upcall", ElfBuilder.CodeAddress + 3, "8@%rdx").Build());
        Install("/usr/lib/data.bin", [1, 2, 3, 4, 5]);

        var scan = UsdtNotes.Read(proc.Finder.Find());

        Assert.Equal([("run_start", Exe, 0x1000UL), ("recv_upcall", Library, 0x1003UL)], scan.Sites.Select(s => (s.Name, s.MappedPath, s.FileOffset)));
        Assert.Equal([$"{proc.Proc}/42/root{Exe}", $"{proc.Proc}/42/root{Library}"], scan.Sites.Select(s => s.FilePath));
        Assert.Equal([Exe, Library], scan.FilesRead);
        Assert.Empty(scan.Problems);
    }

    [Fact]
    public void A_replaced_file_is_read_through_the_mapping_that_still_has_it()
    {
        proc.Add(42, maps: $"401000-402000 r-xp 00001000 08:01 7    {Exe} (deleted)\n");
        Install(Exe, new ElfBuilder().Note("new", "version", ElfBuilder.CodeAddress).Build());
        Install("/old", new ElfBuilder().Note("old", "version", ElfBuilder.CodeAddress).Build());
        File.CreateSymbolicLink($"{proc.Proc}/42/map_files/401000-402000", $"{proc.Proc}/42/root/old");

        var site = Assert.Single(UsdtNotes.Read(proc.Finder.Find()).Sites);

        Assert.Equal("old", site.Provider);
        Assert.Equal($"{proc.Proc}/42/map_files/401000-402000", site.FilePath);
    }

    [Fact]
    public void A_path_that_leads_to_another_file_by_now_is_not_believed()
    {
        proc.Add(42, maps: $"401000-402000 r-xp 00001000 08:01 7    {Exe}\n");
        Install(Exe, new ElfBuilder().Note("other", "mounted_over", ElfBuilder.CodeAddress).Build());
        Install("/old", new ElfBuilder().Note("old", "version", ElfBuilder.CodeAddress).Build());
        File.CreateSymbolicLink($"{proc.Proc}/42/map_files/401000-402000", $"{proc.Proc}/42/root/old");

        Assert.Equal("old", Assert.Single(UsdtNotes.Read(proc.Finder.Find()).Sites).Provider);
    }

    [Fact]
    public void A_deleted_executable_is_read_through_exe_without_map_files()
    {
        using var other = new TemporaryDirectory();
        string exe = other.Combine("ovs-vswitchd");
        File.WriteAllBytes(exe, new ElfBuilder().Note("main", "run_start", ElfBuilder.CodeAddress).Build());
        proc.Add(42, exe: exe, maps: $"401000-402000 r-xp 00001000 08:01 7    {exe} (deleted)\n");

        Assert.Equal($"{proc.Proc}/42/exe", Assert.Single(UsdtNotes.Read(proc.Finder.Find()).Sites).FilePath);
    }

    [Fact]
    public void A_file_that_is_missing_or_damaged_is_a_problem_of_its_own()
    {
        proc.Add(42, maps: $"1000-2000 r-xp 0 08:01 7 /gone\n3000-4000 r-xp 0 08:01 8 /broken\n5000-6000 r-xp 0 08:01 9 {Exe}\n");
        Install("/broken", [.. "\u007fELF\u0002\u0001"u8, 1, 2, 3]);
        Install(Exe, new ElfBuilder().Note("main", "run_start", ElfBuilder.CodeAddress).Build());

        var scan = UsdtNotes.Read(proc.Finder.Find());

        Assert.Equal("run_start", Assert.Single(scan.Sites).Name);
        Assert.Equal([$"/gone: cannot be opened below {proc.Proc}/42; its probes stay unknown", "/broken: ELF header cut after 9 bytes; its probes stay unknown"],
            scan.Problems);
    }

    [Fact]
    public void Notes_of_a_daemon_that_has_ended_are_an_error()
    {
        proc.Add(42);
        var daemon = proc.Finder.Find();
        Directory.Delete(daemon.Directory, recursive: true);

        var error = Assert.Throws<SourceException>(() => UsdtNotes.Read(daemon));

        Assert.StartsWith("ovs-vswitchd 42 has ended", error.Message);
        Assert.Equal(3, error.ExitCode);
    }

    [Fact]
    public void The_real_files_of_this_process_can_be_read()
    {
        var scan = UsdtNotes.Read(new Daemon { Pid = Environment.ProcessId, StartTimeTicks = 0 });

        Assert.Contains(scan.FilesRead, f => f.EndsWith("/libcoreclr.so", StringComparison.Ordinal));
        Assert.Empty(scan.Problems);
        Assert.All(scan.Sites, s => Assert.True(File.Exists(s.FilePath), s.FilePath));
    }

    private void Install(string path, byte[] content)
    {
        string full = $"{proc.Proc}/42/root{path}";
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }
}

using System.Buffers.Binary;
using OvsTop.Vswitchd.Elf;
using OvsTop.Vswitchd.Usdt;

namespace OvsTop.Vswitchd.Tests.Usdt;

public sealed class ElfNotesTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly List<UsdtSite> sites = [];
    private readonly List<string> problems = [];

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_note_gives_its_probe_and_the_file_offset_of_its_code()
    {
        Assert.True(Read(new ElfBuilder()
            .Note("dpif_recv", "recv_upcall", ElfBuilder.CodeAddress + 0x89, "8@%rdx 4@%ecx")
            .Note("main", "run_start", ElfBuilder.CodeAddress)));

        Assert.Equal(["dpif_recv:recv_upcall 1089 8@%rdx 4@%ecx", "main:run_start 1000 "],
            sites.Select(s => $"{s.Provider}:{s.Name} {s.FileOffset:x} {s.Arguments}"));
        Assert.All(sites, s => Assert.Equal(0UL, s.SemaphoreOffset));
        Assert.Empty(problems);
    }

    [Fact]
    public void A_probe_inlined_twice_has_two_sites_with_their_own_arguments()
    {
        Read(new ElfBuilder()
            .Note("revalidate", "flow_result", ElfBuilder.CodeAddress + 1, "8@%r15")
            .Note("revalidate", "flow_result", ElfBuilder.CodeAddress + 9, "8@%r12"));

        var scan = new UsdtScan(sites, [], problems);
        Assert.Equal(["8@%r15", "8@%r12"], scan.Find("revalidate", "flow_result").Select(s => s.Arguments));
        Assert.Empty(scan.Find("revalidate", "other"));
    }

    [Fact]
    public void Prelinked_code_is_found_by_how_far_the_base_moved()
    {
        Read(new ElfBuilder { Base = 0x700010 }
            .Note("p", "up", ElfBuilder.CodeAddress - 0x10, recordedBase: 0x700000, semaphore: ElfBuilder.DataAddress - 0x0e)
            .Note("p", "down", ElfBuilder.CodeAddress + 0x30, recordedBase: 0x700020)
            .Note("p", "no_base", ElfBuilder.CodeAddress + 0x40));

        Assert.Equal([("up", 0x1000UL, 0x2002UL), ("down", 0x1020UL, 0UL), ("no_base", 0x1040UL, 0UL)],
            sites.Select(s => (s.Name, s.FileOffset, s.SemaphoreOffset)));
    }

    [Fact]
    public void Without_a_base_section_addresses_are_taken_as_they_are()
    {
        Read(new ElfBuilder().Note("p", "n", ElfBuilder.CodeAddress + 4, recordedBase: 0x700000));

        Assert.Equal(0x1004UL, Assert.Single(sites).FileOffset);
    }

    [Theory]
    [InlineData(0UL, 0UL, "is outside its code")]
    [InlineData(ElfBuilder.DataAddress, 0UL, "is outside its code")]
    [InlineData(ElfBuilder.CodeAddress + 0x1000, 0UL, "is outside its code")]
    [InlineData(ulong.MaxValue, 0UL, "is outside its code")]
    [InlineData(ElfBuilder.CodeAddress, 0x10UL, "has its semaphore outside the file")]
    public void A_note_that_names_no_code_is_reported_and_the_others_stay(ulong location, ulong semaphore, string reason)
    {
        Read(new ElfBuilder().Note("p", "bad", location, semaphore: semaphore).Note("p", "good", ElfBuilder.CodeAddress));

        Assert.Equal("good", Assert.Single(sites).Name);
        Assert.Contains($"p:bad", Assert.Single(problems));
        Assert.Contains(reason, problems[0]);
    }

    [Fact]
    public void Notes_of_other_owners_are_passed_over()
    {
        Read(new ElfBuilder().Note("p", "gnu", ElfBuilder.CodeAddress, owner: "GNU").Note("p", "type", ElfBuilder.CodeAddress, type: 1)
            .Note("p", "ours", ElfBuilder.CodeAddress));

        Assert.Equal("ours", Assert.Single(sites).Name);
    }

    [Fact]
    public void A_file_without_notes_has_no_probes()
    {
        Assert.True(Read(new ElfBuilder()));
        Assert.Empty(sites);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#!/bin/sh\n")]
    public void A_file_of_another_kind_is_no_elf_file(string content) =>
        Assert.False(Read(System.Text.Encoding.ASCII.GetBytes(content)));

    [Fact]
    public void A_32_bit_file_is_refused()
    {
        var file = new ElfBuilder().Build();
        file[4] = 1;

        Assert.Equal("not a 64-bit little-endian ELF file", Assert.Throws<ElfException>(() => Read(file)).Message);
    }

    [Fact]
    public void A_note_longer_than_its_section_is_refused()
    {
        var builder = new ElfBuilder().Raw(8, 0, 0, 0, 0xf0, 0xff, 0xff, 0xff, 3, 0, 0, 0);

        Assert.Contains("longer than its section", Assert.Throws<ElfException>(() => Read(builder)).Message);
    }

    [Fact]
    public void A_text_that_does_not_end_is_refused()
    {
        var file = new ElfBuilder().Note("p", "name", ElfBuilder.CodeAddress, "8@%rax").Build();
        file.AsSpan(0x2100 + 20 + 24, 16).Fill((byte)'a');

        Assert.Contains("does not end", Assert.Throws<ElfException>(() => Read(file)).Message);
    }

    [Fact]
    public void A_section_outside_the_file_is_refused()
    {
        var file = new ElfBuilder().Note("p", "n", ElfBuilder.CodeAddress).Build();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(ElfBuilder.NoteSectionHeader + 24), ulong.MaxValue - 8);

        Assert.Contains("outside the file", Assert.Throws<ElfException>(() => Read(file)).Message);
    }

    [Fact]
    public void An_absurd_size_is_refused_before_memory_is_taken()
    {
        var file = new ElfBuilder().Note("p", "n", ElfBuilder.CodeAddress).Build();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(ElfBuilder.NoteSectionHeader + 32), long.MaxValue);

        Assert.Contains("more than", Assert.Throws<ElfException>(() => Read(file)).Message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_read_or_refused_but_never_more()
    {
        var file = new ElfBuilder { Base = 0x1ff0 }.Note("p", "n", ElfBuilder.CodeAddress, "8@%rax").Build();
        int refused = 0;
        for (int length = 0; length < file.Length; length += length < 256 ? 1 : 97)
        {
            try
            {
                Read(file[..length]);
            }
            catch (ElfException)
            {
                refused++;
            }
        }

        Assert.True(refused > 300, $"{refused} cut files were refused");
    }

    [Fact]
    public void A_damaged_header_or_note_is_read_or_refused_but_never_more()
    {
        var good = new ElfBuilder { Base = 0x1ff0 }.Note("provider", "name", ElfBuilder.CodeAddress, "8@%rax").Build();
        var random = new Random(20251);
        int refused = 0;
        int[] starts = [4, 0x2100, 0x4000];
        for (int round = 0; round < 3000; round++)
        {
            var file = good.ToArray();
            for (int i = 0; i < 3; i++) file[starts[random.Next(starts.Length)] + random.Next(180)] = (byte)random.Next(256);
            try
            {
                Read(file);
            }
            catch (ElfException)
            {
                refused++;
            }
        }

        Assert.True(refused > 100, $"{refused} damaged files were refused");
    }

    private bool Read(ElfBuilder builder) => Read(builder.Build());

    private bool Read(byte[] content)
    {
        string path = directory.Combine("elf");
        File.WriteAllBytes(path, content);
        using var file = File.OpenHandle(path);
        return UsdtNotes.ReadFile(file, path, "/usr/sbin/ovs-vswitchd", 0, sites, problems);
    }
}

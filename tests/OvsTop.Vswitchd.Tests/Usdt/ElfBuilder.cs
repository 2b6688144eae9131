using System.Buffers.Binary;
using System.Text;

namespace OvsTop.Vswitchd.Tests.Usdt;

/// <summary>
/// Makes a small ELF64 file: an executable segment (file 0x1000 = address 0x401000, 0x1000 bytes), a writable one
/// (file 0x2000 = address 0x602000, 0x100 bytes), notes, and optionally the base section.
/// </summary>
internal sealed class ElfBuilder
{
    public const ulong CodeAddress = 0x401000, CodeOffset = 0x1000, DataAddress = 0x602000, DataOffset = 0x2000;
    public const int SectionCountField = 60, NoteSectionHeader = 0x4000 + 64;

    private readonly List<byte> notes = [];

    public ulong? Base { get; init; }

    public ElfBuilder Note(string provider, string name, ulong location, string arguments = "", ulong recordedBase = 0, ulong semaphore = 0,
        string owner = "stapsdt", uint type = 3)
    {
        byte[] text = Encoding.UTF8.GetBytes($"{provider}\0{name}\0{arguments}\0");
        byte[] ownerBytes = Encoding.ASCII.GetBytes(owner + "\0");
        Word((uint)ownerBytes.Length);
        Word((uint)(24 + text.Length));
        Word(type);
        Padded(ownerBytes);
        Span<byte> addresses = stackalloc byte[24];
        BinaryPrimitives.WriteUInt64LittleEndian(addresses, location);
        BinaryPrimitives.WriteUInt64LittleEndian(addresses[8..], recordedBase);
        BinaryPrimitives.WriteUInt64LittleEndian(addresses[16..], semaphore);
        notes.AddRange(addresses);
        Padded(text);
        return this;
    }

    public ElfBuilder Raw(params byte[] bytes)
    {
        notes.AddRange(bytes);
        return this;
    }

    public byte[] Build()
    {
        const int NotesAt = 0x2100, NamesAt = 0x3f00, SectionsAt = 0x4000;
        var names = "\0.note.stapsdt\0.stapsdt.base\0.shstrtab\0"u8;
        int sections = Base is null ? 3 : 4;
        var file = new byte[SectionsAt + sections * 64];
        Assert.InRange(notes.Count, 0, NamesAt - NotesAt);
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        Short(file, 16, 3);
        Short(file, 18, 62);
        Long(file, 32, 64);
        Long(file, 40, SectionsAt);
        Short(file, 54, 56);
        Short(file, 56, 2);
        Short(file, 58, 64);
        Short(file, SectionCountField, (ushort)sections);
        Short(file, 62, 2);
        Segment(file, 64, flags: 5, CodeOffset, CodeAddress, 0x1000);
        Segment(file, 120, flags: 6, DataOffset, DataAddress, 0x100);
        notes.ToArray().CopyTo(file, NotesAt);
        names.CopyTo(file.AsSpan(NamesAt));
        Section(file, SectionsAt + 64, name: 1, type: 7, 0, NotesAt, (ulong)notes.Count);
        Section(file, SectionsAt + 128, name: 29, type: 3, 0, NamesAt, (ulong)names.Length);
        if (Base is { } address) Section(file, SectionsAt + 192, name: 15, type: 1, address, 0x1ff0, 1);
        return file;
    }

    private static void Segment(byte[] file, int at, uint flags, ulong offset, ulong address, ulong size)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 4), flags);
        Long(file, at + 8, offset);
        Long(file, at + 16, address);
        Long(file, at + 32, size);
        Long(file, at + 40, size);
    }

    private static void Section(byte[] file, int at, uint name, uint type, ulong address, ulong offset, ulong size)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), name);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 4), type);
        Long(file, at + 16, address);
        Long(file, at + 24, offset);
        Long(file, at + 32, size);
    }

    private static void Short(byte[] file, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

    private static void Long(byte[] file, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at), value);

    private void Word(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        notes.AddRange(bytes);
    }

    private void Padded(byte[] bytes)
    {
        notes.AddRange(bytes);
        while (notes.Count % 4 != 0) notes.Add(0);
    }
}

using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace OvsTop.Vswitchd.Elf;

/// <summary>
/// Section headers and PT_LOAD segments of a 64-bit little-endian ELF file. Reads only the parts asked for, trusts no number in
/// the file: every range is checked against the file's length and against a limit.
/// </summary>
public sealed class ElfFile
{
    private const int HeaderSize = 64, SectionHeaderSize = 64, ProgramHeaderSize = 56;
    private const int MostSections = 65536, MostSegments = 4096, LongestNameTable = 1 << 20;
    private const uint ExtendedNumber = 0xffff, LoadSegment = 1, ExecutableFlag = 1, NoBits = 8;

    private readonly SafeFileHandle file;
    private readonly byte[] names;

    private ElfFile(SafeFileHandle file, long length, ReadOnlySpan<byte> header)
    {
        this.file = file;
        Length = length;
        Machine = BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
        ulong programs = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        ulong sections = BinaryPrimitives.ReadUInt64LittleEndian(header[40..]);
        uint programSize = BinaryPrimitives.ReadUInt16LittleEndian(header[54..]), programCount = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
        uint sectionSize = BinaryPrimitives.ReadUInt16LittleEndian(header[58..]), sectionCount = BinaryPrimitives.ReadUInt16LittleEndian(header[60..]);
        uint nameIndex = BinaryPrimitives.ReadUInt16LittleEndian(header[62..]);

        Sections = sections == 0 ? [] : ReadSections(sections, sectionSize, sectionCount);
        if (nameIndex == ExtendedNumber && Sections.Count > 0) nameIndex = Sections[0].Link;
        Segments = ReadSegments(programs, programSize, programCount);
        names = nameIndex > 0 && nameIndex < Sections.Count ? Read(Sections[(int)nameIndex], LongestNameTable, "section names") : [];
    }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>e_machine: 62 x86-64, 183 aarch64.</summary>
    public int Machine { get; }

    /// <summary>All section headers; empty when they were stripped.</summary>
    public IReadOnlyList<ElfSection> Sections { get; }

    /// <summary>PT_LOAD segments.</summary>
    public IReadOnlyList<ElfSegment> Segments { get; }

    /// <summary>Reads the headers, or answers null when the file does not begin like an ELF file at all.</summary>
    /// <param name="file">Must stay open as long as sections are read.</param>
    /// <exception cref="ElfException">It begins like one but is damaged or of another kind.</exception>
    public static ElfFile? Open(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        long length = RandomAccess.GetLength(file);
        int read = ReadFully(file, header, 0);
        if (read < 4 || !header.StartsWith("\u007fELF"u8)) return null;
        if (read < HeaderSize) throw new ElfException($"ELF header cut after {read} bytes");
        const byte Class64 = 2, LittleEndian = 1;
        if (header[4] != Class64 || header[5] != LittleEndian) throw new ElfException("not a 64-bit little-endian ELF file");
        return new ElfFile(file, length, header);
    }

    /// <summary>True when the section has this name.</summary>
    public bool IsNamed(ElfSection section, ReadOnlySpan<byte> name)
    {
        if (section.NameOffset >= names.Length) return false;
        var text = names.AsSpan((int)section.NameOffset);
        return text.Length > name.Length && text.StartsWith(name) && text[name.Length] == 0;
    }

    /// <summary>The bytes of a section.</summary>
    /// <param name="section">Which.</param>
    /// <param name="limit">Most bytes a sane file has there.</param>
    /// <param name="what">Name used in the error.</param>
    /// <exception cref="ElfException">Outside the file, or larger than the limit.</exception>
    public byte[] Read(ElfSection section, int limit, string what)
    {
        if (section.Type == NoBits) return [];
        return ReadRange(section.Offset, section.Size, limit, what);
    }

    /// <summary>The file offset a virtual address is loaded from, or null.</summary>
    public ulong? FileOffsetOf(ulong address, bool executable)
    {
        foreach (var segment in Segments)
        {
            if ((!executable || segment.Executable) && segment.FileOffsetOf(address) is { } offset && offset < (ulong)Length) return offset;
        }

        return null;
    }

    private List<ElfSection> ReadSections(ulong offset, uint size, uint count)
    {
        if (size != SectionHeaderSize) throw new ElfException($"section headers of {size} bytes instead of {SectionHeaderSize}");
        if (count == 0)
        {
            // More than 65279 sections: the number is the size of the null section.
            ulong real = Section(ReadRange(offset, SectionHeaderSize, SectionHeaderSize, "section headers")).Size;
            if (real > MostSections) throw new ElfException($"{real} sections, more than {MostSections}");
            count = (uint)real;
        }

        var bytes = ReadRange(offset, (ulong)count * SectionHeaderSize, MostSections * SectionHeaderSize, "section headers");
        var sections = new List<ElfSection>((int)count);
        for (int at = 0; at < bytes.Length; at += SectionHeaderSize) sections.Add(Section(bytes.AsSpan(at)));
        return sections;
    }

    private static ElfSection Section(ReadOnlySpan<byte> header) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(header),
        BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
        BinaryPrimitives.ReadUInt64LittleEndian(header[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(header[24..]),
        BinaryPrimitives.ReadUInt64LittleEndian(header[32..]),
        BinaryPrimitives.ReadUInt32LittleEndian(header[40..]));

    private List<ElfSegment> ReadSegments(ulong offset, uint size, uint count)
    {
        if (count == 0) return [];
        if (size != ProgramHeaderSize) throw new ElfException($"program headers of {size} bytes instead of {ProgramHeaderSize}");
        var bytes = ReadRange(offset, (ulong)count * ProgramHeaderSize, MostSegments * ProgramHeaderSize, "program headers");
        var segments = new List<ElfSegment>();
        for (int at = 0; at < bytes.Length; at += ProgramHeaderSize)
        {
            var header = bytes.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LoadSegment) continue;
            segments.Add(new ElfSegment(
                (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) & ExecutableFlag) != 0,
                BinaryPrimitives.ReadUInt64LittleEndian(header[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(header[16..]),
                BinaryPrimitives.ReadUInt64LittleEndian(header[32..])));
        }

        return segments;
    }

    private byte[] ReadRange(ulong offset, ulong size, int limit, string what)
    {
        if (size > (ulong)limit) throw new ElfException($"{what} of {size} bytes, more than {limit}");
        if (offset > (ulong)Length || size > (ulong)Length - offset) throw new ElfException($"{what} at {offset} lie outside the file of {Length} bytes");
        var bytes = new byte[size];
        if (ReadFully(file, bytes, (long)offset) != bytes.Length) throw new ElfException($"{what} at {offset} could not be read: the file shrinks");
        return bytes;
    }

    private static int ReadFully(SafeFileHandle file, Span<byte> into, long offset)
    {
        int total = 0;
        while (total < into.Length)
        {
            int read = RandomAccess.Read(file, into[total..], offset + total);
            if (read == 0) break;
            total += read;
        }

        return total;
    }
}

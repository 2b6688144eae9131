using System.Buffers.Binary;
using System.Text;

namespace OvsTop.Vswitchd.Elf;

/// <summary>Reads <c>.note.stapsdt</c>.</summary>
public static class StapNoteReader
{
    private const int LongestSection = 16 << 20, MostNotes = 16384, LongestText = 4096, NoteHeader = 12, AddressBytes = 24;
    private const uint NoteSection = 7, StapSdtType = 3;

    /// <summary>All notes of a file; empty when it was built without probes.</summary>
    /// <exception cref="ElfException">A note is damaged.</exception>
    public static IReadOnlyList<StapNote> Read(ElfFile elf)
    {
        ulong? actualBase = null;
        foreach (var section in elf.Sections)
        {
            if (elf.IsNamed(section, ".stapsdt.base"u8)) actualBase ??= section.Address;
        }

        var notes = new List<StapNote>();
        foreach (var section in elf.Sections)
        {
            if (section.Type == NoteSection && elf.IsNamed(section, ".note.stapsdt"u8))
            {
                ReadSection(elf.Read(section, LongestSection, ".note.stapsdt"), actualBase, notes);
            }
        }

        return notes;
    }

    private static void ReadSection(ReadOnlySpan<byte> bytes, ulong? actualBase, List<StapNote> notes)
    {
        while (bytes.Length >= NoteHeader)
        {
            uint nameSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes), size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            ulong content = NoteHeader + Aligned(nameSize);
            if (content + size > (ulong)bytes.Length) throw new ElfException(".note.stapsdt: a note is longer than its section");
            var name = bytes.Slice(NoteHeader, (int)nameSize);
            if (type == StapSdtType && name.SequenceEqual("stapsdt\0"u8))
            {
                if (notes.Count == MostNotes) throw new ElfException($".note.stapsdt: more than {MostNotes} notes");
                notes.Add(Parse(bytes.Slice((int)content, (int)size), actualBase));
            }

            bytes = bytes[(int)Math.Min(content + Aligned(size), (ulong)bytes.Length)..];
        }
    }

    private static StapNote Parse(ReadOnlySpan<byte> note, ulong? actualBase)
    {
        if (note.Length < AddressBytes) throw new ElfException(".note.stapsdt: a note without its three addresses");
        ulong location = BinaryPrimitives.ReadUInt64LittleEndian(note), recordedBase = BinaryPrimitives.ReadUInt64LittleEndian(note[8..]);
        ulong semaphore = BinaryPrimitives.ReadUInt64LittleEndian(note[16..]);
        // Prelink moves code but not notes; how far .stapsdt.base moved says how far everything did. Wraps on purpose.
        ulong moved = actualBase is { } actual && recordedBase != 0 ? unchecked(actual - recordedBase) : 0;
        var text = note[AddressBytes..];
        string provider = Text(ref text), name = Text(ref text), arguments = Text(ref text);
        if (provider.Length == 0 || name.Length == 0) throw new ElfException(".note.stapsdt: a probe without a name");
        return new StapNote(provider, name, unchecked(location + moved), semaphore == 0 ? 0 : unchecked(semaphore + moved), arguments);
    }

    private static string Text(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        if (end < 0) throw new ElfException(".note.stapsdt: a text does not end");
        if (end > LongestText) throw new ElfException($".note.stapsdt: a text longer than {LongestText} bytes");
        string value = Encoding.UTF8.GetString(text[..end]);
        text = text[(end + 1)..];
        return value;
    }

    private static ulong Aligned(uint size) => ((ulong)size + 3) & ~3UL;
}

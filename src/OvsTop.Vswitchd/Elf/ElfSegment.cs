namespace OvsTop.Vswitchd.Elf;

/// <summary>A PT_LOAD program header (Elf64_Phdr, elf.h).</summary>
/// <param name="Executable">p_flags has PF_X.</param>
/// <param name="Offset">p_offset: position in the file.</param>
/// <param name="Address">p_vaddr: virtual address.</param>
/// <param name="FileSize">p_filesz: bytes taken from the file.</param>
public readonly record struct ElfSegment(bool Executable, ulong Offset, ulong Address, ulong FileSize)
{
    /// <summary>The file offset of a virtual address inside what is loaded from the file, or null.</summary>
    public ulong? FileOffsetOf(ulong address) => address >= Address && address - Address < FileSize ? address - Address + Offset : null;
}

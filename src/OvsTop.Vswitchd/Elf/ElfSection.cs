namespace OvsTop.Vswitchd.Elf;

/// <summary>A section header (Elf64_Shdr, elf.h), what of it is used.</summary>
/// <param name="NameOffset">sh_name: offset in the section name table.</param>
/// <param name="Type">sh_type; 7 is SHT_NOTE, 8 is SHT_NOBITS.</param>
/// <param name="Address">sh_addr: virtual address, 0 when not loaded.</param>
/// <param name="Offset">sh_offset: position in the file.</param>
/// <param name="Size">sh_size: bytes.</param>
/// <param name="Link">sh_link.</param>
public readonly record struct ElfSection(uint NameOffset, uint Type, ulong Address, ulong Offset, ulong Size, uint Link);

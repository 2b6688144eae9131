namespace OvsTop.Vswitchd.Elf;

/// <summary>A file is not the ELF file it claims to be. The message names what is wrong, not the file.</summary>
public sealed class ElfException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="inner">Cause, if any.</param>
    public ElfException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

using Microsoft.Win32.SafeHandles;
using OvsTop.Model;
using OvsTop.Model.Sources;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Elf;

namespace OvsTop.Vswitchd.Usdt;

/// <summary>
/// Finds the USDT probes of a running daemon: every file it executes from, because a build with shared libraries has its notes
/// there. Works on stripped files and through containers.
/// </summary>
public static class UsdtNotes
{
    /// <summary>Reads the notes of every file mapped executable.</summary>
    /// <exception cref="SourceException">The memory map may not be read or the daemon has ended (exit code 3).</exception>
    public static UsdtScan Read(Daemon daemon)
    {
        var sites = new List<UsdtSite>();
        var read = new List<string>();
        var problems = new List<string>();
        foreach (var mapped in MemoryMap.ExecutableFiles(ReadMaps(daemon)))
        {
            if (MappedFileOpener.Open(daemon, mapped) is not { } opened)
            {
                problems.Add($"{PlainText.Brief(mapped.Path)}: cannot be opened below {daemon.Directory}; its probes stay unknown");
                continue;
            }

            using var file = opened.File;
            try
            {
                if (ReadFile(file, opened.Path, mapped.Path, mapped.Bias, sites, problems)) read.Add(mapped.Path);
            }
            catch (Exception e) when (e is ElfException or IOException)
            {
                problems.Add($"{PlainText.Brief(mapped.Path)}: {e.Message}; its probes stay unknown");
            }
        }

        return new UsdtScan(sites, read, problems);
    }

    /// <summary>Reads the notes of one file. False when it is no ELF file (executable memory of a JIT, for one).</summary>
    /// <param name="file">The open file.</param>
    /// <param name="filePath">Becomes <see cref="UsdtSite.FilePath"/>.</param>
    /// <param name="mappedPath">Becomes <see cref="UsdtSite.MappedPath"/>.</param>
    /// <param name="bias">What to add to an offset in the file to get its address in the daemon.</param>
    /// <param name="sites">Gets the sites.</param>
    /// <param name="problems">Gets a line per note that names no code of the file.</param>
    /// <exception cref="ElfException">The file is damaged.</exception>
    public static bool ReadFile(SafeFileHandle file, string filePath, string mappedPath, ulong bias, ICollection<UsdtSite> sites, ICollection<string> problems)
    {
        if (ElfFile.Open(file) is not { } elf) return false;
        foreach (var note in StapNoteReader.Read(elf))
        {
            if (elf.FileOffsetOf(note.Location, executable: true) is not { } offset)
            {
                problems.Add($"{PlainText.Brief(mappedPath)}: probe {PlainText.Brief(note.Provider)}:{PlainText.Brief(note.Name)} at 0x{note.Location:x} is outside its code; skipped");
                continue;
            }

            ulong? semaphore = note.Semaphore == 0 ? 0 : elf.FileOffsetOf(note.Semaphore, executable: false);
            if (semaphore is null)
            {
                problems.Add($"{PlainText.Brief(mappedPath)}: probe {PlainText.Brief(note.Provider)}:{PlainText.Brief(note.Name)} has its semaphore outside the file; skipped");
                continue;
            }

            sites.Add(new UsdtSite
            {
                Provider = note.Provider,
                Name = note.Name,
                FilePath = filePath,
                MappedPath = mappedPath,
                FileOffset = offset,
                Address = bias + offset,
                SemaphoreOffset = semaphore.Value,
                Arguments = note.Arguments,
            });
        }

        return true;
    }

    private static string ReadMaps(Daemon daemon)
    {
        try
        {
            return File.ReadAllText($"{daemon.Directory}/maps");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SourceException($"no permission to read {daemon.Directory}/maps; run as root or with CAP_SYS_PTRACE", 3, e);
        }
        catch (IOException e)
        {
            throw new SourceException($"{DaemonFinder.Comm} {daemon.Pid} has ended; start it and try again", 3, e);
        }
    }
}

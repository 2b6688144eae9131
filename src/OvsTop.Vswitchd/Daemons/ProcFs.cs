using System.Globalization;

namespace OvsTop.Vswitchd.Daemons;

/// <summary>Reads files below a proc directory. A process may vanish between any two calls: then the answer is null.</summary>
/// <param name="directory">Where procfs is mounted, normally <c>/proc</c>.</param>
internal sealed class ProcFs(string directory)
{
    /// <summary>The directory of a process (or of a thread: procfs finds those by number too).</summary>
    public string PathOf(int pid, string? file = null) =>
        file is null ? $"{directory}/{pid}" : $"{directory}/{pid}/{file}";

    /// <summary>Main threads only: procfs lists no others.</summary>
    public IEnumerable<int> Pids()
    {
        foreach (string path in Directory.EnumerateDirectories(directory))
        {
            if (int.TryParse(Path.GetFileName(path.AsSpan()), NumberStyles.None, null, out int pid)) yield return pid;
        }
    }

    /// <summary>Identity and state, or null when there is no such process.</summary>
    public ProcStat? Stat(int pid) =>
        TryRead(PathOf(pid, "stat")) is { } text && ProcStat.TryParse(text, out var stat) ? stat : null;

    /// <summary>Where a symbolic link such as <c>exe</c> points, or null when it is gone or may not be read.</summary>
    public string? Link(int pid, string name)
    {
        try
        {
            return new FileInfo(PathOf(pid, name)).LinkTarget;
        }
        catch (Exception e) when (IsGoneOrForbidden(e))
        {
            return null;
        }
    }

    /// <summary>Value of a <c>Name:\tvalue</c> line of <c>/proc/PID/status</c>.</summary>
    public string? Status(int pid, string name)
    {
        if (TryRead(PathOf(pid, "status")) is not { } text) return null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name) && line.Length > name.Length && line[name.Length] == ':') return line[(name.Length + 1)..].Trim().ToString();
        }

        return null;
    }

    /// <summary>NUL separated strings: <c>cmdline</c>, <c>environ</c>. Empty when gone or forbidden.</summary>
    public string[] Strings(int pid, string file) =>
        TryRead(PathOf(pid, file))?.Split('\0', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The text of a file, or null when it is gone or may not be read.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (IsGoneOrForbidden(e))
        {
            return null;
        }
    }

    /// <summary>ENOENT, ESRCH (a process that exits while it is read) and EACCES arrive as these.</summary>
    public static bool IsGoneOrForbidden(Exception e) => e is IOException or UnauthorizedAccessException;
}

using System.Globalization;

namespace OvsTop.Vswitchd.Daemons;

/// <summary>
/// tid -> comm. Handlers and revalidators come and go with bridges and CPUs, and a name is still wanted after its thread has
/// ended, so names are kept until <see cref="Capacity"/> and the dead ones go first. Not thread safe.
/// </summary>
public sealed class ThreadNames
{
    /// <summary>Most names remembered.</summary>
    public const int Capacity = 8192;

    private readonly Daemon daemon;
    private readonly Dictionary<int, string> names = [];

    /// <summary>Starts empty; call <see cref="Refresh"/>.</summary>
    public ThreadNames(Daemon daemon) => this.daemon = daemon;

    /// <summary>Every name known, of living threads and of threads that have ended.</summary>
    public IReadOnlyDictionary<int, string> All => names;

    /// <summary>Reads every thread again: new threads appear, renamed ones change.</summary>
    public void Refresh()
    {
        var living = ReadAll(daemon);
        if (names.Count + living.Count > Capacity) names.Clear();
        foreach (var thread in living) names[thread.Tid] = thread.Name;
    }

    /// <summary>The name of a thread; looks into procfs when it is new, null when it cannot be known any more.</summary>
    public string? Find(int tid)
    {
        if (names.TryGetValue(tid, out string? name)) return name;
        if (ReadComm(daemon, tid) is not { } found) return null;
        if (names.Count >= Capacity) Refresh();
        return names[tid] = found;
    }

    internal static IReadOnlyList<DaemonThread> ReadAll(Daemon daemon)
    {
        var threads = new List<DaemonThread>();
        try
        {
            foreach (string path in Directory.EnumerateDirectories($"{daemon.Directory}/task"))
            {
                if (int.TryParse(Path.GetFileName(path.AsSpan()), NumberStyles.None, null, out int tid)
                    && ReadComm(daemon, tid) is { } name)
                {
                    threads.Add(new DaemonThread(tid, name));
                }
            }
        }
        catch (Exception e) when (ProcFs.IsGoneOrForbidden(e))
        {
            return [];
        }

        threads.Sort((a, b) => a.Tid.CompareTo(b.Tid));
        return threads;
    }

    private static string? ReadComm(Daemon daemon, int tid) =>
        ProcFs.TryRead($"{daemon.Directory}/task/{tid}/comm")?.TrimEnd('\n');
}

namespace OvsTop.Vswitchd.Usdt;

/// <summary>A file with executable pages in a process (<c>/proc/PID/maps</c>).</summary>
/// <param name="Path">Path in the daemon's file system.</param>
/// <param name="Deleted">The path is gone or names another file by now (a package upgrade under a running daemon).</param>
/// <param name="Range">Name of one of its mappings below <c>/proc/PID/map_files</c>.</param>
/// <param name="Bias">What to add to an offset in the file to get the address of its code in the process.</param>
internal readonly record struct MappedFile(string Path, bool Deleted, string Range, ulong Bias);

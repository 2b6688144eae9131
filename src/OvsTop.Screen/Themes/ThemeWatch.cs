namespace OvsTop.Screen.Themes;

/// <summary>Tells when the file of a theme has changed; looks whenever it is asked, which costs a system call.</summary>
public sealed class ThemeWatch
{
    private readonly string? _path;
    private (DateTime Time, long Length) _seen;

    /// <summary>Watches the file of a theme; nothing for one that is built in.</summary>
    public ThemeWatch(string? path)
    {
        _path = path;
        _seen = Look();
    }

    /// <summary>True once after each change. A file that is gone has not changed.</summary>
    public bool HasChanged()
    {
        var now = Look();
        if (now == _seen || now.Length < 0)
        {
            return false;
        }

        _seen = now;
        return true;
    }

    private (DateTime Time, long Length) Look() => _path is not null && new FileInfo(_path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : (default, -1);
}

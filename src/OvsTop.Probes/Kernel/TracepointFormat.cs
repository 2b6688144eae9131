using System.Globalization;

namespace OvsTop.Probes.Kernel;

/// <summary>The <c>format</c> file of a tracepoint: where each field lies in its record. The layout belongs to the running kernel.</summary>
internal sealed class TracepointFormat
{
    private static readonly string[] TraceFs = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];
    private readonly Dictionary<string, (uint Offset, uint Size)> _fields = [];

    /// <summary>Parses the text; lines that are no fields are passed over.</summary>
    public TracepointFormat(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            // field:unsigned int len;	offset:32;	size:4;	signed:0;
            string[] parts = line.Trim().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length >= 3 && parts[0].StartsWith("field:", StringComparison.Ordinal) && Number(parts[1], "offset:") is { } offset && Number(parts[2], "size:") is { } size)
            {
                string name = parts[0].Split(' ')[^1].TrimStart('*');
                int array = name.IndexOf('[', StringComparison.Ordinal);
                _fields[array < 0 ? name : name[..array]] = (offset, size);
            }
        }
    }

    /// <summary>True where tracefs is mounted in one of its two places.</summary>
    public static bool IsMounted => TraceFs.Any(root => Directory.Exists($"{root}/events"));

    /// <summary>Reads the format of a tracepoint.</summary>
    /// <returns>Null when the kernel has none of that name, or nobody mounted tracefs, or it may not be read.</returns>
    public static TracepointFormat? Read(string category, string name)
    {
        string? path = TraceFs.Select(root => $"{root}/events/{category}/{name}/format").FirstOrDefault(File.Exists);
        try
        {
            return path is null ? null : new TracepointFormat(File.ReadAllText(path));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }

    /// <summary>Where a field begins.</summary>
    /// <param name="name">The field.</param>
    /// <param name="size">The bytes it must have.</param>
    /// <param name="limit">It must end before this.</param>
    /// <exception cref="FormatException">There is none, or it has another size, or lies behind the limit.</exception>
    public uint OffsetOf(string name, uint size, uint limit) =>
        _fields.TryGetValue(name, out var field) && field.Size == size && field.Offset + size <= limit
            ? field.Offset
            : throw new FormatException($"the tracepoint's field {name} is not as expected");

    private static uint? Number(string part, string prefix) =>
        part.StartsWith(prefix, StringComparison.Ordinal) && uint.TryParse(part.AsSpan(prefix.Length), NumberStyles.None, null, out uint value) ? value : null;
}

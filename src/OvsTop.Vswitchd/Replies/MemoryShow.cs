using System.Globalization;

namespace OvsTop.Vswitchd.Replies;

/// <summary>Reads the reply of <c>memory/show</c>: <c>handlers:1 idl-cells-Open_vSwitch:289 ports:4 udpif keys:4</c>.</summary>
public static class MemoryShow
{
    /// <summary>Numbers by name. A name may have blanks (<c>udpif keys</c>), so a number ends each entry.</summary>
    public static IReadOnlyDictionary<string, ulong> Parse(ReadOnlySpan<char> reply)
    {
        var usage = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var rest = reply.Trim();
        while (rest.IndexOf(':') is > 0 and var colon)
        {
            string name = rest[..colon].Trim().ToString();
            rest = rest[(colon + 1)..];
            int length = rest.IndexOfAnyExceptInRange('0', '9');
            if (length < 0) length = rest.Length;
            if (ulong.TryParse(rest[..length], NumberStyles.None, null, out ulong number)) usage[name] = number;
            rest = rest[length..];
        }

        return usage;
    }
}

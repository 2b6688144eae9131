using System.Globalization;

namespace OvsTop.Vswitchd.Replies;

/// <summary>Release of a daemon, from <c>version</c>: <c>ovs-vswitchd (Open vSwitch) 3.4.1</c>.</summary>
/// <param name="Major">First number.</param>
/// <param name="Minor">Second number.</param>
/// <param name="Patch">Third number, 0 when missing; 90 on development branches.</param>
/// <param name="Text">Everything after the program's name, e.g. <c>3.4.1-2.fc41</c> (untrusted).</param>
public readonly record struct OvsVersion(int Major, int Minor, int Patch, string Text) : IComparable<OvsVersion>
{
    private const string Marker = "(Open vSwitch)";

    /// <summary>Reads a reply of <c>version</c>, or a bare number.</summary>
    public static bool TryParse(ReadOnlySpan<char> reply, out OvsVersion version)
    {
        version = default;
        int marker = reply.IndexOf(Marker);
        var text = (marker < 0 ? reply : reply[(marker + Marker.Length)..]).Trim();
        int end = text.IndexOfAny('\n', '\r');
        if (end >= 0) text = text[..end].TrimEnd(); // with DPDK a second line names its release
        Span<int> numbers = stackalloc int[3];
        numbers.Clear();
        var rest = text;
        int count = 0;
        while (count < numbers.Length)
        {
            int length = rest.IndexOfAnyExceptInRange('0', '9');
            if (length < 0) length = rest.Length;
            if (!int.TryParse(rest[..length], NumberStyles.None, null, out numbers[count])) break;
            count++;
            rest = rest[length..];
            if (rest.IsEmpty || rest[0] != '.') break;
            rest = rest[1..];
        }

        if (count < 2) return false;
        version = new OvsVersion(numbers[0], numbers[1], numbers[2], text.ToString());
        return true;
    }

    /// <summary>This release or a later one.</summary>
    public bool IsAtLeast(int major, int minor, int patch = 0) => CompareTo(new OvsVersion(major, minor, patch, "")) >= 0;

    /// <summary>By number; the text does not count.</summary>
    public int CompareTo(OvsVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>See <see cref="CompareTo"/>.</summary>
    public static bool operator <(OvsVersion left, OvsVersion right) => left.CompareTo(right) < 0;

    /// <summary>See <see cref="CompareTo"/>.</summary>
    public static bool operator >(OvsVersion left, OvsVersion right) => left.CompareTo(right) > 0;

    /// <summary>See <see cref="CompareTo"/>.</summary>
    public static bool operator <=(OvsVersion left, OvsVersion right) => left.CompareTo(right) <= 0;

    /// <summary>See <see cref="CompareTo"/>.</summary>
    public static bool operator >=(OvsVersion left, OvsVersion right) => left.CompareTo(right) >= 0;

    /// <summary><c>3.4.1</c>.</summary>
    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}

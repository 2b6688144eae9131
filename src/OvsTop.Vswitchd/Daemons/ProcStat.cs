using System.Globalization;

namespace OvsTop.Vswitchd.Daemons;

/// <summary>The few fields of <c>/proc/PID/stat</c> that identify a process.</summary>
/// <param name="Comm">Name of the main thread, at most 15 bytes (untrusted).</param>
/// <param name="State">State letter; Z and X are dead.</param>
/// <param name="StartTimeTicks">Field 22: start time in clock ticks after boot.</param>
internal readonly record struct ProcStat(string Comm, char State, ulong StartTimeTicks)
{
    /// <summary>False for zombies and for what is being torn down.</summary>
    public bool IsRunning => State is not ('Z' or 'X' or 'x');

    /// <summary>Parses the line; a comm may itself contain parentheses and spaces, so the last one ends it.</summary>
    public static bool TryParse(ReadOnlySpan<char> line, out ProcStat stat)
    {
        const int StateField = 3, StartTimeField = 22;
        stat = default;
        int open = line.IndexOf('('), close = line.LastIndexOf(')');
        if (open < 0 || close < open) return false;

        var rest = line[(close + 1)..].Trim();
        int field = StateField;
        char state = '\0';
        foreach (var range in rest.Split(' '))
        {
            var text = rest[range];
            if (field == StateField && text.Length == 1) state = text[0];
            if (field == StartTimeField)
            {
                if (state == '\0' || !ulong.TryParse(text, NumberStyles.None, null, out ulong ticks)) return false;
                stat = new ProcStat(line[(open + 1)..close].ToString(), state, ticks);
                return true;
            }

            field++;
        }

        return false;
    }
}

namespace OvsTop.Model.Flows;

/// <summary>Which numbers the actions above <see cref="ActionAttr.AddMpls"/> have on the wire (read in linux/openvswitch.h, v2.17.0 .. v3.7.1 and 4.0).</summary>
public sealed class ActionNumbering
{
    private readonly ActionAttr[] _above;

    private ActionNumbering(string name, params ActionAttr[] above)
    {
        Name = name;
        _above = above;
    }

    /// <summary>2.17 to 3.3.</summary>
    public static ActionNumbering UpTo33 { get; } = new(
        "2.17-3.3", ActionAttr.TunnelPush, ActionAttr.TunnelPop, ActionAttr.Drop, ActionAttr.LbOutput);

    /// <summary>3.4 and newer; up to Psample also the kernel's.</summary>
    public static ActionNumbering Since34 { get; } = new(
        "3.4+", ActionAttr.DecTtl, ActionAttr.Drop, ActionAttr.Psample, ActionAttr.TunnelPush, ActionAttr.TunnelPop, ActionAttr.LbOutput);

    /// <summary>Versions it holds for.</summary>
    public string Name { get; }

    /// <summary>The numbering of a daemon.</summary>
    public static ActionNumbering For(Version version) => version < new Version(3, 4) ? UpTo33 : Since34;

    /// <summary>The numbering of a version such as <c>3.3</c> or <c>4.0.90</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> version, out ActionNumbering numbering)
    {
        bool known = Version.TryParse(version, out var parsed);
        numbering = known ? For(parsed!) : Since34;
        return known;
    }

    /// <summary>The meaning of a number on the wire.</summary>
    public ActionAttr FromWire(int number)
    {
        const int First = (int)ActionAttr.AddMpls + 1;
        return number < First ? (ActionAttr)number : number - First < _above.Length ? _above[number - First] : ActionAttr.Unknown;
    }

    /// <summary>The number on the wire, or -1 if this numbering has none.</summary>
    public int ToWire(ActionAttr action)
    {
        if (action <= ActionAttr.AddMpls)
        {
            return (int)action;
        }

        int index = Array.IndexOf(_above, action);
        return index < 0 ? -1 : (int)ActionAttr.AddMpls + 1 + index;
    }
}

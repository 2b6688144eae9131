using System.Globalization;
using System.Text.RegularExpressions;

namespace OvsTop.Model.Traces;

/// <summary>Recirculation ids in datapath actions as ovs-vswitchd prints them.</summary>
public static partial class RecircIds
{
    /// <summary>The ids that the actions lead to, nested ones included.</summary>
    public static IReadOnlyList<uint> Of(string actions) =>
        [.. Recirc().Matches(actions).Select(match => uint.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\brecirc\(0x([0-9a-f]{1,8})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Recirc();
}

using System.Text.RegularExpressions;

namespace OvsTop.Model.Traces;

/// <summary>Compares datapath actions as text, both as ovs-vswitchd prints them with port numbers.</summary>
public static partial class ActionAgreement
{
    /// <summary>Grades a replay.</summary>
    /// <param name="real">The actions of the put or execute; null when there was neither.</param>
    /// <param name="replayed"><see cref="TraceReply.DatapathActions"/>; null without a reply.</param>
    public static Agreement Grade(string? real, string? replayed)
    {
        if (real is null || replayed is null)
        {
            return Agreement.None;
        }

        string a = WithoutVolatile(real), b = WithoutVolatile(replayed);
        return a == b ? Agreement.Same
            : RecircId().Replace(a, "recirc(_)") == RecircId().Replace(b, "recirc(_)") ? Agreement.Ids
            : Agreement.Different;
    }

    /// <summary>
    /// A trace has no socket (pid=0), sends nothing to the controller (dont_send=1), and freezes for it under another id (compose_controller_action,
    /// ofproto/ofproto-dpif-xlate.c).
    /// </summary>
    private static string WithoutVolatile(string actions) => Volatile().Replace(actions.Trim(), "$1=_");

    [GeneratedRegex(@"\b(pid|dont_send|recirc_id)=(0x)?[0-9a-f]+", RegexOptions.CultureInvariant)]
    private static partial Regex Volatile();

    [GeneratedRegex(@"\brecirc\(0x[0-9a-f]+\)", RegexOptions.CultureInvariant)]
    private static partial Regex RecircId();
}

namespace OvsTop.Model.Flows;

/// <summary>How a flow key is written.</summary>
public enum KeyStyle
{
    /// <summary>As <c>dpctl/dump-flows</c> prints it: wildcarded fields left out.</summary>
    Brief,

    /// <summary>As <c>dpctl/dump-flows -m</c> prints it, and logs print upcall keys: every field.</summary>
    Verbose,

    /// <summary>As <c>ofproto/trace</c> takes it: every field, port numbers, and nothing the daemon's parser does not know.</summary>
    Trace,
}

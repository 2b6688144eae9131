namespace OvsTop.Model.Traces;

/// <summary>Reads the errors of <c>ofproto/trace</c>.</summary>
public static class TraceRefusals
{
    private static readonly (string Part, TraceRefusal Refusal)[] Known =
    [
        ("no recirculation data for recirc_id", TraceRefusal.Expired),
        ("unknown bridge", TraceRefusal.KeyNotTaken),
        ("Cannot find the datapath", TraceRefusal.NoDatapath),
        ("no OpenFlow port for datapath port", TraceRefusal.NoPort),
    ];

    /// <summary>What an error of the command means.</summary>
    public static TraceRefusal Of(string error)
    {
        foreach (var (part, refusal) in Known)
        {
            if (error.Contains(part, StringComparison.Ordinal))
            {
                return refusal;
            }
        }

        return TraceRefusal.Other;
    }

    /// <summary>What a reply that is no error says all the same: the id can expire while the round is traced.</summary>
    public static TraceRefusal Of(TraceReply reply) => reply switch
    {
        { Failure: null } => TraceRefusal.None,
        { Failure: var failure } when failure.Contains("recirculation", StringComparison.OrdinalIgnoreCase) => TraceRefusal.Expired,
        _ => TraceRefusal.None,
    };
}

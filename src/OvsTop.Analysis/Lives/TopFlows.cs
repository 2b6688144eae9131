namespace OvsTop.Analysis.Lives;

/// <summary>Chooses the rows worth showing.</summary>
internal static class TopFlows
{
    /// <summary>Places of the flows re-installed most often, among equals the latest first.</summary>
    /// <param name="top">Receives the places, best first.</param>
    /// <param name="flows">All flows.</param>
    /// <param name="youngest">Where the chain of flows begins, each older than the one before; so those that follow seldom push others down.</param>
    /// <param name="reinstalled">Flows re-installed at all.</param>
    /// <returns>How many places there are.</returns>
    public static int Fill(Span<int> top, ReadOnlySpan<FlowEntry> flows, int youngest, out int reinstalled)
    {
        int count = 0;
        reinstalled = 0;
        for (int i = youngest; i >= 0; i = flows[i].Older)
        {
            ref readonly var flow = ref flows[i];
            reinstalled += flow.Reinstalls > 0 ? 1 : 0;
            if (count == top.Length && !IsBefore(flow, flows[top[^1]]))
            {
                continue;
            }

            int at = count < top.Length ? count++ : count - 1;
            for (; at > 0 && IsBefore(flow, flows[top[at - 1]]); at--)
            {
                top[at] = top[at - 1];
            }

            top[at] = i;
        }

        return count;
    }

    private static bool IsBefore(in FlowEntry flow, in FlowEntry other) =>
        flow.Reinstalls != other.Reinstalls ? flow.Reinstalls > other.Reinstalls : flow.LastNs > other.LastNs;
}

namespace OvsTop.Analysis.Traces;

/// <summary>Lives of flows as they were at one moment, found by their numbers. One array: a snapshot of thousands is taken every interval.</summary>
/// <param name="byNumber">In ascending order of <see cref="FlowStory.Number"/>; not changed any more.</param>
public sealed class FlowStoryTable(FlowStory[] byNumber)
{
    /// <summary>None.</summary>
    public static FlowStoryTable Empty { get; } = new([]);

    /// <summary>All, the oldest first.</summary>
    public IReadOnlyList<FlowStory> All => byNumber;

    /// <summary>What became of the flow that a round put; null when it put none or that is forgotten.</summary>
    public FlowStory? Of(TraceRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        int low = 0, high = byNumber.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            long number = byNumber[middle].Number;
            if (number == round.Story)
            {
                return byNumber[middle];
            }

            (low, high) = number < round.Story ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>Those that some rounds have put.</summary>
    internal FlowStoryTable Only(IEnumerable<TraceRound> rounds) => new([.. rounds.Select(Of).OfType<FlowStory>().DistinctBy(story => story.Number).OrderBy(story => story.Number)]);
}

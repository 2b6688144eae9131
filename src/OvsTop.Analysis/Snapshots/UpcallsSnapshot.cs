namespace OvsTop.Analysis.Snapshots;

/// <summary>Upcalls by handler. The rows plus <see cref="Other"/> equal <see cref="Total"/>.</summary>
public sealed record UpcallsSnapshot
{
    /// <summary>Threads that received at least one upcall, by thread id. Panes sort.</summary>
    public required IReadOnlyList<HandlerRow> Handlers { get; init; }

    /// <summary>All upcalls; its puts and executes are those of all threads, revalidators and main included.</summary>
    public required HandlerRow Total { get; init; }

    /// <summary>What belongs to no row: threads beyond the table, and puts and executes of other threads.</summary>
    public required HandlerRow Other { get; init; }

    /// <summary>Batches by size since start, index 0 .. 64.</summary>
    public required IReadOnlyList<ulong> BatchSizes { get; init; }
}

namespace OvsTop.Model.Sources;

/// <summary>
/// What a view or a feature wants to know. A live source attaches the cheapest probes that tell it (DESIGN 4); a name here is not a promise that
/// this switch can tell it.
/// </summary>
[Flags]
public enum Measurements
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Upcalls, puts and executes by handler: the primary counts, of one mechanism for a whole session.</summary>
    Rates = 1 << 0,

    /// <summary>Upcalls that the kernel could not send.</summary>
    Losses = 1 << 1,

    /// <summary>How long the kernel takes for puts and executes.</summary>
    KernelLatency = 1 << 2,

    /// <summary>recv -> put or execute built, and batches.</summary>
    Translate = 1 << 3,

    /// <summary>Kernel upcall -> recv.</summary>
    Queue = 1 << 4,

    /// <summary>Put or execute built -> kernel entry.</summary>
    Wait = 1 << 5,

    /// <summary>The main loop.</summary>
    MainLoop = 1 << 6,

    /// <summary>Revalidation rounds: flows, limit, duration.</summary>
    Rounds = 1 << 7,

    /// <summary>Flow deletes, a primary count.</summary>
    Deletes = 1 << 8,

    /// <summary>What revalidators said of each flow, and why: about four hits a second per live flow.</summary>
    Verdicts = 1 << 9,

    /// <summary>Re-translations by revalidators.</summary>
    Retranslations = 1 << 10,

    /// <summary>Single upcalls with key and packet.</summary>
    Packets = 1 << 11,

    /// <summary>Counts of what passes the filter.</summary>
    FilteredCounts = 1 << 12,

    /// <summary>Who causes upcalls.</summary>
    Talkers = 1 << 13,

    /// <summary>Birth and death of flows.</summary>
    FlowLives = 1 << 14,

    /// <summary>Packets through all their rounds.</summary>
    Traces = 1 << 15,

    /// <summary>Every event that there is, as a recording wants it.</summary>
    Events = 1 << 16,

    /// <summary>Cheap or primary: wanted always, so that no count and no history has a gap when views are switched.</summary>
    Always = Rates | Losses | MainLoop | Rounds | Deletes,

    /// <summary>Everything.</summary>
    All = (1 << 17) - 1,
}

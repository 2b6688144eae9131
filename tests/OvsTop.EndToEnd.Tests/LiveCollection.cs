namespace OvsTop.EndToEnd.Tests;

/// <summary>Tests that attach to a process run one after another, and not beside the others: a machine too busy to read the ring proves nothing.</summary>
[CollectionDefinition(Name)]
public sealed class LiveCollection
{
    public const string Name = "live";
}

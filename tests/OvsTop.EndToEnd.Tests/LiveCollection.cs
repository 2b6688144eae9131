namespace OvsTop.EndToEnd.Tests;

/// <summary>Tests that attach to a process run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class LiveCollection
{
    public const string Name = "live";
}

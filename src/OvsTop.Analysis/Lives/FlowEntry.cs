using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Lives;

/// <summary>What is kept of one flow, besides its key.</summary>
internal struct FlowEntry
{
    public FlowIdentity Identity;

    /// <summary>Neighbours in the order of the latest detail.</summary>
    public int Older, Younger;

    public ulong FirstNs, LastNs, Reinstalls, Deletes, Keeps, Modifies;

    /// <summary>Lives begun; the last <see cref="FlowRow.MaxLives"/> are kept.</summary>
    public uint LivesBegun;

    public LifeArray Lives;

    /// <summary>The latest life; only while there is one.</summary>
    [UnscopedRef]
    public ref LifeEntry Life => ref Lives[(int)((LivesBegun - 1) % FlowRow.MaxLives)];

    /// <summary>Begins a life.</summary>
    [UnscopedRef]
    public ref LifeEntry Begin(ulong putNs)
    {
        LivesBegun++;
        Life = new LifeEntry { PutNs = putNs, Generation = Reinstalls };
        return ref Life;
    }

    /// <summary>The flow as a row.</summary>
    /// <param name="key">Its text.</param>
    public readonly FlowRow ToRow(string key)
    {
        int kept = (int)Math.Min(LivesBegun, FlowRow.MaxLives);
        var lives = new FlowLife[kept];
        string? lastReason = null;
        for (int i = 0; i < kept; i++)
        {
            lives[i] = Lives[(int)((LivesBegun - kept + i) % FlowRow.MaxLives)].ToLife();
            lastReason = lives[i].DeletedNs > 0 ? lives[i].Reason : lastReason;
        }

        return new FlowRow
        {
            Id = Identity.ToString(),
            Key = key,
            Reinstalls = Reinstalls,
            Deletes = Deletes,
            Keeps = Keeps,
            Modifies = Modifies,
            FirstNs = FirstNs,
            LastNs = LastNs,
            LastReason = lastReason,
            Lives = lives,
        };
    }

    [InlineArray(FlowRow.MaxLives)]
    public struct LifeArray
    {
        private LifeEntry _element;
    }
}

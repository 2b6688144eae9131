using OvsTop.Model.Sources;

namespace OvsTop.Recording.Export;

/// <summary>Names of threads by the tallies, for records that do not bring them: live ones.</summary>
internal sealed class ThreadNames
{
    private readonly Dictionary<uint, string> _names = [];

    /// <summary>The name of a thread; empty if unknown.</summary>
    public string this[uint tid] => _names.GetValueOrDefault(tid, "");

    /// <summary>Learns the names of a batch.</summary>
    public void Learn(ProbeBatch batch)
    {
        if (batch.Tallies is not { } table || (table.Count - 1 == _names.Count && !batch.Discontinuity))
        {
            return;
        }

        _names.Clear();
        foreach (ref readonly var thread in table.Threads)
        {
            _names[thread.Tid] = thread.Name;
        }
    }
}

using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Aggregators;

/// <summary>Which rows of a table are one handler's: its own, and those of the upcall sockets that it reads. A socket nobody is known to read stands alone.</summary>
internal sealed class HandlerGroups
{
    private readonly Dictionary<uint, int> _threads = [];
    private readonly List<int> _leaders = [];

    /// <summary>The row that stands for the handler, by slot; the shared slot stands for itself.</summary>
    public IReadOnlyList<int> Leaders => _leaders;

    /// <summary>Groups the rows of a table.</summary>
    public void Read(TallyTable table)
    {
        _threads.Clear();
        _leaders.Clear();
        for (int slot = 1; slot < table.Count; slot++)
        {
            if (table[slot].PortId == 0)
            {
                _threads.TryAdd(table[slot].Tid, slot);
            }
        }

        for (int slot = 0; slot < table.Count; slot++)
        {
            ref readonly var row = ref table[slot];
            bool isRead = row.PortId != 0 && row.Tid != 0;
            if (isRead)
            {
                _threads.TryAdd(row.Tid, slot);
            }

            _leaders.Add(isRead ? _threads[row.Tid] : slot);
        }
    }

    /// <summary>The handler's name: its thread's, or that of a socket without one.</summary>
    public static string NameOf(in ThreadTally leader) =>
        leader.PortId != 0 && (leader.Tid == 0 || leader.Comm[0] == 0) ? $"socket {leader.PortId}" : leader.Name;
}

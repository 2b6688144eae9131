using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Facts;
using OvsTop.Model.Talkers;

namespace OvsTop.Analysis.Aggregators;

/// <summary>View 5: the loudest talkers of each dimension that is counted, with their history.</summary>
internal sealed class TalkerAggregator
{
    private readonly DimensionTalkers?[] _dimensions = new DimensionTalkers?[TalkerDimensionTable.Count];
    private readonly Dictionary<uint, BridgePort> _ports = [];
    private Reading<IReadOnlyList<BridgePort>>? _answer;
    private int _epoch = -1;

    /// <summary>Now and the last tick.</summary>
    public TalkerWindow Window { get; } = new();

    /// <summary>The window in rows.</summary>
    /// <param name="window">When it was.</param>
    /// <param name="facts">Names of ports; null when the daemon does not say.</param>
    public TalkersSnapshot Take(TallyWindow window, DaemonFacts? facts)
    {
        var ports = Ports(facts);
        if (_epoch != window.Epoch)
        {
            _epoch = window.Epoch;
            Array.Clear(_dimensions);
        }

        var lists = new List<TalkerList>();
        for (int i = 0; i < _dimensions.Length; i++)
        {
            var dimension = (TalkerDimension)i;
            if (Window.Now.Find(dimension) is { } now)
            {
                _dimensions[i] ??= new DimensionTalkers();
                lists.Add(_dimensions[i]!.Take(now, Window.Base.Find(dimension), window, ports));
            }
            else
            {
                _dimensions[i] = null;
            }
        }

        return lists.Count == 0 ? TalkersSnapshot.Empty : new TalkersSnapshot { Lists = lists };
    }

    private Dictionary<uint, BridgePort> Ports(DaemonFacts? facts)
    {
        if (facts?.Ports is { } answer && !ReferenceEquals(answer, _answer))
        {
            _answer = answer;
            _ports.Clear();
            foreach (var port in answer.Value)
            {
                if (port.DatapathPort is { } number)
                {
                    _ports[number] = port;
                }
            }
        }

        return _ports;
    }
}

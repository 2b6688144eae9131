using OvsTop.Model.Talkers;

namespace OvsTop.Probes.Live;

/// <summary>
/// Since when each dimension is counted. Keys carry 8 bits of the epoch, so a start can be told from a key's for half their range only: it moves along behind
/// the current epoch, for keys that are so old have long been taken out.
/// </summary>
internal sealed class TalkerEpochs
{
    private const byte Oldest = 64, Half = 128;

    private readonly byte[] _starts = new byte[TalkerDimensionTable.Count];

    /// <summary>What keys of now carry.</summary>
    public byte Current { get; private set; }

    /// <summary>The next epoch begins.</summary>
    public void Raise()
    {
        Current++;
        foreach (ref byte start in _starts.AsSpan())
        {
            if ((byte)(Current - start) > Oldest)
            {
                start = (byte)(Current - Oldest);
            }
        }
    }

    /// <summary>A dimension is counted from the current epoch on.</summary>
    public void Start(TalkerDimension dimension) => _starts[(int)dimension] = Current;

    /// <summary>True for a key of a dimension's start or later; false for a dimension that is not known.</summary>
    /// <param name="dimension">The key's dimension.</param>
    /// <param name="epoch">The key's epoch.</param>
    public bool IsSinceStart(TalkerDimension dimension, byte epoch) => (int)dimension < _starts.Length && (byte)(epoch - _starts[(int)dimension]) < Half;
}

using OvsTop.Model.Sources;

namespace OvsTop.Recording.Container;

/// <summary>What a recording does not hold that was to be in it: left out by its recorder, damaged since, or of a kind that this ovstop does not know.</summary>
internal sealed class LossAccount
{
    private ulong _dropped, _droppedBefore, _inSession;

    /// <summary>Chunks that are missing, as far as their sequence tells.</summary>
    public long Chunks { get; set; }

    /// <summary>Records that are missing, as far as later batches tell.</summary>
    public ulong Records { get; private set; }

    /// <summary>Chunks of kinds this ovstop does not know.</summary>
    public long UnknownChunks { get; set; }

    /// <summary>Changes whenever <see cref="AddNotices"/> has something else to say.</summary>
    public long Version => (_dropped + _droppedBefore > 0 ? 1 : 0) + Chunks + (long)Records + UnknownChunks;

    /// <summary>The counts of a session begin at zero.</summary>
    public void BeginSession()
    {
        _droppedBefore += _dropped;
        _dropped = _inSession = 0;
    }

    /// <summary>Details the recorder dropped in this session, as a batch says.</summary>
    public void Drop(ulong dropped) => _dropped = Math.Max(_dropped, dropped);

    /// <summary>Records of this session are missing.</summary>
    public void Lose(ulong records)
    {
        Records += records;
        _inSession += records;
    }

    /// <summary>The losses of a source with those of its recording.</summary>
    public DetailLosses Of(ulong delivered, ulong lost, ulong skipped) => new(delivered - Math.Min(delivered, _inSession), lost + _inSession, skipped);

    /// <summary>Says it, a sentence each.</summary>
    public void AddNotices(ICollection<string> notices, ChunkReader chunks)
    {
        if (_dropped + _droppedBefore > 0)
        {
            notices.Add($"the recorder did not keep up: {_dropped + _droppedBefore:N0} of the lost details were dropped by it, counts are complete");
        }

        if (chunks.DamagedBytes > 0 || Chunks > 0 || Records > 0)
        {
            notices.Add($"damaged: {Chunks:N0} chunks with {Records:N0} details lost, {chunks.DamagedBytes:N0} bytes in {chunks.DamagedPlaces:N0} places passed over; counts are right again 10 s later at most");
        }

        if (UnknownChunks > 0)
        {
            notices.Add($"{UnknownChunks:N0} chunks of unknown kind skipped: a newer ovstop wrote them, and may show more");
        }
    }
}

using OvsTop.Model.Events;

namespace OvsTop.Recording.Retis;

/// <summary>The upcalls of a thread's batch, so that a put (by key) and an execute (by packet) find the one they belong to.</summary>
internal sealed class RetisBatch
{
    private const int MaxBatch = 64;

    private readonly List<Member> _members = [];
    private bool _closed;

    /// <summary>Time of the first upcall of the batch.</summary>
    public ulong LeaderNs { get; private set; }

    /// <summary>Notes a received upcall. Returns its place in the batch.</summary>
    public int Add(in ProbeEvent recv, uint queueId)
    {
        if (_closed || _members.Count == MaxBatch)
        {
            _members.Clear();
            _closed = false;
        }

        if (_members.Count == 0)
        {
            LeaderNs = recv.Header.TimeNs;
        }

        _members.Add(new Member { QueueId = queueId, Packet = recv.Header.Subject, Key = recv.Key.ToArray(), KeyIdentity = recv.Header.Value2 });
        return _members.Count - 1;
    }

    /// <summary>The upcall an operation belongs to; null if there is none.</summary>
    public (uint QueueId, int Index)? Find(in ProbeEvent operation)
    {
        _closed = true;
        bool put = operation.Header.Probe == ProbeId.FlowPut;
        for (int i = 0; i < _members.Count; i++)
        {
            var member = _members[i];
            if (put && !member.Put && member.KeyIdentity == operation.Header.Value2 && operation.Key.SequenceEqual(member.Key))
            {
                member.Put = true;
                return (member.QueueId, i);
            }

            if (!put && !member.Executed && member.Packet == operation.Header.Subject)
            {
                member.Executed = true;
                return (member.QueueId, i);
            }
        }

        return null;
    }

    private sealed class Member
    {
        public required uint QueueId { get; init; }

        public required ulong Packet { get; init; }

        public required byte[] Key { get; init; }

        public required ulong KeyIdentity { get; init; }

        public bool Put { get; set; }

        public bool Executed { get; set; }
    }
}

namespace OvsTop.Model.Flows;

/// <summary>Fragment field of an IPv4 or IPv6 key: <c>enum ovs_frag_type</c>.</summary>
public enum FragType : byte
{
    /// <summary><c>no</c>: not a fragment.</summary>
    None = 0,

    /// <summary><c>first</c>: offset 0, more to come.</summary>
    First = 1,

    /// <summary><c>later</c>: offset above 0.</summary>
    Later = 2,
}

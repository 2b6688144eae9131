namespace OvsTop.Screen.State;

/// <summary>What is copied of a selected row.</summary>
public enum CopyWhat
{
    /// <summary>The flow key of a round, as <c>ofproto/trace</c> takes it.</summary>
    Key,

    /// <summary>A command that has retis collect the same packets.</summary>
    Retis,
}

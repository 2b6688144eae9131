namespace OvsTop.Model.Flows;

/// <summary>What nl_policy_parse of lib/netlink.c demands of one nested attribute.</summary>
/// <param name="Min">Fewest payload bytes; negative if the number is not in the policy.</param>
/// <param name="Max">Most payload bytes.</param>
/// <param name="Required">True if it must be there.</param>
/// <param name="Text">True if it must end with its only zero byte.</param>
internal readonly record struct AttributePolicy(int Min, int Max = int.MaxValue, bool Required = false, bool Text = false)
{
    /// <summary>A number the policy does not list.</summary>
    public static AttributePolicy Unlisted { get; } = new(-1);

    /// <summary>A flag or anything.</summary>
    public static AttributePolicy Any { get; } = new(0);

    /// <summary>A number of this many bytes.</summary>
    public static AttributePolicy Exactly(int size, bool required = false) => new(size, size, required);

    /// <summary>True if the payload fits.</summary>
    public bool Accepts(ReadOnlySpan<byte> value) =>
        value.Length >= Min && value.Length <= Max && (!Text || value.IndexOf((byte)0) == value.Length - 1);
}

namespace OvsTop.Vswitchd.Usdt;

/// <summary>Where a probe argument is.</summary>
public enum UsdtArgumentKind : byte
{
    /// <summary>The displacement is the value.</summary>
    Constant,

    /// <summary>The low bytes of the base register.</summary>
    Register,

    /// <summary>Memory at base + displacement.</summary>
    Memory,

    /// <summary>Memory at base + index * scale + displacement; the base may be missing.</summary>
    MemoryIndexed,
}

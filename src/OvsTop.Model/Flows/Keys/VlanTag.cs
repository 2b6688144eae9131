namespace OvsTop.Model.Flows;

/// <summary>A VLAN tag of a flow key, host order.</summary>
/// <param name="Tpid">Ethernet type of the tag, 0x8100 or 0x88a8.</param>
/// <param name="Tci">Priority, CFI (set when a tag is present) and VLAN id.</param>
public readonly record struct VlanTag(ushort Tpid, ushort Tci)
{
    /// <summary>VLAN id, 12 bits.</summary>
    public int Vid => Tci & 0xfff;

    /// <summary>Priority, 3 bits.</summary>
    public int Pcp => Tci >> 13;

    /// <summary>True if a tag is present (Open vSwitch keeps the CFI bit set for it).</summary>
    public bool Cfi => (Tci & 0x1000) != 0;
}

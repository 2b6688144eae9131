namespace OvsTop.Recording.UpcallCost;

/// <summary>A received upcall of a thread's batch.</summary>
/// <param name="id">Number of the upcall in the file; stands for its packet and key.</param>
/// <param name="packet">Captured bytes.</param>
/// <param name="length">Length on the wire.</param>
/// <param name="key">Captured bytes of the key.</param>
/// <param name="keyLength">Length of the key.</param>
internal sealed class CostUpcall(ulong id, byte[] packet, uint length, byte[] key, uint keyLength)
{
    /// <summary>Number of the upcall in the file.</summary>
    public ulong Id { get; } = id;

    /// <summary>Captured bytes.</summary>
    public byte[] Packet { get; } = packet;

    /// <summary>Length on the wire.</summary>
    public uint Length { get; } = length;

    /// <summary>Captured bytes of the key.</summary>
    public byte[] Key { get; } = key;

    /// <summary>Length of the key.</summary>
    public uint KeyLength { get; } = keyLength;

    /// <summary>A put was tied to it.</summary>
    public bool Put { get; set; }

    /// <summary>An execute was tied to it.</summary>
    public bool Executed { get; set; }
}

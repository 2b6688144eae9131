using OvsTop.Model.Events;

namespace OvsTop.Recording.Export;

/// <summary>A received upcall with what its handler did about it.</summary>
internal sealed class UpcallPacket
{
    /// <summary>Copies what a recv_upcall says.</summary>
    public UpcallPacket(in ProbeEvent recv, string handler)
    {
        Header = recv.Header;
        Packet = recv.Packet.ToArray();
        Key = recv.Key.ToArray();
        Handler = handler;
    }

    /// <summary>Of the recv_upcall.</summary>
    public EventHeader Header { get; }

    /// <summary>Captured bytes.</summary>
    public byte[] Packet { get; }

    /// <summary>Flow key.</summary>
    public byte[] Key { get; }

    /// <summary>Name of the thread, if the record brings it.</summary>
    public string Handler { get; }

    /// <summary>The flow put for it; null if none was.</summary>
    public PutFlow? Put { get; set; }

    /// <summary>Whether the batch it was received in is over.</summary>
    public bool Done { get; set; }

    /// <summary>Actions executed on the packet; null if it was not executed.</summary>
    public byte[]? Executed { get; set; }
}

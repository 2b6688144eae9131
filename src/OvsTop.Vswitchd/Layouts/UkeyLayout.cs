namespace OvsTop.Vswitchd.Layouts;

/// <summary>
/// Byte offsets in <c>struct udpif_key</c> (ofproto/ofproto-dpif-upcall.c) on x86-64 with glibc; measured from builds of v2.17.0 ..
/// v3.7.1. The part up to the statistics never changed, only what follows it.
/// </summary>
/// <param name="Name">L0, L1 or L2, oldest first.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Created">created: milliseconds, monotonic.</param>
/// <param name="DumpSeq">dump_seq.</param>
/// <param name="RevalSeq">reval_seq.</param>
/// <param name="State">state.</param>
/// <param name="Actions">actions.</param>
/// <param name="XlateCache">xcache.</param>
/// <param name="KeyBuffer">keybuf: <c>key</c> points here.</param>
/// <param name="MaskBuffer">maskbuf: <c>mask</c> points here.</param>
public sealed record UkeyLayout(string Name, int Size, int Created, int DumpSeq, int RevalSeq, int State, int Actions, int XlateCache, int KeyBuffer, int MaskBuffer)
{
    /// <summary>key: pointer.</summary>
    public const int Key = 8;

    /// <summary>key_len.</summary>
    public const int KeyLength = 16;

    /// <summary>mask: pointer.</summary>
    public const int Mask = 24;

    /// <summary>mask_len.</summary>
    public const int MaskLength = 32;

    /// <summary>ufid: 16 bytes.</summary>
    public const int Ufid = 40;

    /// <summary>ufid_present.</summary>
    public const int UfidPresent = 56;

    /// <summary>pmd_id.</summary>
    public const int PmdId = 64;

    /// <summary>stats.n_packets.</summary>
    public const int Packets = 120;

    /// <summary>stats.n_bytes.</summary>
    public const int Bytes = 128;

    /// <summary>stats.used: milliseconds, monotonic.</summary>
    public const int Used = 136;

    /// <summary>stats.tcp_flags: 16 bits.</summary>
    public const int TcpFlags = 144;

    /// <summary>Length of both buffers; <see cref="MaskBuffer"/> - <see cref="KeyBuffer"/> in every layout (ODPUTIL_FLOW_KEY_BYTES).</summary>
    public const int BufferLength = 640;
}

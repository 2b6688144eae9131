using OvsTop.Model.Events;
using OvsTop.Model.Flows;

namespace OvsTop.Analysis.Lives;

/// <summary>Keys and masks of flows as they came, in cells of one size. A mask that does not fit behind its key is left out.</summary>
internal sealed class KeySlab
{
    /// <summary>Bytes of a cell: ODPUTIL_FLOW_KEY_BYTES in lib/odp-util.h; a key with its mask takes about 300.</summary>
    public const int CellBytes = 640;

    private (ushort Key, ushort Mask)[] _lengths = [];
    private byte[] _bytes = [];
    private string?[] _texts = [];

    /// <summary>Makes room for so many cells; what is in them stays.</summary>
    public void Resize(int cells)
    {
        Array.Resize(ref _lengths, cells);
        Array.Resize(ref _bytes, cells * CellBytes);
        Array.Resize(ref _texts, cells);
    }

    /// <summary>Empties a cell.</summary>
    public void Clear(int cell)
    {
        _lengths[cell] = default;
        _texts[cell] = null;
    }

    /// <summary>Keeps the key of a detail, unless as much is kept already.</summary>
    public void Store(int cell, in ProbeEvent probeEvent)
    {
        ref var lengths = ref _lengths[cell];
        ReadOnlySpan<byte> key = probeEvent.Key, mask = probeEvent.Mask;
        if (key.IsEmpty || key.Length > CellBytes || (lengths.Key > 0 && (lengths.Mask > 0 || mask.IsEmpty)))
        {
            return;
        }

        mask = key.Length + mask.Length <= CellBytes ? mask : default;
        key.CopyTo(_bytes.AsSpan(cell * CellBytes));
        mask.CopyTo(_bytes.AsSpan(cell * CellBytes + key.Length));
        lengths = ((ushort)key.Length, (ushort)mask.Length);
        _texts[cell] = null;
    }

    /// <summary>Makes a cell the copy of one of another slab.</summary>
    public void CopyFrom(int cell, KeySlab other, int from)
    {
        _lengths[cell] = other._lengths[from];
        _texts[cell] = other._texts[from];
        other._bytes.AsSpan(from * CellBytes, CellBytes).CopyTo(_bytes.AsSpan(cell * CellBytes));
    }

    /// <summary>The flow as <c>dpctl/dump-flows</c> prints it, written once; empty without a key.</summary>
    public string Text(int cell)
    {
        var (key, mask) = _lengths[cell];
        if (key == 0)
        {
            return "";
        }

        var bytes = _bytes.AsSpan(cell * CellBytes);
        return _texts[cell] ??= FlowKeyFormatter.ToText(bytes[..key], bytes.Slice(key, mask), KeyStyle.Brief);
    }
}

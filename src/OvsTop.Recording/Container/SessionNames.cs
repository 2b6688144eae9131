using System.Text;

namespace OvsTop.Recording.Container;

/// <summary>The names of a session as far as they have been read, by their indices. Untrusted text.</summary>
internal sealed class SessionNames
{
    private readonly List<string> _names = [];

    /// <summary>All of them; the empty one stands for those that are not known.</summary>
    public IReadOnlyList<string> All => _names;

    /// <summary>What comes is of another session.</summary>
    public void Clear() => _names.Clear();

    /// <summary>Reads a section of names; those that are known stay as they are.</summary>
    /// <returns>False when it is none.</returns>
    public bool TryRead(ref ByteSource source)
    {
        ulong first = source.Varint(), count = source.Varint();
        if (source.Failed || first > NameTable.Capacity || count > NameTable.Capacity)
        {
            return false;
        }

        while (_names.Count < (int)first)
        {
            _names.Add("");
        }

        for (ulong i = 0; i < count; i++)
        {
            var name = source.Bytes(source.Varint());
            if (source.Failed)
            {
                return false;
            }

            Set((int)(first + i), name);
        }

        return true;
    }

    private void Set(int index, ReadOnlySpan<byte> name)
    {
        if (index == _names.Count)
        {
            _names.Add(Encoding.UTF8.GetString(name));
        }
        else if (_names[index].Length == 0)
        {
            _names[index] = Encoding.UTF8.GetString(name);
        }
    }
}

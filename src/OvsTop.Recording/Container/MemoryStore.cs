namespace OvsTop.Recording.Container;

/// <summary>Files in memory. One thread writes, any thread may copy: chunks are written whole, so that a copy ends behind one.</summary>
internal sealed class MemoryStore : IRecordingStore
{
    private readonly Lock _gate = new();
    private readonly List<(string Path, MemoryFile File)> _files = [];

    /// <summary>Bytes of all files.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _files.Sum(file => file.File.Size);
            }
        }
    }

    /// <inheritdoc/>
    public RecordingFile Open(string path, RecordingMode mode)
    {
        lock (_gate)
        {
            var file = new MemoryFile(_gate);
            _files.Add((path, file));
            return RecordingFile.Of(path, file);
        }
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        lock (_gate)
        {
            _files.RemoveAll(file => file.Path == path);
        }
    }

    /// <summary>Writes all files, one behind the other.</summary>
    public void CopyTo(Stream stream)
    {
        byte[][] contents;
        lock (_gate)
        {
            contents = [.. _files.Select(file => file.File.ToArray())];
        }

        foreach (byte[] content in contents)
        {
            stream.Write(content);
        }
    }

    private sealed class MemoryFile(Lock gate) : MemoryStream
    {
        /// <summary>Bytes written, also when it is closed.</summary>
        public long Size { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            lock (gate)
            {
                base.Write(buffer);
                Size += buffer.Length;
            }
        }

        // Closed by the recorder, and read until it is deleted: ToArray allows that.
        protected override void Dispose(bool disposing)
        {
            lock (gate)
            {
                if (CanWrite)
                {
                    Capacity = (int)Length;
                }

                base.Dispose(disposing);
            }
        }
    }
}

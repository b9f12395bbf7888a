namespace Bits.RetrySim;

/// <summary>A file that is open for <see cref="PartialFile"/>, whose lock it needs.</summary>
internal sealed class RandomAccessFile(string name) : IDisposable
{
    // A buffer of one byte is none.
    private readonly FileStream _stream = new(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);

    internal long Length
    {
        get => _stream.Length;
        set => _stream.SetLength(value);
    }

    internal void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        byte[] piece = bytes.ToArray();
        _stream.Position = offset;
        _stream.Write(piece, 0, piece.Length);
        _stream.Flush();
    }

    internal int Read(byte[] piece, long offset)
    {
        _stream.Position = offset;
        return _stream.Read(piece, 0, piece.Length);
    }

    internal void FlushToDisk() => _stream.Flush(flushToDisk: true);

    /// <summary>By the name, since the handle is the stream's.</summary>
    internal void SetTime(DateTime utc) => File.SetLastWriteTimeUtc(name, utc);

    public void Dispose() => _stream.Dispose();
}

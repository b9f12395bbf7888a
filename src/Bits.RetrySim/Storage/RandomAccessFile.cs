using Microsoft.Win32.SafeHandles;

namespace Bits.RetrySim;

/// <summary>A file that is open for <see cref="PartialFile"/>, whose lock it needs.</summary>
internal sealed class RandomAccessFile(string name) : IDisposable
{
    private readonly SafeFileHandle _handle = File.OpenHandle(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    internal long Length
    {
        get => RandomAccess.GetLength(_handle);
        set => RandomAccess.SetLength(_handle, value);
    }

    internal void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

    internal int Read(byte[] piece, long offset) => RandomAccess.Read(_handle, piece, offset);

    internal void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    internal void SetTime(DateTime utc) => File.SetLastWriteTimeUtc(_handle, utc);

    public void Dispose() => _handle.Dispose();
}

using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

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
        byte[] piece = ArrayPool<byte>.Shared.Rent(bytes.Length);
        try
        {
            bytes.CopyTo(piece);
            _stream.Position = offset;
            _stream.Write(piece, 0, bytes.Length);
            _stream.Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    internal int Read(byte[] piece, long offset)
    {
        _stream.Position = offset;
        return _stream.Read(piece, 0, piece.Length);
    }

    internal void FlushToDisk() => _stream.Flush(flushToDisk: true);

    /// <summary>On Windows by the handle: opened once more for it, the file would be found shared for reading alone.</summary>
    /// <exception cref="IOException">It cannot be set, with the code of the system.</exception>
    internal void SetTime(DateTime utc)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetLastWriteTimeUtc(name, utc);
            return;
        }

        long fileTime = utc.ToFileTimeUtc();
        if (!SetFileTime(_stream.SafeFileHandle, 0, 0, in fileTime))
        {
            Win32Exception refused = new();
            throw new IOException(refused.Message, HResults.Win32(refused.NativeErrorCode));
        }
    }

    public void Dispose() => _stream.Dispose();

    [DllImport("kernel32.dll", SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool SetFileTime(SafeFileHandle file, nint creation, nint access, in long write);
}

using System.Buffers;
using System.Security.Cryptography;

namespace Bits.RetrySim;

/// <summary>A temporary file into which bytes come, one piece after the other, until it is closed, by whom ever.</summary>
/// <threadsafety>Safe from any thread: who closes it waits for a piece that is being written, and no later one is.</threadsafety>
internal sealed class PartialFile : IDisposable
{
    /// <summary>File systems of Windows know no earlier one: the first instant of a FILETIME.</summary>
    private static readonly long EarliestTime = DateTime.FromFileTimeUtc(0).Ticks + 1;

    private const int PieceToRead = 1024 * 1024;

    private readonly object _gate = new();
    private readonly RandomAccessFile _file;
    private bool _isClosed;

    private PartialFile(RandomAccessFile file) => _file = file;

    /// <summary>Opens it, or makes it if there is none. Others may read it meanwhile (FILE-24), but not write.</summary>
    /// <exception cref="IOException">It cannot be opened, as <see cref="DiskErrors"/> tells; or <see cref="UnauthorizedAccessException"/>.</exception>
    internal static PartialFile Open(string temporaryName) => new(new RandomAccessFile(temporaryName));

    /// <summary>How many bytes it has, wherever they lie.</summary>
    internal long Length
    {
        get
        {
            lock (_gate)
            {
                return _isClosed ? 0 : _file.Length;
            }
        }

        set => Work(() => _file.Length = value);
    }

    /// <summary>Hands bytes to the operating system; from then on they outlive this process. False: it was closed, and nothing was written.</summary>
    internal bool Write(ReadOnlySpan<byte> bytes, long offset)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            _file.Write(bytes, offset);
            return true;
        }
    }

    /// <summary>The SHA-256 hash of all that is in it; null: it was closed meanwhile.</summary>
    internal string? ComputeSha256()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceToRead);
        long offset = 0;
        int read;
        while ((read = Read(piece, offset)) > 0)
        {
            hash.AppendData(piece, 0, read);
            offset += read;
        }

        ArrayPool<byte>.Shared.Return(piece);
        return read == 0 ? Convert.ToHexString(hash.GetHashAndReset()) : null;
    }

    /// <summary>What was written is on the disk when this returns, and outlives a power failure.</summary>
    internal void FlushToDisk() => Work(() => _file.FlushToDisk());

    /// <summary>Whether a time stamp of a server, in UTC ticks, is one that files get.</summary>
    internal static bool KeepsTime(long timeStamp) => timeStamp >= EarliestTime;

    /// <summary>The file is as old as the one on the server (FILE-10).</summary>
    internal void SetTime(DateTime utc) => Work(() => _file.SetTime(utc));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _file.Dispose();
        }
    }

    /// <summary>How many bytes come from there, 0 at the end; -1: it was closed. Whoever closes it waits for a piece, not for all.</summary>
    private int Read(byte[] piece, long offset)
    {
        lock (_gate)
        {
            return _isClosed ? -1 : _file.Read(piece, offset);
        }
    }

    private void Work(Action work)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                work();
            }
        }
    }
}

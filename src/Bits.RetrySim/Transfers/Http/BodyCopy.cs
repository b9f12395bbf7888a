using System.Buffers;

namespace Bits.RetrySim;

/// <summary>Brings the body of a response into a file.</summary>
/// <param name="line">Whose limit counts.</param>
/// <param name="watchdog">Who ends the waiting.</param>
/// <param name="file">Where the bytes go.</param>
/// <param name="written">So many more bytes have been handed to the operating system.</param>
internal sealed class BodyCopy(HttpLine line, Watchdog watchdog, PartialFile file, Action<int> written)
{
    private const int BufferSize = 1024 * 1024;

    private byte[] _buffer = [];
    private int _from;
    private int _to;

    /// <summary>Copies to the end of the body, or to so many bytes. What has come is in the file, also if it fails.</summary>
    /// <param name="body">The body.</param>
    /// <param name="offset">Where it goes.</param>
    /// <param name="length">How many bytes are wanted; -1: all that come.</param>
    /// <param name="isLimited">Whether the limit of background transfers holds now.</param>
    /// <returns>How many bytes have come.</returns>
    internal async Task<long> RunAsync(Stream body, long offset, long length, Func<bool> isLimited)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        long came = 0;
        try
        {
            while (length < 0 || came < length)
            {
                if (_to == _buffer.Length)
                {
                    Write(offset + came);
                }

                int piece = (int)Math.Min(_buffer.Length - _to, length < 0 ? int.MaxValue : length - came);
                bool limited = isLimited();
                int read = await ReadAsync(body, limited ? line.BackgroundLimit.PieceOf(piece) : piece, offset + came).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                came += read;
                _to += read;
                if (limited)
                {
                    Write(offset + came);
                    await line.BackgroundLimit.TakeAsync(read, watchdog.Token).ConfigureAwait(false);
                }
            }

            Write(offset + came);
        }
        catch (Exception failure) when (failure is not TransferException)
        {
            // The buffer is not given back: a read may be under way.
            Write(offset + came);
            throw;
        }

        ArrayPool<byte>.Shared.Return(_buffer);
        return came;
    }

    /// <summary>While nothing comes, what has come is written.</summary>
    private async ValueTask<int> ReadAsync(Stream body, int piece, long position)
    {
        ValueTask<int> read = body.ReadAsync(_buffer.AsMemory(_to, piece), watchdog.Token);
        if (read.IsCompleted)
        {
            return await read.ConfigureAwait(false);
        }

        watchdog.Wait();
        try
        {
            WriteBesides(position);
            return await read.ConfigureAwait(false);
        }
        finally
        {
            watchdog.Rest();
        }
    }

    /// <summary>The buffer is free again.</summary>
    private void Write(long position)
    {
        WriteBesides(position);
        (_from, _to) = (0, 0);
    }

    /// <summary>What was read so far ends at a position of the file.</summary>
    private void WriteBesides(long position)
    {
        int count = _to - _from;
        if (count == 0)
        {
            return;
        }

        try
        {
            if (!file.Write(_buffer.AsSpan(_from, count), position - count))
            {
                return;
            }
        }
        catch (Exception failure) when (DiskErrors.Has(failure))
        {
            throw TransferException.OfDisk(failure);
        }

        _from = _to;
        written(count);
    }
}

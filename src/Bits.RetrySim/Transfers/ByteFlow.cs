namespace Bits.RetrySim;

/// <summary>Bytes that arrive at a constant rate from an instant on, computed in integers from that instant, never from the last read (D-7).</summary>
/// <param name="Bytes">Bytes of the file that were here at <paramref name="Since"/>, and before it.</param>
/// <param name="Since">The instant, in engine ticks, at which this rate began or, after a stall with a known end, will begin.</param>
/// <param name="BitsPerSecond">The rate; 0 when nothing flows.</param>
/// <param name="Limit">The flow stops at this many bytes of the file: its end, a scripted drop or a stall.</param>
/// <param name="Credit">Bit-ticks (bits x ticks per second) that had arrived of the next byte at <paramref name="Since"/>, 0 to 79,999,999.</param>
internal readonly record struct ByteFlow(long Bytes, long Since, long BitsPerSecond, long Limit, long Credit = 0)
{
    /// <summary>Bit-ticks in one byte: 8 bits, 10,000,000 ticks in a second.</summary>
    internal const long BitTicksPerByte = 8 * TimeSpan.TicksPerSecond;

    /// <summary>A rate at which all bytes up to the limit are there at once.</summary>
    internal const long Unlimited = long.MaxValue;

    /// <summary>No bytes move.</summary>
    internal static ByteFlow Still(long bytes, long since) => new(bytes, since, 0, bytes);

    /// <summary>The whole bytes of the file that are here at an instant.</summary>
    internal long BytesAt(long now)
    {
        if (now < Since || BitsPerSecond == 0 || Bytes >= Limit)
        {
            return Bytes;
        }

        if (BitsPerSecond == Unlimited)
        {
            return Limit;
        }

        Int128 arrived = BitTicksAt(now) / BitTicksPerByte;
        return arrived >= Limit - Bytes ? Limit : Bytes + (long)arrived;
    }

    /// <summary>The instant, rounded up to a tick, at which that many bytes of the file are here; <see langword="null"/> when they never come.</summary>
    internal long? InstantOf(long bytes)
    {
        if (bytes <= Bytes)
        {
            return Since;
        }

        if (bytes > Limit || BitsPerSecond == 0)
        {
            return null;
        }

        if (BitsPerSecond == Unlimited)
        {
            return Since;
        }

        Int128 missing = ((Int128)(bytes - Bytes) * BitTicksPerByte) - Credit;
        Int128 instant = Since + ((missing + BitsPerSecond - 1) / BitsPerSecond);
        return instant > long.MaxValue ? null : (long)instant;
    }

    /// <summary>
    /// The instant at which the last byte that is here at <paramref name="now"/> arrived; <see langword="null"/> when none came since
    /// <see cref="Since"/>.
    /// </summary>
    internal long? LastByteAt(long now)
    {
        long bytes = BytesAt(now);
        return bytes > Bytes ? InstantOf(bytes) : null;
    }

    /// <summary>
    /// The same flow seen from a later instant, at another rate and with another limit; no fraction of a byte is lost. A flow that has
    /// yet to begin still begins when it would have.
    /// </summary>
    internal ByteFlow ChangedAt(long now, long bitsPerSecond, long limit)
    {
        if (now < Since)
        {
            return this with { BitsPerSecond = bitsPerSecond, Limit = limit };
        }

        long bytes = BytesAt(now);
        long credit = bytes >= Limit ? 0 : BitsPerSecond == 0 ? Credit : (long)(BitTicksAt(now) % BitTicksPerByte);
        return new ByteFlow(bytes, now, bitsPerSecond, limit, credit);
    }

    private Int128 BitTicksAt(long now) => ((Int128)(now - Since) * BitsPerSecond) + Credit;
}

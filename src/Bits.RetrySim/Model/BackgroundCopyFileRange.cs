namespace Bits.RetrySim;

/// <summary>A part of a remote file that is fetched (FILE-11).</summary>
/// <param name="InitialOffset">The byte of the remote file at which it begins, from 0.</param>
/// <param name="Length">How many bytes, 1 or more, or <see cref="ToEndOfFile"/>.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public readonly record struct BackgroundCopyFileRange(long InitialOffset, long Length)
{
    /// <summary>As a length: up to the end of the remote file, as BG_LENGTH_TO_EOF of BITS.</summary>
    public const long ToEndOfFile = -1;
}

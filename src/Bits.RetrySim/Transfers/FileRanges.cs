namespace Bits.RetrySim;

/// <summary>The parts of a remote file that are fetched, in the order in which they come and are written (FILE-11). They have been checked.</summary>
internal sealed class FileRanges
{
    private readonly BackgroundCopyFileRange[] _ranges;

    private FileRanges(BackgroundCopyFileRange[] ranges)
    {
        _ranges = ranges;
        List = Array.AsReadOnly(ranges);
    }

    internal IReadOnlyList<BackgroundCopyFileRange> List { get; }

    /// <summary>Checks what a client asks for.</summary>
    /// <exception cref="ArgumentException">There is none (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">One of them cannot be (BG_E_INVALID_RANGE), or two overlap (BG_E_OVERLAPPING_RANGES).</exception>
    internal static FileRanges Check(BackgroundCopyFileRange[] ranges, string paramName)
    {
        if (ranges.Length == 0)
        {
            throw Failure.InvalidArgument(paramName, "A file with ranges has at least one; AddFile fetches the whole file.");
        }

        for (int i = 0; i < ranges.Length; i++)
        {
            (long offset, long length) = ranges[i];
            bool isPossible = offset >= 0 && (length == BackgroundCopyFileRange.ToEndOfFile || (length > 0 && offset <= long.MaxValue - length));
            if (!isPossible)
            {
                throw Failure.Bits(
                    HResults.BG_E_INVALID_RANGE, $"Range {i + 1} of {ranges.Length} begins at {offset} and is {length} long; it has to begin at 0 or later, and be 1 byte long or more, or BackgroundCopyFileRange.ToEndOfFile.");
            }
        }

        RefuseOverlaps(ranges);
        return new FileRanges(ranges);
    }

    /// <summary>How many bytes they are in a file of a size, from 0; -1 if it is not known and one of them goes to its end.</summary>
    internal long LengthIn(long size)
    {
        long sum = 0;
        foreach (BackgroundCopyFileRange range in _ranges)
        {
            if (range.Length != BackgroundCopyFileRange.ToEndOfFile)
            {
                sum += range.Length;
            }
            else if (size < 0)
            {
                return -1;
            }
            else
            {
                sum += Math.Max(0, size - range.InitialOffset);
            }
        }

        return sum;
    }

    /// <summary>Whether a file of a size has all of their bytes.</summary>
    internal bool FitIn(long size) => Array.TrueForAll(_ranges, range => range.InitialOffset < size && EndOf(range) <= (ulong)size);

    private static void RefuseOverlaps(BackgroundCopyFileRange[] ranges)
    {
        BackgroundCopyFileRange[] sorted = [.. ranges.OrderBy(static range => range.InitialOffset)];
        for (int i = 1; i < sorted.Length; i++)
        {
            (BackgroundCopyFileRange before, BackgroundCopyFileRange next) = (sorted[i - 1], sorted[i]);
            if (before.Length == BackgroundCopyFileRange.ToEndOfFile || EndOf(before) > (ulong)next.InitialOffset)
            {
                throw Failure.Bits(
                    HResults.BG_E_OVERLAPPING_RANGES, $"The range that begins at {next.InitialOffset} has bytes of the one that begins at {before.InitialOffset}; each byte can be asked for once.");
            }
        }
    }

    /// <summary>The byte behind it, where it has one of its own.</summary>
    private static ulong EndOf(BackgroundCopyFileRange range) => (ulong)range.InitialOffset + (ulong)Math.Max(range.Length, 0);
}

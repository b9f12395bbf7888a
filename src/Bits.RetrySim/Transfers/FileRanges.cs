namespace Bits.RetrySim;

/// <summary>The parts of a remote file that are fetched, in the order in which they come and are counted (FILE-11, FILE-24). They have been checked.</summary>
internal sealed class FileRanges
{
    /// <summary>From this size on BITS asks for pieces, which needs ranges whatever the priority (SCHED-9, LIM-14).</summary>
    private const long NeededFrom = 2L * 1024 * 1024 * 1024;

    private readonly BackgroundCopyFileRange[] _ranges;

    /// <summary>The last byte that the client asks for, without which the file is not what he thinks it is; of a part to the end of the file its first.</summary>
    private readonly long _lastAsked;

    private FileRanges(BackgroundCopyFileRange[] ranges, long lastAsked, BackgroundCopyFileRange[] listed)
    {
        _ranges = ranges;
        _lastAsked = lastAsked;
        List = Array.AsReadOnly(listed);
    }

    /// <summary>What a request asks for.</summary>
    internal IReadOnlyList<BackgroundCopyFileRange> List { get; }

    /// <summary>How many bytes come before <see cref="List"/>, and are here.</summary>
    internal long Skipped { get; private init; }

    /// <summary>Whether the client asks for parts of a file that is fetched as a whole (FILE-24).</summary>
    internal bool IsRandomAccess { get; private init; }

    /// <summary>The code with which a server fails such a request that knows no ranges (ERR-33, FILE-24).</summary>
    internal int CodeOfLack => IsRandomAccess ? HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED : HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT;

    /// <summary>Whether a request for a whole file, or the rest of it, fails if the server knows no ranges (ERR-24, NET-4, SCHED-9, LIM-14).</summary>
    internal static bool AreNeeded(bool foreground, long offset, long size) => !foreground || offset > 0 || size >= NeededFrom;

    /// <summary>The parts as they could be kept.</summary>
    internal KeptList<BackgroundCopyFileRange> ToKept() => new([.. List]);

    /// <summary>The parts that were kept, behind so many bytes.</summary>
    internal static FileRanges OfKept(IReadOnlyList<BackgroundCopyFileRange> kept, long skipped = 0)
    {
        BackgroundCopyFileRange[] ranges = [.. kept];
        return new FileRanges(ranges, ranges.Max(LastByteOf), ranges) { Skipped = skipped };
    }

    /// <summary>Checks what a client asks for.</summary>
    /// <exception cref="ArgumentException">There is none (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">One of them cannot be (BG_E_INVALID_RANGE), or two overlap (BG_E_OVERLAPPING_RANGES).</exception>
    internal static FileRanges Check(BackgroundCopyFileRange[] ranges, string paramName)
    {
        CheckEach(ranges, paramName);
        RefuseOverlaps(ranges);
        return new FileRanges(ranges, ranges.Max(LastByteOf), ranges);
    }

    /// <summary>Checks what is asked of a file of a size, if that is known, and may overlap (FILE-24).</summary>
    /// <exception cref="ArgumentException">There is none (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">One of them cannot be, or the file has not all of it (BG_E_INVALID_RANGE).</exception>
    internal static void CheckAsked(BackgroundCopyFileRange[] ranges, long size, string paramName)
    {
        CheckEach(ranges, paramName);
        int outside = size < 0 ? -1 : Array.FindIndex(ranges, range => LastByteOf(range) >= size);
        if (outside >= 0)
        {
            throw Failure.Bits(
                HResults.BG_E_INVALID_RANGE, $"Range {outside + 1} of {ranges.Length} begins at {ranges[outside].InitialOffset} and is {ranges[outside].Length} long; the file has {size} bytes.");
        }
    }

    /// <summary>Parts of which the first bytes are here.</summary>
    /// <param name="ranges">All of them.</param>
    /// <param name="lastAsked">The last byte that the file has to have; -1: none.</param>
    /// <param name="bytes">How many bytes of them are here.</param>
    /// <param name="size">The size of the file; -1 if it is not known.</param>
    internal static FileRanges InOrder(BackgroundCopyFileRange[] ranges, long lastAsked, long bytes, long size) =>
        new(ranges, lastAsked, Without(ranges, bytes, size)) { Skipped = bytes, IsRandomAccess = true };

    /// <summary>How many bytes they are in a file of a size, from 0; -1 if it is not known and one of them goes to its end.</summary>
    internal long LengthIn(long size)
    {
        long sum = 0;
        foreach (BackgroundCopyFileRange range in _ranges)
        {
            if (LengthIn(range, size, IsRandomAccess) is not (>= 0 and var length))
            {
                return -1;
            }

            sum += length;
        }

        return sum;
    }

    /// <summary>Whether a file of a size has all that is asked for.</summary>
    internal bool FitIn(long size) => _lastAsked < size;

    private static void CheckEach(BackgroundCopyFileRange[] ranges, string paramName)
    {
        if (ranges.Length == 0)
        {
            throw Failure.InvalidArgument(paramName, "There has to be at least one range.");
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
    }

    /// <summary>The last byte that a part has in any file that has it.</summary>
    private static long LastByteOf(BackgroundCopyFileRange range) => range.InitialOffset + (range.Length == BackgroundCopyFileRange.ToEndOfFile ? 0 : range.Length - 1);

    /// <summary>How many bytes a part has in a file of a size; -1 if that is not known.</summary>
    /// <param name="range">The part.</param>
    /// <param name="size">The size of the file; -1 if it is not known.</param>
    /// <param name="isCut">Whether the end of the file is its end: what comes without having been asked for may have been thought to be elsewhere (FILE-24).</param>
    private static long LengthIn(BackgroundCopyFileRange range, long size, bool isCut)
    {
        bool isOpen = range.Length == BackgroundCopyFileRange.ToEndOfFile;
        if (size < 0)
        {
            return isOpen ? -1 : range.Length;
        }

        long behind = Math.Max(0, size - range.InitialOffset);
        return isOpen ? behind : isCut ? Math.Min(range.Length, behind) : range.Length;
    }

    /// <summary>What is left of them in a file of a size without their first bytes.</summary>
    private static BackgroundCopyFileRange[] Without(BackgroundCopyFileRange[] ranges, long bytes, long size)
    {
        List<BackgroundCopyFileRange> left = [];
        long skipped = bytes;
        foreach (BackgroundCopyFileRange range in ranges)
        {
            long known = LengthIn(range, size, isCut: true) is >= 0 and var length ? length : long.MaxValue;
            long here = Math.Min(skipped, known);
            skipped -= here;
            if (here < known)
            {
                bool isOpen = range.Length == BackgroundCopyFileRange.ToEndOfFile;
                left.Add(new BackgroundCopyFileRange(range.InitialOffset + here, isOpen ? range.Length : known - here));
            }
        }

        return [.. left];
    }

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

namespace Bits.RetrySim;

/// <summary>
/// In which order the bytes of a file come of which the client has asked for parts (FILE-24). The file's bytes are counted over it: the first so many of them
/// are here. It begins with what was asked for, and what was here before; where the rest begins depends on nothing else, and so is not kept.
/// </summary>
internal sealed class FetchOrder
{
    /// <summary>The end of a part that goes to the end of the file.</summary>
    private const long EndOfFile = long.MaxValue;

    /// <summary>What comes before the rest, no byte twice.</summary>
    private readonly List<Piece> _pieces = [];

    /// <summary>The same, wherever it lies.</summary>
    private readonly RangeSet _planned = new();

    /// <summary>Where the rest goes on.</summary>
    private long _position;

    /// <summary>The last byte that the client has asked for, of a part to the end of a file of unknown size the first; -1: none. What of it was asked for before has no piece of its own.</summary>
    private long _lastAsked = -1;

    /// <summary>How many of the pieces need not be told, and their bytes.</summary>
    private int _told;
    private long _bytesTold;

    /// <summary>How many pieces the client hears of now, with those that he has heard of.</summary>
    private int _telling;

    /// <summary>What was fetched last: the same, as long as nothing is asked for besides, and what was is or is not here.</summary>
    private FileRanges? _fetched;
    private bool _isRestFetched;

    /// <param name="bytes">Bytes that are here already, from the beginning of the file on.</param>
    internal FetchOrder(long bytes) => Plan(0, bytes, isAsked: false);

    /// <summary>The order that was kept of a file of a size.</summary>
    internal FetchOrder(FetchOrderSnapshot kept, long size)
    {
        foreach (((long offset, long length), bool isAsked) in kept.Parts)
        {
            Plan(offset, length == BackgroundCopyFileRange.ToEndOfFile ? EndOfFile : offset + length, isAsked);
        }

        (_position, _lastAsked) = (kept.Position, kept.LastAsked);
        _telling = Math.Min(kept.Told, _pieces.Count);
        SkipTo(_telling, size);
    }

    /// <summary>Whether something that was asked for is not here yet; what the file turns out not to have never is (ERR-33).</summary>
    internal bool IsPending(long bytes, long size) =>
        (LengthIn(_pieces.Count, size) is var length && (length < 0 || bytes < length)) || (size >= 0 && _lastAsked >= size);

    /// <summary>The client asks for parts of the file, after what he has asked for before; they have been checked.</summary>
    /// <param name="ranges">The parts; what of them is here, or was asked for, is asked for no more.</param>
    /// <param name="bytes">Bytes that are here.</param>
    /// <param name="size">The file's size; -1 if it is not known.</param>
    internal void Ask(IEnumerable<BackgroundCopyFileRange> ranges, long bytes, long size)
    {
        KeepRest(bytes, size);
        Compact();
        foreach ((long offset, long length) in ranges)
        {
            long end = length != BackgroundCopyFileRange.ToEndOfFile ? offset + length : size >= 0 ? size : EndOfFile;
            _lastAsked = Math.Max(_lastAsked, end == EndOfFile ? offset : end - 1);
            Plan(offset, end, isAsked: true);
        }

        _fetched = null;
    }

    /// <summary>The rest goes on elsewhere.</summary>
    internal void Move(long position, long bytes, long size)
    {
        KeepRest(bytes, size);
        _position = position;
        _fetched = null;
    }

    /// <summary>There is nothing of the file any more: what was asked for is asked for again.</summary>
    internal void BeginAgain()
    {
        Piece[] asked = [.. _pieces.Where(static piece => piece.IsAsked)];
        (_told, _bytesTold, _telling, _fetched) = (0, 0, 0, null);
        _pieces.Clear();
        _planned.Clear();
        foreach (Piece piece in asked)
        {
            Plan(piece.Start, piece.End, isAsked: true);
        }
    }

    /// <summary>What one request fetches: what is asked for, else the rest.</summary>
    internal FileRanges Fetch(long bytes, long size)
    {
        bool fetchesRest = !IsPending(bytes, size);
        if (_fetched is null || _fetched.Skipped != bytes || _isRestFetched != fetchesRest)
        {
            _isRestFetched = fetchesRest;
            IEnumerable<Piece> all = fetchesRest ? _pieces.Concat(Rest()) : _pieces;
            _fetched = FileRanges.InOrder(
                [.. all.Select(static piece => piece.ToRange())],
                _lastAsked,
                bytes,
                size);
        }

        return _fetched;
    }

    /// <summary>What is here, in the order of the file (FILE-24).</summary>
    internal IReadOnlyList<BackgroundCopyFileRange> FilledBy(long bytes, long size)
    {
        RangeSet filled = new();
        foreach (Piece piece in FirstOf(_pieces.Concat(Rest()), bytes, size))
        {
            filled.Add(piece.Start, piece.End);
        }

        return [.. filled.Spans.Select(static span => new BackgroundCopyFileRange(span.Start, span.End - span.Start))];
    }

    /// <summary>How many bytes are here when the next part that was asked for is, of which the client has not heard; -1 if there is none, or that is not known.</summary>
    internal long NextEnd(long size)
    {
        long end = _bytesTold;
        for (int i = _told; i < _pieces.Count; i++)
        {
            long length = _pieces[i].LengthIn(size);
            if (length < 0)
            {
                return -1;
            }

            end += length;
            if (_pieces[i].IsAsked && length > 0)
            {
                return end;
            }
        }

        return -1;
    }

    /// <summary>The client hears of the parts that he has asked for and that are here now.</summary>
    internal IReadOnlyList<BackgroundCopyFileRange> BeginTelling(long bytes, long size)
    {
        List<BackgroundCopyFileRange> told = [];
        _telling = CountHere(bytes, size);
        for (int i = _told; i < _telling; i++)
        {
            if (_pieces[i].IsAsked && _pieces[i].LengthIn(size) > 0)
            {
                told.Add(new BackgroundCopyFileRange(_pieces[i].Start, _pieces[i].LengthIn(size)));
            }
        }

        return told;
    }

    /// <summary>He has taken note of them, unless the file has begun again meanwhile.</summary>
    internal void EndTelling(long size) => SkipTo(_telling, size);

    /// <summary>Nobody wants to hear of what is here now (CB-11).</summary>
    internal void SkipTelling(long bytes, long size) => SkipTo(CountHere(bytes, size), size);

    /// <summary>The order as it could be kept.</summary>
    internal FetchOrderSnapshot ToSnapshot() =>
        new(new KeptList<(BackgroundCopyFileRange, bool)>([.. _pieces.Select(static piece => (piece.ToRange(), piece.IsAsked))]), _position, _told, _lastAsked);

    /// <summary>How many bytes the first pieces have; -1 if that is not known.</summary>
    private long LengthIn(int count, long size)
    {
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            long length = _pieces[i].LengthIn(size);
            if (length < 0)
            {
                return -1;
            }

            sum += length;
        }

        return sum;
    }

    private int CountHere(long bytes, long size)
    {
        int count = _told;
        long end = _bytesTold;
        while (count < _pieces.Count && _pieces[count].LengthIn(size) is var length and >= 0 && end + length <= bytes)
        {
            end += length;
            count++;
        }

        return count;
    }

    private void SkipTo(int count, long size)
    {
        for (; _told < count; _told++)
        {
            _bytesTold += _pieces[_told].LengthIn(size);
        }
    }

    /// <summary>What has come of the rest stays where it came: the rest may go on elsewhere.</summary>
    private void KeepRest(long bytes, long size)
    {
        if (!IsPending(bytes, size))
        {
            Piece[] here = [.. FirstOf(Rest(), bytes - LengthIn(_pieces.Count, size), size)];
            foreach (Piece piece in here)
            {
                Plan(piece.Start, piece.End, isAsked: false);
            }
        }
    }

    /// <summary>What the client has heard of needs no order of its own: a file of many small parts stays short.</summary>
    private void Compact()
    {
        List<Piece> told = [];
        foreach (bool isAsked in (ReadOnlySpan<bool>)[false, true])
        {
            RangeSet spans = new();
            foreach (Piece piece in _pieces.Take(_told).Where(piece => piece.IsAsked == isAsked))
            {
                spans.Add(piece.Start, piece.End);
            }

            told.AddRange(spans.Spans.Select(span => new Piece(span.Start, span.End, isAsked)));
        }

        int fewer = _told - told.Count;
        _pieces.RemoveRange(0, _told);
        _pieces.InsertRange(0, told);
        _told -= fewer;
        _telling = Math.Max(_told, _telling - fewer);
    }

    private void Plan(long start, long end, bool isAsked)
    {
        foreach ((long from, long to) in _planned.Add(start, end))
        {
            _pieces.Add(new Piece(from, to, isAsked));
        }
    }

    private IEnumerable<Piece> Rest()
    {
        foreach ((long start, long end) in (IEnumerable<(long, long)>)[.. _planned.MissingOf(_position, EndOfFile), .. _planned.MissingOf(0, _position)])
        {
            yield return new Piece(start, end, IsAsked: false);
        }
    }

    /// <summary>The first so many bytes of pieces in a file of a size.</summary>
    private static IEnumerable<Piece> FirstOf(IEnumerable<Piece> pieces, long bytes, long size)
    {
        long left = bytes;
        foreach (Piece piece in pieces)
        {
            if (left <= 0)
            {
                yield break;
            }

            long length = piece.LengthIn(size) is var known and >= 0 ? Math.Min(known, left) : left;
            left -= length;
            if (length > 0)
            {
                yield return piece with { End = piece.Start + length };
            }
        }
    }

    /// <summary>A part of the file.</summary>
    /// <param name="Start">Its first byte.</param>
    /// <param name="End">The byte behind its last, or <see cref="EndOfFile"/>.</param>
    /// <param name="IsAsked">Whether the client has asked for it; else it came in its turn.</param>
    private readonly record struct Piece(long Start, long End, bool IsAsked)
    {
        /// <summary>-1 if that is not known.</summary>
        internal long LengthIn(long size) => End != EndOfFile ? End - Start : size < 0 ? -1 : Math.Max(0, size - Start);

        internal BackgroundCopyFileRange ToRange() => new(Start, End == EndOfFile ? BackgroundCopyFileRange.ToEndOfFile : End - Start);
    }
}

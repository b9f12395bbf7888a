namespace Bits.RetrySim;

/// <summary>Bytes of a file, as spans that neither touch nor overlap, in their order.</summary>
internal sealed class RangeSet
{
    /// <summary>Each with the byte behind its last.</summary>
    private readonly List<(long Start, long End)> _spans = [];

    internal IReadOnlyList<(long Start, long End)> Spans => _spans;

    internal void Clear() => _spans.Clear();

    /// <summary>Adds what of a span is not there yet; says which parts that were, in their order.</summary>
    internal List<(long Start, long End)> Add(long start, long end)
    {
        List<(long Start, long End)> added = MissingOf(start, end);
        if (start < end)
        {
            int first = FirstEndingFrom(start);
            int behind = first;
            (long from, long to) = (start, end);
            while (behind < _spans.Count && _spans[behind].Start <= end)
            {
                (from, to) = (Math.Min(from, _spans[behind].Start), Math.Max(to, _spans[behind].End));
                behind++;
            }

            _spans.RemoveRange(first, behind - first);
            _spans.Insert(first, (from, to));
        }

        return added;
    }

    /// <summary>The parts of a span that are not there.</summary>
    internal List<(long Start, long End)> MissingOf(long start, long end)
    {
        List<(long Start, long End)> missing = [];
        long at = start;
        for (int i = FirstEndingFrom(start); i < _spans.Count && _spans[i].Start < end; i++)
        {
            if (_spans[i].Start > at)
            {
                missing.Add((at, _spans[i].Start));
            }

            at = Math.Max(at, _spans[i].End);
        }

        if (at < end)
        {
            missing.Add((at, end));
        }

        return missing;
    }

    /// <summary>The index of the first span that reaches a byte, or touches it.</summary>
    private int FirstEndingFrom(long start)
    {
        (int low, int high) = (0, _spans.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _spans[middle].End < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

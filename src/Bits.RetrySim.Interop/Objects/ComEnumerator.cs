namespace Bits.RetrySim.Interop;

/// <summary>Goes through what there was when it was asked for (FILE-21).</summary>
/// <typeparam name="T">Jobs or files.</typeparam>
/// <param name="items">All of them.</param>
/// <param name="session">Whose face it is.</param>
/// <param name="pointerTo">An interface of one, with a reference for whoever gets it.</param>
/// <param name="next">Where it stands.</param>
/// <threadsafety>As enumerators are: for one thread at a time.</threadsafety>
internal abstract unsafe class ComEnumerator<T>(IReadOnlyList<T> items, ComSession session, Func<T, nint> pointerTo, int next)
    : ComSubject<IReadOnlyList<T>>(items, session)
{
    private int _next = next;

    protected int Position => _next;

    /// <summary>Writes what it found, and no more: a client may say that it has more room than there is (length_is in the header).</summary>
    protected int Next(uint count, nint* pointers, uint* fetched)
    {
        if (pointers is null || (fetched is null && count != 1))
        {
            return Null(pointers is null ? nameof(pointers) : nameof(fetched));
        }

        if (count > int.MaxValue)
        {
            return Session.Failures.Note(new ArgumentOutOfRangeException(nameof(count), count, $"At most {int.MaxValue} can be asked for at once. (E_INVALIDARG 0x80070057)") { HResult = HResults.E_INVALIDARG });
        }

        int found = Left(count);
        if (count > 0)
        {
            *pointers = 0;
        }

        if (fetched is not null)
        {
            *fetched = 0;
        }

        for (int i = 0; i < found; i++)
        {
            pointers[i] = pointerTo(Subject[_next + i]);
        }

        _next += found;
        if (fetched is not null)
        {
            *fetched = (uint)found;
        }

        return found == count ? Ok : False;
    }

    public int Skip(uint count)
    {
        int found = Left(count);
        _next += found;
        return found == count ? Ok : False;
    }

    public int Reset()
    {
        _next = 0;
        return Ok;
    }

    public int GetCount(uint* count) => Get(count, static items => (uint)items.Count);

    private int Left(uint count) => (int)Math.Min(count, (uint)(Subject.Count - _next));
}

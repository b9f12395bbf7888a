namespace Bits.RetrySim;

/// <summary>
/// Everything that is due, ordered by (instant, phase, sequence), where the sequence is the order of arming (D-1). Arming, disarming and
/// popping cost O(log n) at most and allocate nothing once there is room for the greatest number of entries armed together.
/// </summary>
/// <remarks>
/// <para>
/// What is armed comes in streams, each of which is in order already: the retries of many jobs, a delay from now; their attempts, now; their
/// timeouts, weeks from now. So an entry goes to the end of one of a few runs if it is due after all that are there, and only if it fits none
/// of them into the heap. The first of all is the first of the first ones.
/// </para>
/// <para><see cref="long.MaxValue"/> is the instant that never comes: an entry armed for it does not show in <see cref="NextInstant"/>.</para>
/// </remarks>
/// <threadsafety>None: the owner's lock guards it.</threadsafety>
internal class DueQueue
{
    /// <summary>Above the sequence number, which at one arming per nanosecond would last two years.</summary>
    internal const int PhaseShift = 56;

    internal const long SequenceMask = (1L << PhaseShift) - 1;

    private const int Nowhere = -1;

    private DueRuns _runs;

    /// <summary>Made for the first entry that fits no run.</summary>
    private DueHeap? _heap;

    // The first of all, beside its key: whoever takes it out need not look for it.
    private DueEntry? _first;
    private DueKey _firstKey = DueKey.Latest;

    internal DueQueue()
    {
        for (int i = 0; i < DueRuns.Count; i++)
        {
            _runs[i] = new DueRun();
        }
    }

    /// <summary>The number of armed entries.</summary>
    internal int Count { get; private set; }

    /// <summary>The sequence number of the last arming; 0 before the first.</summary>
    internal long LastSequence { get; private set; }

    /// <summary>The instant of the first entry; <see cref="long.MaxValue"/> when there is none.</summary>
    internal long NextInstant => _firstKey.Instant;

    /// <summary>The key of the first entry; <see cref="DueKey.Latest"/> when there is none.</summary>
    internal DueKey NextKey => _firstKey;

    /// <summary>The first entry; <see langword="null"/> when there is none.</summary>
    internal DueEntry? Peek => _first;

    /// <summary>Arms the entry, or moves it if it is armed, with the phase it had before; either way it is the last among its equals.</summary>
    internal void Arm(DueEntry entry, long instant) => Arm(entry, instant, entry.Phase);

    /// <summary>Arms the entry, or moves it if it is armed, with this phase; either way it is the last among its equals.</summary>
    internal void Arm(DueEntry entry, long instant, DuePhase phase) =>
        Arm(entry, new DueKey(instant, ((long)phase << PhaseShift) | ++LastSequence));

    /// <summary>Arms the entry, or moves it if it is armed, in a place among its equals that whoever arms it keeps apart from all others.</summary>
    internal void Arm(DueEntry entry, DueKey key)
    {
        if (entry.IsArmed)
        {
            TakeOut(entry);
        }

        entry.Key = key;
        int run = RunFor(key);
        entry.Run = run;
        if (run == Nowhere)
        {
            (_heap ??= new DueHeap()).Add(key, entry);
        }
        else
        {
            _runs[run].Add(key, entry);
        }

        Count++;
        if (key.IsBefore(_firstKey))
        {
            SetFirst(key, entry);
        }
    }

    /// <summary>Takes the entry out; does nothing if there is none, or if it is not armed.</summary>
    internal void Disarm(DueEntry? entry)
    {
        if (entry is { IsArmed: true })
        {
            TakeOut(entry);
        }
    }

    /// <summary>All that is armed, in its order.</summary>
    internal IEnumerable<DueEntry> InOrder()
    {
        List<DueNode> nodes = All();
        nodes.Sort(static (x, y) => x.Key.IsBefore(y.Key) ? -1 : y.Key.IsBefore(x.Key) ? 1 : 0);
        return nodes.Select(static node => node.Entry);
    }

    /// <summary>Takes all entries out.</summary>
    internal void Clear()
    {
        while (Peek is { } entry)
        {
            Remove(entry);
        }
    }

    /// <summary>Takes the first entry out.</summary>
    internal DueEntry Pop()
    {
        DueEntry entry = Peek ?? throw new InvalidOperationException("Nothing is armed.");
        Remove(entry);
        return entry;
    }

    /// <summary>
    /// Gives every armed entry a new instant, for a restart of the service (CLOCK-4) and for a clock that jumped. Entries of one phase that
    /// fall together keep the order they had before. Nothing is changed if <paramref name="newInstant"/> throws; it must leave the queue alone.
    /// </summary>
    internal void Rebase(Func<DueEntry, long> newInstant)
    {
        int count = Count;
        long lastSequence = LastSequence;
        List<DueNode> moved = new(count);
        foreach (DueNode node in All())
        {
            moved.Add(new DueNode { Key = node.Key with { Instant = newInstant(node.Entry) }, Entry = node.Entry });
            if (Count != count || LastSequence != lastSequence)
            {
                throw new InvalidOperationException("The queue was changed while its instants were computed anew.");
            }
        }

        moved.Sort(static (x, y) =>
        {
            int order = x.Key.Instant.CompareTo(y.Key.Instant);
            order = order != 0 ? order : x.Entry.Phase.CompareTo(y.Entry.Phase);
            order = order != 0 ? order : x.Entry.Instant.CompareTo(y.Entry.Instant);
            return order != 0 ? order : x.Entry.Sequence.CompareTo(y.Entry.Sequence);
        });

        Clear();
        foreach (DueNode node in moved)
        {
            Arm(node.Entry, node.Key.Instant);
        }
    }

    private List<DueNode> All()
    {
        List<DueNode> nodes = new(Count);
        if (_heap is not null)
        {
            nodes.AddRange(_heap.Nodes);
        }

        foreach (ref readonly DueRun run in (ReadOnlySpan<DueRun>)_runs)
        {
            run.CopyTo(nodes);
        }

        return nodes;
    }

    /// <summary>The run whose last entry is the latest of those that are due before; else an empty one; else none, but the heap.</summary>
    private int RunFor(DueKey key)
    {
        int best = Nowhere;
        DueKey latest = default;
        for (int i = 0; i < DueRuns.Count; i++)
        {
            DueKey last = _runs[i].LastKey;
            if (last.IsBefore(key) && (best == Nowhere || latest.IsBefore(last)))
            {
                (best, latest) = (i, last);
            }
        }

        return best;
    }

    private void TakeOut(DueEntry entry)
    {
        bool isOwn = entry.Run == Nowhere ? _heap!.Holds(entry) : _runs[entry.Run].Holds(entry);
        if (!isOwn)
        {
            throw new InvalidOperationException("The entry is armed in another queue.");
        }

        Remove(entry);
    }

    private void Remove(DueEntry entry)
    {
        if (entry.Run == Nowhere)
        {
            _heap!.RemoveAt(entry.Index);
        }
        else
        {
            _runs[entry.Run].Remove(entry);
        }

        entry.Index = Nowhere;
        Count--;
        if (entry == _first)
        {
            FindFirst();
        }
    }

    private void FindFirst()
    {
        int first = Nowhere;
        DueKey key = _heap is null ? DueKey.Latest : _heap.FirstKey;
        for (int i = 0; i < DueRuns.Count; i++)
        {
            if (_runs[i].FirstKey.IsBefore(key))
            {
                (first, key) = (i, _runs[i].FirstKey);
            }
        }

        SetFirst(key, first == Nowhere ? _heap?.First : _runs[first].First);
    }

    private void SetFirst(DueKey key, DueEntry? entry)
    {
        _firstKey = key;
        _first = entry;
    }
}

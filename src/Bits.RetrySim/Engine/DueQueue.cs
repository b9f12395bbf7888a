namespace Bits.RetrySim;

/// <summary>
/// Everything that is due, ordered by (instant, phase, sequence), where the sequence is the order of arming (D-1). Arming, disarming and
/// popping cost O(log n) and allocate nothing once the array has grown to the greatest number of entries armed together.
/// </summary>
/// <remarks>
/// An indexed heap with four children per node: half as deep as a binary one, and the children compared lie side by side, keys included.
/// <see cref="long.MaxValue"/> is the instant that never comes: an entry armed for it does not show in <see cref="NextInstant"/>.
/// </remarks>
/// <threadsafety>None: the owner's lock guards it.</threadsafety>
internal sealed class DueQueue
{
    /// <summary>Above the sequence number, which at one arming per nanosecond would last two years.</summary>
    internal const int PhaseShift = 56;

    internal const long SequenceMask = (1L << PhaseShift) - 1;

    private const int ArityShift = 2;

    private Node[] _heap = [];
    private int _count;

    /// <summary>The number of armed entries.</summary>
    internal int Count => _count;

    /// <summary>The sequence number of the last arming; 0 before the first.</summary>
    internal long LastSequence { get; private set; }

    /// <summary>The instant of the first entry; <see cref="long.MaxValue"/> when there is none.</summary>
    internal long NextInstant => _count == 0 ? long.MaxValue : _heap[0].Instant;

    /// <summary>The first entry; <see langword="null"/> when there is none.</summary>
    internal DueEntry? Peek => _count == 0 ? null : _heap[0].Entry;

    /// <summary>Arms the entry, or moves it if it is armed, with the phase it had before; either way it is the last among its equals.</summary>
    internal void Arm(DueEntry entry, long instant) => Arm(entry, instant, entry.Phase);

    /// <summary>Arms the entry, or moves it if it is armed, with this phase; either way it is the last among its equals.</summary>
    internal void Arm(DueEntry entry, long instant, DuePhase phase)
    {
        int index = entry.Index;
        if (index >= 0)
        {
            RequireOwn(entry);
        }
        else if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, Math.Max(16, _count * 2));
        }

        Node node = new(instant, ((long)phase << PhaseShift) | ++LastSequence, entry);
        entry.SetKey(node.Instant, node.Order);
        if (index < 0)
        {
            SiftUp(_count++, node);
        }
        else
        {
            Replace(index, node);
        }
    }

    /// <summary>Takes the entry out; does nothing if it is not armed.</summary>
    internal void Disarm(DueEntry entry)
    {
        if (entry.IsArmed)
        {
            RequireOwn(entry);
            RemoveAt(entry.Index);
        }
    }

    /// <summary>Takes all entries out.</summary>
    internal void Clear()
    {
        while (_count > 0)
        {
            RemoveAt(_count - 1);
        }
    }

    /// <summary>Takes the first entry out.</summary>
    internal DueEntry Pop()
    {
        if (_count == 0)
        {
            throw new InvalidOperationException("Nothing is armed.");
        }

        DueEntry entry = _heap[0].Entry;
        RemoveAt(0);
        return entry;
    }

    /// <summary>
    /// Gives every armed entry a new instant, for a restart of the service (CLOCK-4) and for a clock that jumped. Entries of one phase that
    /// fall together keep the order they had before. Nothing is changed if <paramref name="newInstant"/> throws; it must leave the queue alone.
    /// </summary>
    internal void Rebase(Func<DueEntry, long> newInstant)
    {
        int count = _count;
        long lastSequence = LastSequence;
        var moved = new Node[count];
        for (int i = 0; i < count; i++)
        {
            DueEntry entry = _heap[i].Entry;
            moved[i] = new Node(newInstant(entry), entry.Order, entry);
            if (_count != count || LastSequence != lastSequence)
            {
                throw new InvalidOperationException("The queue was changed while its instants were computed anew.");
            }
        }

        Array.Sort(moved, static (x, y) =>
        {
            int order = x.Instant.CompareTo(y.Instant);
            order = order != 0 ? order : x.Entry.Phase.CompareTo(y.Entry.Phase);
            order = order != 0 ? order : x.Entry.Instant.CompareTo(y.Entry.Instant);
            return order != 0 ? order : x.Entry.Sequence.CompareTo(y.Entry.Sequence);
        });

        // A sorted array is a heap already.
        for (int i = 0; i < count; i++)
        {
            DueEntry entry = moved[i].Entry;
            entry.SetKey(moved[i].Instant, ((long)entry.Phase << PhaseShift) | ++LastSequence);
            Place(i, new Node(entry.Instant, entry.Order, entry));
        }
    }

    private void RequireOwn(DueEntry entry)
    {
        if (entry.Index >= _count || !ReferenceEquals(_heap[entry.Index].Entry, entry))
        {
            throw new InvalidOperationException("The entry is armed in another queue.");
        }
    }

    private void RemoveAt(int index)
    {
        _heap[index].Entry.Index = -1;
        Node last = _heap[--_count];
        _heap[_count] = default;
        if (index < _count)
        {
            Replace(index, last);
        }
    }

    private void Replace(int index, in Node node)
    {
        if (index > 0 && node.IsBefore(_heap[(index - 1) >> ArityShift]))
        {
            SiftUp(index, node);
        }
        else
        {
            SiftDown(index, node);
        }
    }

    private void SiftUp(int index, in Node node)
    {
        while (index > 0)
        {
            int parent = (index - 1) >> ArityShift;
            if (!node.IsBefore(_heap[parent]))
            {
                break;
            }

            Place(index, _heap[parent]);
            index = parent;
        }

        Place(index, node);
    }

    private void SiftDown(int index, in Node node)
    {
        while (true)
        {
            int child = (index << ArityShift) + 1;
            if (child >= _count)
            {
                break;
            }

            int least = child;
            int end = Math.Min(child + (1 << ArityShift), _count);
            for (int other = child + 1; other < end; other++)
            {
                if (_heap[other].IsBefore(_heap[least]))
                {
                    least = other;
                }
            }

            if (!_heap[least].IsBefore(node))
            {
                break;
            }

            Place(index, _heap[least]);
            index = least;
        }

        Place(index, node);
    }

    private void Place(int index, in Node node)
    {
        node.Entry.Index = index;
        _heap[index] = node;
    }

    private readonly struct Node(long instant, long order, DueEntry entry)
    {
        internal readonly long Instant = instant;
        internal readonly long Order = order;
        internal readonly DueEntry Entry = entry;

        internal bool IsBefore(in Node other) => Instant < other.Instant || (Instant == other.Instant && Order < other.Order);
    }
}

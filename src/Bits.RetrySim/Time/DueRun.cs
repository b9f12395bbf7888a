namespace Bits.RetrySim;

/// <summary>
/// Entries that were armed in the order in which they are due: a ring to whose end they are added and from whose beginning they are taken, each
/// in O(1) and without touching another entry. An entry taken out of the middle leaves a gap; when the ring is full, gaps are closed if they
/// are half of it, so that what was taken out is forgotten in the end.
/// </summary>
/// <remarks>A value, so that the runs of a queue lie side by side in it: all of them are looked at for each entry.</remarks>
/// <param name="place">The number of the first place.</param>
internal struct DueRun(int place)
{
    /// <summary>Places are numbered on and on; after this one they begin again at 0. A multiple of every length of the ring.</summary>
    private const int LastPlace = int.MaxValue;

    private DueNode[] _ring = [];

    /// <summary>The place of the first entry, which is never a gap, nor is the last.</summary>
    private int _first = place;

    /// <summary>Places from the first to the last entry, gaps included.</summary>
    private int _span;

    /// <summary>Entries without the gaps.</summary>
    private int _count;

    public DueRun()
        : this(0)
    {
    }

    internal readonly DueEntry? First => _count == 0 ? null : _ring[Slot(0)].Entry;

    /// <summary>The key of the first entry; <see cref="DueKey.Latest"/> when there is none.</summary>
    internal DueKey FirstKey { readonly get; private set; } = DueKey.Latest;

    /// <summary>The key of the last entry; <see cref="DueKey.Earliest"/> when there is none.</summary>
    internal DueKey LastKey { readonly get; private set; } = DueKey.Earliest;

    internal readonly bool Holds(DueEntry entry) => _ring.Length > 0 && _ring[SlotOf(entry)].Entry == entry;

    /// <summary>Adds an entry that is due after all others here.</summary>
    internal void Add(DueKey key, DueEntry entry)
    {
        if (_span == _ring.Length)
        {
            MakeRoom();
        }

        Place(_span++, key, entry);
        LastKey = key;
        if (++_count == 1)
        {
            FirstKey = key;
        }
    }

    internal void Remove(DueEntry entry)
    {
        _ring[SlotOf(entry)] = default;
        if (--_count == 0)
        {
            _span = 0;
            (FirstKey, LastKey) = (DueKey.Latest, DueKey.Earliest);
            return;
        }

        while (_ring[Slot(0)].Entry is null)
        {
            _first = PlaceAt(1);
            _span--;
        }

        while (_ring[Slot(_span - 1)].Entry is null)
        {
            _span--;
        }

        FirstKey = _ring[Slot(0)].Key;
        LastKey = _ring[Slot(_span - 1)].Key;
    }

    internal readonly void CopyTo(List<DueNode> nodes)
    {
        for (int i = 0; i < _span; i++)
        {
            DueNode node = _ring[Slot(i)];
            if (node.Entry is not null)
            {
                nodes.Add(node);
            }
        }
    }

    private readonly int SlotOf(DueEntry entry) => entry.Index & (_ring.Length - 1);

    private readonly int PlaceAt(int offset) => unchecked(_first + offset) & LastPlace;

    private readonly int Slot(int offset) => PlaceAt(offset) & (_ring.Length - 1);

    private readonly void Place(int offset, DueKey key, DueEntry entry)
    {
        entry.Index = PlaceAt(offset);
        _ring[Slot(offset)].Set(key, entry);
    }

    private void MakeRoom()
    {
        if (_count < _span && _count <= _span / 2)
        {
            CloseGaps();
        }
        else
        {
            Grow();
        }
    }

    private void CloseGaps()
    {
        int kept = 0;
        for (int i = 0; i < _span; i++)
        {
            DueNode node = _ring[Slot(i)];
            if (node.Entry is null)
            {
                continue;
            }

            if (kept < i)
            {
                _ring[Slot(i)] = default;
                Place(kept, node.Key, node.Entry);
            }

            kept++;
        }

        _span = kept;
    }

    private void Grow()
    {
        DueNode[] larger = new DueNode[Math.Max(4, _ring.Length * 2)];
        for (int i = 0; i < _span; i++)
        {
            larger[PlaceAt(i) & (larger.Length - 1)] = _ring[Slot(i)];
        }

        _ring = larger;
    }
}

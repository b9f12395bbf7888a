namespace Bits.RetrySim;

/// <summary>
/// Entries armed in any order: an indexed heap with four children per node, half as deep as a binary one, in which the children that are
/// compared lie side by side. Everything costs O(log n).
/// </summary>
internal sealed class DueHeap
{
    private const int ArityShift = 2;

    private DueNode[] _nodes = [];

    internal int Count { get; private set; }

    internal DueEntry? First => Count == 0 ? null : _nodes[0].Entry;

    /// <summary>The key of the first entry; <see cref="DueKey.Latest"/> when there is none.</summary>
    internal DueKey FirstKey => Count == 0 ? DueKey.Latest : _nodes[0].Key;

    internal ReadOnlySpan<DueNode> Nodes => _nodes.AsSpan(0, Count);

    internal bool Holds(DueEntry entry) => entry.Index < Count && _nodes[entry.Index].Entry == entry;

    internal void Add(DueKey key, DueEntry entry)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, Math.Max(16, Count * 2));
        }

        SiftUp(Count++, key, entry);
    }

    internal void RemoveAt(int index)
    {
        DueNode last = _nodes[--Count];
        _nodes[Count] = default;
        if (index == Count)
        {
            return;
        }

        if (index > 0 && last.Key.IsBefore(_nodes[(index - 1) >> ArityShift].Key))
        {
            SiftUp(index, last.Key, last.Entry);
        }
        else
        {
            SiftDown(index, last.Key, last.Entry);
        }
    }

    private void SiftUp(int index, DueKey key, DueEntry entry)
    {
        while (index > 0)
        {
            int parent = (index - 1) >> ArityShift;
            ref readonly DueNode above = ref _nodes[parent];
            if (!key.IsBefore(above.Key))
            {
                break;
            }

            Place(index, above.Key, above.Entry);
            index = parent;
        }

        Place(index, key, entry);
    }

    private void SiftDown(int index, DueKey key, DueEntry entry)
    {
        while (true)
        {
            int child = (index << ArityShift) + 1;
            if (child >= Count)
            {
                break;
            }

            int least = child;
            int end = Math.Min(child + (1 << ArityShift), Count);
            for (int other = child + 1; other < end; other++)
            {
                if (_nodes[other].Key.IsBefore(_nodes[least].Key))
                {
                    least = other;
                }
            }

            ref readonly DueNode below = ref _nodes[least];
            if (!below.Key.IsBefore(key))
            {
                break;
            }

            Place(index, below.Key, below.Entry);
            index = least;
        }

        Place(index, key, entry);
    }

    private void Place(int index, DueKey key, DueEntry entry)
    {
        entry.Index = index;
        _nodes[index].Set(key, entry);
    }
}

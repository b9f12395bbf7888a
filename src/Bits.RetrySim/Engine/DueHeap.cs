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

    internal void Add(in DueNode node)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, Math.Max(16, Count * 2));
        }

        SiftUp(Count++, node);
    }

    internal void RemoveAt(int index)
    {
        DueNode last = _nodes[--Count];
        _nodes[Count] = default;
        if (index < Count)
        {
            Replace(index, last);
        }
    }

    internal void Replace(int index, in DueNode node)
    {
        if (index > 0 && node.Key.IsBefore(_nodes[(index - 1) >> ArityShift].Key))
        {
            SiftUp(index, node);
        }
        else
        {
            SiftDown(index, node);
        }
    }

    private void SiftUp(int index, in DueNode node)
    {
        while (index > 0)
        {
            int parent = (index - 1) >> ArityShift;
            if (!node.Key.IsBefore(_nodes[parent].Key))
            {
                break;
            }

            Place(index, _nodes[parent]);
            index = parent;
        }

        Place(index, node);
    }

    private void SiftDown(int index, in DueNode node)
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

            if (!_nodes[least].Key.IsBefore(node.Key))
            {
                break;
            }

            Place(index, _nodes[least]);
            index = least;
        }

        Place(index, node);
    }

    private void Place(int index, in DueNode node)
    {
        node.Entry.Index = index;
        _nodes[index] = node;
    }
}

namespace Bits.RetrySim;

/// <summary>
/// The managers on a clock, the one first that has something due first; at one instant in the order of their making. Of each it knows an
/// instant before which nothing is due: when that comes up it asks again, so that only a manager whose next instant comes earlier has to say so.
/// </summary>
/// <threadsafety>
/// Of the thread that advances, except for <see cref="Stir"/>, <see cref="Add"/> and <see cref="Remove"/>. That thread looks without the lock
/// whether a manager is alone: one that is removed at that moment may be asked once more, and has nothing to say.
/// </threadsafety>
internal sealed class ManagerQueue
{
    private readonly object _gate = new();
    private readonly Dictionary<ISteppedManager, Node> _nodes = [];
    private readonly List<Node> _stirred = [];
    private Node[] _heap = new Node[4];
    private int _count;

    /// <summary>Managers made so far.</summary>
    private int _made;
    private int _stirredCount;

    /// <summary>The managers in the order of their making.</summary>
    internal IReadOnlyList<ISteppedManager> InOrder
    {
        get
        {
            lock (_gate)
            {
                return [.. _nodes.Values.OrderBy(node => node.Order).Select(node => node.Manager)];
            }
        }
    }

    /// <summary>Says the how-manieth manager this is, from 1.</summary>
    internal int Add(ISteppedManager manager)
    {
        lock (_gate)
        {
            Node node = new(manager, ++_made);
            if (!_nodes.TryAdd(manager, node))
            {
                throw new InvalidOperationException("The manager is registered already.");
            }

            if (_count == _heap.Length)
            {
                Array.Resize(ref _heap, _count * 2);
            }

            if (_count == 1)
            {
                // Alone it did not have to say what came earlier.
                _heap[0].Due = long.MinValue;
            }

            SiftUp(_count++, node);
            return _made;
        }
    }

    internal void Remove(ISteppedManager manager)
    {
        lock (_gate)
        {
            if (!_nodes.Remove(manager, out Node? node))
            {
                return;
            }

            if (node.IsStirred)
            {
                _stirred.Remove(node);
                Volatile.Write(ref _stirredCount, _stirred.Count);
            }

            Node last = _heap[--_count];
            _heap[_count] = null!;
            if (last != node)
            {
                Move(node.Index, last);
            }
        }
    }

    /// <summary>The manager has something due earlier than it said.</summary>
    internal void Stir(ISteppedManager manager)
    {
        if (Volatile.Read(ref _count) < 2)
        {
            // Alone it is asked each time.
            return;
        }

        lock (_gate)
        {
            if (_nodes.TryGetValue(manager, out Node? node) && !node.IsStirred)
            {
                node.IsStirred = true;
                _stirred.Add(node);
                Volatile.Write(ref _stirredCount, _stirred.Count);
            }
        }
    }

    /// <summary>The first manager and when it is due, not before now; <see cref="long.MaxValue"/> and null when there is none.</summary>
    internal long Next(long now, out ISteppedManager? first)
    {
        if (Volatile.Read(ref _count) == 1 && _heap[0] is { } only)
        {
            first = only.Manager;
            return Math.Max(first.NextTimestamp, now);
        }

        lock (_gate)
        {
            FollowStirred(now);
            while (_count > 0)
            {
                Node top = _heap[0];
                long due = Math.Max(top.Manager.NextTimestamp, now);
                if (due <= top.Due)
                {
                    top.Due = due;
                    first = top.Manager;
                    return due;
                }

                top.Due = due;
                SiftDown(0, top);
            }
        }

        first = null;
        return long.MaxValue;
    }

    /// <summary>Whether nobody but the first manager can have anything due at a timestamp or before.</summary>
    internal bool IsAloneUntil(long timestamp)
    {
        if (Volatile.Read(ref _stirredCount) > 0)
        {
            return false;
        }

        for (int child = 1; child <= 2 && child < Volatile.Read(ref _count); child++)
        {
            if (_heap[child] is not { } node || node.Due <= timestamp)
            {
                return false;
            }
        }

        return true;
    }

    private void FollowStirred(long now)
    {
        foreach (Node node in _stirred)
        {
            node.IsStirred = false;
            if (node.Index < _count && _heap[node.Index] == node)
            {
                node.Due = Math.Max(node.Manager.NextTimestamp, now);
                Move(node.Index, node);
            }
        }

        _stirred.Clear();
        Volatile.Write(ref _stirredCount, 0);
    }

    private void Move(int index, Node node)
    {
        if (index > 0 && node.IsBefore(_heap[(index - 1) / 2]))
        {
            SiftUp(index, node);
        }
        else
        {
            SiftDown(index, node);
        }
    }

    private void SiftUp(int index, Node node)
    {
        while (index > 0 && node.IsBefore(_heap[(index - 1) / 2]))
        {
            Place(index, _heap[(index - 1) / 2]);
            index = (index - 1) / 2;
        }

        Place(index, node);
    }

    private void SiftDown(int index, Node node)
    {
        while (true)
        {
            int child = (2 * index) + 1;
            if (child + 1 < _count && _heap[child + 1].IsBefore(_heap[child]))
            {
                child++;
            }

            if (child >= _count || !_heap[child].IsBefore(node))
            {
                break;
            }

            Place(index, _heap[child]);
            index = child;
        }

        Place(index, node);
    }

    private void Place(int index, Node node)
    {
        node.Index = index;
        _heap[index] = node;
    }

    /// <summary>A manager in the heap.</summary>
    private sealed class Node(ISteppedManager manager, int order)
    {
        internal ISteppedManager Manager { get; } = manager;

        internal int Order { get; } = order;

        /// <summary>Nothing of the manager is due before; it was asked when that came up last.</summary>
        internal long Due { get; set; } = long.MinValue;

        internal int Index { get; set; }

        internal bool IsStirred { get; set; }

        internal bool IsBefore(Node other) => Due < other.Due || (Due == other.Due && Order < other.Order);
    }
}

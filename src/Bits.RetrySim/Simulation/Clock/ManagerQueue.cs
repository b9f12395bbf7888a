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
    private readonly DueQueue _queue = new();

    /// <summary>The manager that was first last: it is not in the queue, but asked each time.</summary>
    private Node? _current;

    /// <summary>Before that, none but the current manager has anything due; read without the lock.</summary>
    private long _othersDue = long.MaxValue;

    /// <summary>Managers made so far.</summary>
    private int _made;

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
            Node node = new(manager, _made + 1);
            if (!_nodes.TryAdd(manager, node))
            {
                throw new InvalidOperationException("The manager is registered already.");
            }

            _queue.Arm(node, node.KeyAt(long.MinValue));
            ShowOthers();
            return ++_made;
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

            _stirred.Remove(node);
            _queue.Disarm(node);
            if (_current == node)
            {
                _current = null;
            }

            ShowOthers();
        }
    }

    /// <summary>The manager has something due earlier than it said.</summary>
    internal void Stir(ISteppedManager manager)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(manager, out Node? node) && node != _current && !node.IsStirred)
            {
                node.IsStirred = true;
                _stirred.Add(node);
                ShowOthers();
            }
        }
    }

    /// <summary>The first manager and when it is due, not before now; <see cref="long.MaxValue"/> and null when there is none.</summary>
    internal long Next(long now, out ISteppedManager? first)
    {
        lock (_gate)
        {
            FollowStirred(now);
            while (_current is not null || _queue.Count > 0)
            {
                Node node = _current ??= (Node)_queue.Pop();
                DueKey key = node.NextKey(now);
                if (!_queue.NextKey.IsBefore(key))
                {
                    ShowOthers();
                    first = node.Manager;
                    return key.Instant;
                }

                _queue.Arm(node, key);
                _current = null;
            }
        }

        first = null;
        return long.MaxValue;
    }

    /// <summary>Whether nobody but the first manager can have anything due at a timestamp or before.</summary>
    internal bool IsAloneUntil(long timestamp) => timestamp < Volatile.Read(ref _othersDue);

    private void FollowStirred(long now)
    {
        foreach (Node node in _stirred)
        {
            node.IsStirred = false;
            if (node.IsArmed)
            {
                _queue.Arm(node, node.NextKey(now));
            }
        }

        _stirred.Clear();
    }

    private void ShowOthers() => Volatile.Write(ref _othersDue, _stirred.Count > 0 ? long.MinValue : _queue.NextInstant);

    /// <summary>A manager; armed for an instant before which it has nothing due.</summary>
    private sealed class Node(ISteppedManager manager, int order) : DueEntry(DuePhase.Input)
    {
        internal ISteppedManager Manager { get; } = manager;

        internal int Order { get; } = order;

        internal bool IsStirred { get; set; }

        internal DueKey KeyAt(long instant) => new(instant, Order);

        internal DueKey NextKey(long now) => KeyAt(Math.Max(Manager.NextTimestamp, now));
    }
}

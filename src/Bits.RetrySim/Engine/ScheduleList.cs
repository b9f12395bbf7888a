namespace Bits.RetrySim;

/// <summary>A doubly linked list through the nodes themselves: every operation is O(1) and allocates nothing.</summary>
/// <param name="counts">Whose <see cref="TransferScheduler.Waiting"/> counts what is in it; null: nobody's.</param>
internal sealed class ScheduleList(TransferScheduler? counts = null)
{
    internal ScheduleNode? First { get; private set; }

    internal int Count { get; private set; }

    private ScheduleNode? _last;

    internal void AddLast(ScheduleNode node)
    {
        Own(node);
        node.Previous = _last;
        if (_last is null)
        {
            First = node;
        }
        else
        {
            _last.Next = node;
        }

        _last = node;
    }

    internal void AddFirst(ScheduleNode node)
    {
        Own(node);
        node.Next = First;
        if (First is null)
        {
            _last = node;
        }
        else
        {
            First.Previous = node;
        }

        First = node;
    }

    internal void Remove(ScheduleNode node)
    {
        if (node.Previous is null)
        {
            First = node.Next;
        }
        else
        {
            node.Previous.Next = node.Next;
        }

        if (node.Next is null)
        {
            _last = node.Previous;
        }
        else
        {
            node.Next.Previous = node.Previous;
        }

        node.Previous = null;
        node.Next = null;
        node.List = null;
        Count--;
        if (counts is not null)
        {
            counts.Waiting--;
        }
    }

    /// <summary>The first node whose owner is logged on.</summary>
    internal ScheduleNode? FirstRunnable() => Runnable(First);

    /// <summary>Whether more than so many nodes could run.</summary>
    internal bool HasRunnable(int moreThan)
    {
        ScheduleNode? node = FirstRunnable();
        for (; node is not null && moreThan > 0; moreThan--)
        {
            node = Runnable(node.Next);
        }

        return node is not null;
    }

    /// <summary>The one that gives way first: of the lowest level the last.</summary>
    internal ScheduleNode? Worst()
    {
        ScheduleNode? worst = First;
        for (ScheduleNode? node = First; node is not null; node = node.Next)
        {
            worst = node.Level >= worst!.Level ? node : worst;
        }

        return worst;
    }

    private static ScheduleNode? Runnable(ScheduleNode? node)
    {
        while (node is { IsParked: true } or { IsHeld: true })
        {
            node = node.Next;
        }

        return node;
    }

    private void Own(ScheduleNode node)
    {
        if (node.List is not null)
        {
            throw new InvalidOperationException("A job can be in one list of the scheduler only.");
        }

        node.List = this;
        Count++;
        if (counts is not null)
        {
            counts.Waiting++;
        }
    }
}

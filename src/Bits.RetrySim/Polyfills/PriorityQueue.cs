namespace System.Collections.Generic;

/// <summary>What has the least priority comes first.</summary>
internal sealed class PriorityQueue<TElement, TPriority>
{
    private readonly SortedDictionary<(TPriority Priority, long Sequence), TElement> _entries = [];
    private long _sequence;

    internal void Enqueue(TElement element, TPriority priority) => _entries.Add((priority, _sequence++), element);

    internal TElement Dequeue()
    {
        KeyValuePair<(TPriority, long), TElement> first = _entries.First();
        _entries.Remove(first.Key);
        return first.Value;
    }

    internal bool TryPeek(out TElement element, out TPriority priority)
    {
        KeyValuePair<(TPriority Priority, long), TElement> first = _entries.FirstOrDefault();
        (element, priority) = (first.Value, first.Key.Priority);
        return _entries.Count > 0;
    }
}

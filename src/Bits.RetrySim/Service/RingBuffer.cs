namespace Bits.RetrySim;

/// <summary>A first-in-first-out queue of values that stops allocating once it is as large as it needs to be (D-41).</summary>
internal sealed class RingBuffer<T>
{
    private T[] _items = new T[16];
    private int _head;

    internal int Count { get; private set; }

    internal void Enqueue(in T item)
    {
        if (Count == _items.Length)
        {
            Grow();
        }

        _items[(_head + Count) & (_items.Length - 1)] = item;
        Count++;
    }

    internal bool TryDequeue(out T item)
    {
        if (Count == 0)
        {
            item = default!;
            return false;
        }

        item = _items[_head];
        _items[_head] = default!;
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        return true;
    }

    private void Grow()
    {
        T[] larger = new T[_items.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            larger[i] = _items[(_head + i) & (_items.Length - 1)];
        }

        _items = larger;
        _head = 0;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>A first-in-first-out queue of values that stops allocating once it is as large as it needs to be (D-41).</summary>
/// <remarks>Part of whoever owns it: most are empty whenever somebody looks, and then nothing else is read. Never copy it.</remarks>
internal struct RingBuffer<T>
{
    private const int Smallest = 4;

    private T[]? _items;
    private int _head;

    internal int Count { readonly get; private set; }

    internal void Enqueue(in T item)
    {
        if (_items is null || Count == _items.Length)
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

        item = _items![_head];
        _items[_head] = default!;
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        return true;
    }

    [MemberNotNull(nameof(_items))]
    private void Grow()
    {
        T[] larger = new T[Math.Max(Smallest, Count * 2)];
        for (int i = 0; i < Count; i++)
        {
            larger[i] = _items![(_head + i) & (_items.Length - 1)];
        }

        _items = larger;
        _head = 0;
    }
}

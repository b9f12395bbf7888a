using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>The table of the runtime, whose entries can be gone through as well.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The library makes it where it makes that of the runtime on others.")]
internal sealed class ConditionalWeakTable<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : class
    where TValue : class
{
    private const int Fewest = 16;

    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<TKey, Entry> _table = new();

    /// <summary>Of keys alone: who holds an entry holds its value, and what that refers to.</summary>
    private readonly LinkedList<WeakReference<TKey>> _keys = [];
    private int _looksAt = Fewest;

    /// <summary>How many keys are noted, those that are gone and not forgotten yet among them.</summary>
    internal int Noted
    {
        get
        {
            lock (_keys)
            {
                return _keys.Count;
            }
        }
    }

    internal void Add(TKey key, TValue value)
    {
        lock (_keys)
        {
            if (_keys.Count >= _looksAt)
            {
                ForgetWhatIsGone();
            }

            LinkedListNode<WeakReference<TKey>> place = new(new WeakReference<TKey>(key));
            _table.Add(key, new Entry(value, place));
            _keys.AddLast(place);
        }
    }

    internal bool Remove(TKey key)
    {
        lock (_keys)
        {
            if (!_table.TryGetValue(key, out Entry? entry))
            {
                return false;
            }

            _keys.Remove(entry.Place);
            return _table.Remove(key);
        }
    }

    internal TValue GetValue(TKey key, Func<TKey, TValue> make)
    {
        lock (_keys)
        {
            if (_table.TryGetValue(key, out Entry? entry))
            {
                return entry.Value;
            }

            TValue made = make(key);
            Add(key, made);
            return made;
        }
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        List<KeyValuePair<TKey, TValue>> entries = [];
        lock (_keys)
        {
            foreach (WeakReference<TKey> key in _keys)
            {
                if (key.TryGetTarget(out TKey? target) && _table.TryGetValue(target, out Entry? entry))
                {
                    entries.Add(new(target, entry.Value));
                }
            }
        }

        return entries.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whenever there may be twice as many as there were the last time.</summary>
    private void ForgetWhatIsGone()
    {
        LinkedListNode<WeakReference<TKey>>? next = _keys.First;
        while (next is { } key)
        {
            next = key.Next;
            if (!key.Value.TryGetTarget(out _))
            {
                _keys.Remove(key);
            }
        }

        _looksAt = Math.Max(Fewest, 2 * _keys.Count);
    }

    /// <summary>A value, and where its key is noted.</summary>
    private sealed class Entry(TValue value, LinkedListNode<WeakReference<TKey>> place)
    {
        internal TValue Value => value;

        internal LinkedListNode<WeakReference<TKey>> Place => place;
    }
}

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

    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<TKey, TValue> _table = new();
    private readonly List<WeakReference<TKey>> _keys = [];
    private int _looksAt = Fewest;

    internal void Add(TKey key, TValue value)
    {
        _table.Add(key, value);
        Note(key);
    }

    internal bool Remove(TKey key)
    {
        lock (_keys)
        {
            _keys.RemoveAll(other => !other.TryGetTarget(out TKey? target) || target == key);
        }

        return _table.Remove(key);
    }

    internal TValue GetValue(TKey key, Func<TKey, TValue> make) => _table.GetValue(
        key,
        it =>
        {
            TValue made = make(it);
            Note(it);
            return made;
        });

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        List<KeyValuePair<TKey, TValue>> entries = [];
        lock (_keys)
        {
            foreach (WeakReference<TKey> key in _keys)
            {
                if (key.TryGetTarget(out TKey? target) && _table.TryGetValue(target, out TValue? value))
                {
                    entries.Add(new(target, value));
                }
            }
        }

        return entries.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What is gone is forgotten whenever there are twice as many.</summary>
    private void Note(TKey key)
    {
        lock (_keys)
        {
            if (_keys.Count == _looksAt)
            {
                _keys.RemoveAll(static other => !other.TryGetTarget(out _));
                _looksAt = Math.Max(Fewest, 2 * _keys.Count);
            }

            _keys.Add(new WeakReference<TKey>(key));
        }
    }
}

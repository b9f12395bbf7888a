using System.Collections;

namespace Bits.RetrySim;

/// <summary>A list that never changes, equal to another one with equal elements, so that snapshots that hold lists can be compared.</summary>
/// <param name="items">The elements, which nobody else changes.</param>
internal sealed class KeptList<T>(T[] items) : IReadOnlyList<T>, IEquatable<KeptList<T>>
    where T : notnull
{
    public int Count => items.Length;

    public T this[int index] => items[index];

    public bool Equals(KeptList<T>? other) => other is not null && items.Length == other.Count && HasStart(other);

    public override bool Equals(object? obj) => Equals(obj as KeptList<T>);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool HasStart(KeptList<T> other)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(items[i], other[i]))
            {
                return false;
            }
        }

        return true;
    }
}

namespace System.Collections.Frozen;

/// <summary>A dictionary that nobody changes, found as fast as any other.</summary>
internal sealed class FrozenDictionary<TKey, TValue>(IDictionary<TKey, TValue> entries, IEqualityComparer<TKey>? comparer) : Dictionary<TKey, TValue>(entries, comparer)
    where TKey : notnull
{
    internal static FrozenDictionary<TKey, TValue> Empty { get; } = new(new Dictionary<TKey, TValue>(), null);
}

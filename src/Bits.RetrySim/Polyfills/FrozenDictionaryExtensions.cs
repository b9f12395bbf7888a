namespace System.Collections.Frozen;

internal static class FrozenDictionaryExtensions
{
    internal static FrozenDictionary<TKey, TValue> ToFrozenDictionary<TKey, TValue>(this IDictionary<TKey, TValue> entries)
        where TKey : notnull =>
        new(entries, null);

    internal static FrozenDictionary<TKey, T> ToFrozenDictionary<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key)
        where TKey : notnull =>
        new(source.ToDictionary(key), null);

    internal static FrozenDictionary<TKey, TValue> ToFrozenDictionary<T, TKey, TValue>(
        this IEnumerable<T> source, Func<T, TKey> key, Func<T, TValue> value, IEqualityComparer<TKey> comparer)
        where TKey : notnull =>
        new(source.ToDictionary(key, value, comparer), comparer);
}

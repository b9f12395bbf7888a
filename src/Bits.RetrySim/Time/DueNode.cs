namespace Bits.RetrySim;

/// <summary>An armed entry beside its key, so that comparing does not have to look at the entry.</summary>
internal struct DueNode
{
    internal DueKey Key;
    internal DueEntry Entry;

    /// <summary>
    /// Written in place and from registers: a copy of sixteen bytes that were stored as two halves just before waits until both have
    /// reached the cache, which takes longer than the rest of arming.
    /// </summary>
    internal void Set(DueKey key, DueEntry entry)
    {
        Key = key;
        Entry = entry;
    }
}

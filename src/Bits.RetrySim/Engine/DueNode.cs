namespace Bits.RetrySim;

/// <summary>An armed entry beside its key, so that comparing does not have to look at the entry.</summary>
internal readonly record struct DueNode(DueKey Key, DueEntry Entry);

namespace Bits.RetrySim.Tests;

/// <summary>The store with which restarts are tested keeps to the contract.</summary>
public sealed class MemoryStoreTests : JobStoreContract
{
    private readonly MemoryStore _store = new();

    private protected override IJobStore Store => _store;

    private protected override IJobStore Reopen() => new MemoryStore(_store.Load());
}

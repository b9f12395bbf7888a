namespace Bits.RetrySim.KillChild;

/// <summary>A store that says when something is about to be kept, and when it has been.</summary>
internal sealed class TellingStore(IJobStore store, Teller teller) : IJobStore
{
    public IReadOnlyList<StoredJob> Load() => store.Load();

    public void Commit(IReadOnlyList<StoredJob> changed, IReadOnlyList<Guid> gone)
    {
        teller.Tell($"committing");
        store.Commit(changed, gone);
        teller.Tell($"committed");
    }
}

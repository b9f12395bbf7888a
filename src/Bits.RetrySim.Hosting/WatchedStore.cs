namespace Bits.RetrySim;

/// <summary>A store of which can be told whether it keeps what it is given.</summary>
internal sealed class WatchedStore(IJobStore store) : IJobStore
{
    private volatile Exception? _failure;

    /// <summary>Why the last commit failed; null: it did not, and all is kept.</summary>
    internal Exception? Failure => _failure;

    public IReadOnlyList<StoredJob> Load() => store.Load();

    public void Commit(IReadOnlyList<StoredJob> changed, IReadOnlyList<Guid> gone)
    {
        try
        {
            store.Commit(changed, gone);
            _failure = null;
        }
        catch (Exception failure)
        {
            _failure = failure;
            throw;
        }
    }
}

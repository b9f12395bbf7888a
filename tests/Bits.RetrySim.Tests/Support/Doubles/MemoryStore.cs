namespace Bits.RetrySim.Tests;

/// <summary>A store in memory, which outlives managers and loses what was not committed.</summary>
internal sealed class MemoryStore : IJobStore
{
    private readonly Dictionary<Guid, StoredJob> _jobs = [];

    internal MemoryStore(params IEnumerable<StoredJob> jobs) => Put(jobs);

    /// <summary>How often something was committed.</summary>
    internal int Commits { get; private set; }

    /// <summary>The bytes of a job as they were committed last.</summary>
    internal IReadOnlyDictionary<Guid, StoredJob> Jobs => _jobs;

    /// <summary>What the next commits throw; null: nothing.</summary>
    internal Exception? Failure { get; set; }

    /// <summary>The process is dead: whatever is committed is lost.</summary>
    internal bool IsDead { get; set; }

    /// <summary>Called before a commit takes effect.</summary>
    internal Action? BeforeCommit { get; set; }

    internal JobSnapshot this[BackgroundCopyJob job] => JobFormat.Read(_jobs[job.Id]);

    public IReadOnlyList<StoredJob> Load() => [.. _jobs.Values];

    public void Commit(IReadOnlyList<StoredJob> changed, IReadOnlyList<Guid> gone)
    {
        if (IsDead)
        {
            return;
        }

        BeforeCommit?.Invoke();
        if (Failure is { } failure)
        {
            throw failure;
        }

        Commits++;
        Put(changed);
        foreach (Guid id in gone)
        {
            _jobs.Remove(id);
        }
    }

    private void Put(IEnumerable<StoredJob> jobs)
    {
        foreach (StoredJob job in jobs)
        {
            _jobs[job.Id] = job;
        }
    }
}

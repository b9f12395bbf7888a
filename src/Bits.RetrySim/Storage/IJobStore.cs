namespace Bits.RetrySim;

/// <summary>
/// Where the jobs of a manager are kept, so that they outlive the process (LIFE-4, CLOCK-7): <see cref="BackgroundCopyManagerOptions.Store"/>. It knows nothing of
/// jobs: it keeps bytes by id.
/// </summary>
/// <remarks>
/// One store belongs to one manager at a time. What <see cref="Commit"/> was given must outlive the end of the process from the moment it returns, and be there
/// as a whole or not at all.
/// </remarks>
/// <threadsafety>A manager calls one method at a time, from any thread and outside its lock. A method may not call the manager.</threadsafety>
/// <example>
/// <code>
/// private sealed class MemoryStore : IJobStore
/// {
///     private readonly Dictionary&lt;Guid, StoredJob&gt; _jobs = [];
///
///     public IReadOnlyList&lt;StoredJob&gt; Load() => [.. _jobs.Values];
///
///     public void Commit(IReadOnlyList&lt;StoredJob&gt; changed, IReadOnlyList&lt;Guid&gt; gone)
///     {
///         foreach (StoredJob job in changed)
///         {
///             _jobs[job.Id] = job;
///         }
///
///         foreach (Guid id in gone)
///         {
///             _jobs.Remove(id);
///         }
///     }
/// }
/// </code>
/// </example>
public interface IJobStore
{
    /// <summary>All jobs that were committed and are not gone, in any order. A manager asks once, when it begins, before it does anything else.</summary>
    /// <returns>The jobs; none the first time.</returns>
    /// <exception cref="JobStoreException">They cannot be read. No manager begins then, and nothing is changed.</exception>
    IReadOnlyList<StoredJob> Load();

    /// <summary>Keeps what has changed and forgets what is gone, in one piece: all of it or nothing.</summary>
    /// <param name="changed">Jobs that are new, or that replace those of the same id; each id once.</param>
    /// <param name="gone">The ids of jobs that have been completed or cancelled; one that is not known, as of a job that began and ended between two commits, is none to forget.</param>
    /// <exception cref="JobStoreException">
    /// It could not be done; nothing was. The manager logs it as critical and tries again, with the next change and after
    /// <see cref="BackgroundCopyManagerOptions.CheckpointInterval"/>. Any other exception is taken alike.
    /// </exception>
    void Commit(IReadOnlyList<StoredJob> changed, IReadOnlyList<Guid> gone);
}

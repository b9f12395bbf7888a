namespace Bits.RetrySim;

/// <summary>
/// A store, and the jobs in it as <see cref="JobFormat"/> writes them. Made where a store is named and nowhere else, so that a program which names none, and is trimmed, has nothing of the format.
/// </summary>
internal sealed class JobArchive(IJobStore store)
{
    internal IJobStore Store => store;

    /// <summary>All jobs of the store, in the order of their creation; read before anything is changed.</summary>
    /// <exception cref="JobStoreException">One of them cannot be read, or two are the same.</exception>
    internal IReadOnlyList<JobSnapshot> Load()
    {
        List<JobSnapshot> jobs = [.. store.Load().Select(JobFormat.Read).OrderBy(static job => job.Number)];
        HashSet<Guid> ids = [];
        for (int i = 0; i < jobs.Count; i++)
        {
            if (!ids.Add(jobs[i].Id) || (i > 0 && jobs[i].Number == jobs[i - 1].Number))
            {
                throw new JobStoreException(
                    FormattableString.Invariant($"Job {jobs[i].Id}, the one numbered {jobs[i].Number}, is stored twice. Nothing was changed."), JobFormat.InvalidData);
            }
        }

        return jobs;
    }

    /// <summary>Keeps what has changed and forgets what is gone: all of it or nothing.</summary>
    internal void Commit(List<JobSnapshot> changed, IReadOnlyList<Guid> gone) => store.Commit(changed.ConvertAll(JobFormat.Write), gone);
}

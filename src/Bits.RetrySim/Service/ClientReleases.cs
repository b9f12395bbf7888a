using System.Runtime.ExceptionServices;

namespace Bits.RetrySim;

/// <summary>Tells objects of clients that a job lets go of them.</summary>
internal sealed class ClientReleases(ServiceLoop loop, EffectQueue effects, TimeDriver driver)
{
    private int _hasEnded;

    /// <summary>The job has had this object, and has it no more.</summary>
    internal void Release(JobRecord job, object? client)
    {
        if (Of(job, client) is { } release)
        {
            effects.Add(release);
        }
    }

    /// <summary>The job has its client's objects no more.</summary>
    internal void ReleaseAll(JobRecord job)
    {
        Release(job, job.Notices?.Interface);
        Release(job, job.Extras.CertificateJudge?.Client);
    }

    /// <summary>The manager has ended, and carries out no effects any more.</summary>
    /// <exception cref="Exception">The first that an object threw; all have been told.</exception>
    internal void End(JobTable table)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
        {
            return;
        }

        List<Effect> releases = [];
        using (loop.Look())
        {
            foreach (JobRecord job in table.InOrder)
            {
                releases.AddRange(new[] { Of(job, job.Notices?.Interface), Of(job, job.Extras.CertificateJudge?.Client) }.OfType<Effect>());
            }
        }

        Exception[] failures = [.. releases.Select(release => EffectQueue.Perform(release, driver)).OfType<Exception>()];
        if (failures.Length > 0)
        {
            ExceptionDispatchInfo.Throw(failures[0]);
        }
    }

    private static ClientAction? Of(JobRecord job, object? client) =>
        client is IReleasableCallback releasable ? new ClientAction(() => releasable.Release(job.Face)) : null;
}

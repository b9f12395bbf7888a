namespace Bits.RetrySim;

/// <summary>Tells objects of clients that a job lets go of them.</summary>
internal sealed class ClientReleases(EffectQueue effects)
{
    private int _hasEnded;

    /// <summary>The job has had this object, and has it no more.</summary>
    internal void Release(JobRecord job, object? client)
    {
        if (client is IReleasableCallback releasable)
        {
            effects.Add(new ClientAction(() => releasable.Release(job.Face)));
        }
    }

    /// <summary>The job has its client's objects no more.</summary>
    internal void ReleaseAll(JobRecord job)
    {
        Release(job, job.Notices?.Interface);
        Release(job, job.Extras.CertificateJudge?.Client);
    }

    /// <summary>The manager has ended, and carries out no effects any more.</summary>
    internal void End(JobTable table)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
        {
            return;
        }

        foreach (JobRecord job in table.InOrder)
        {
            (job.Notices?.Interface as IReleasableCallback)?.Release(job.Face);
            (job.Extras.CertificateJudge?.Client as IReleasableCallback)?.Release(job.Face);
        }
    }
}

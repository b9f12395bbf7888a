namespace Bits.RetrySim;

/// <summary>What a restart of the service makes of a job: the part of <see cref="JobMachine"/> that sees all instants anew.</summary>
internal static class JobRestart
{
    /// <summary>
    /// CLOCK-4, CLOCK-8: running jobs are ready again, and so are those that waited for a retry (OQ-13); all instants are seen from the wall clock's
    /// present time.
    /// </summary>
    internal static JobEffects Begin(ref JobData job, Moment now, EngineSettings settings)
    {
        if ((job.Traits & JobTraits.IsHighPerformance) != 0 && !job.IsFinal && !job.AllTransferred && !settings.RestartKeepsHighPerformance)
        {
            // What it wrote where is not known any more (PROG-8).
            job.State = BackgroundCopyJobState.Cancelled;
            return JobEffects.None;
        }

        JobEffects effects = job.State switch
        {
            BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring => JobMachine.Requeue(ref job, JobEffects.EnqueueFirst),
            BackgroundCopyJobState.TransientError when !settings.RestartKeepsTransientError => JobMachine.Requeue(ref job, JobEffects.EnqueueLast),
            _ => JobEffects.None,
        };
        job.FirstTransient = job.FirstTransient.RebasedAt(now);
        job.LastFailure = job.LastFailure.RebasedAt(now);
        job.RetryAt = job.RetryAt.RebasedAt(now);
        job.FrozenSince = job.FrozenSince.RebasedAt(now);
        job.LastActivity = job.LastActivity.RebasedAt(now);
        return effects;
    }
}

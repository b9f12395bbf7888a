namespace Bits.RetrySim;

/// <summary>What becomes of a job as bytes and files arrive, and what it fetches next: the part of <see cref="JobMachine"/> that sees to one request after the other.</summary>
internal static class JobArrivals
{
    /// <summary>One byte ends the time without progress (RETRY-11).</summary>
    internal static JobEffects Received(ref JobData job, Moment now)
    {
        if (!job.IsActive)
        {
            return JobEffects.None;
        }

        job.HasByte = true;
        job.FirstTransient = Moment.None;
        return JobMachine.Touch(ref job, now);
    }

    /// <summary>A file is here, which is progress and activity, also when it is empty (OQ-40): the next one in the same run, or TRANSFERRED (STATE-16, SCHED-8).</summary>
    internal static JobEffects FileCompleted(ref JobData job, in JobInput input, Moment now)
    {
        if (!job.IsActive)
        {
            return JobEffects.None;
        }

        job.FilesTransferred += 1 + input.Along;
        FetchNext(ref job, input);
        job.FirstTransient = Moment.None;
        job.LastActivity = now;
        return GoOn(ref job, job.AllTransferred ? BackgroundCopyJobState.Transferred : IsIdle(job) ? BackgroundCopyJobState.Suspended : job.State);
    }

    /// <summary>All that was asked for of a file is here; the client says what comes next, unless he has asked for more already (STATE-26).</summary>
    internal static JobEffects RangesCompleted(ref JobData job, in JobInput input, Moment now)
    {
        if (!job.IsActive)
        {
            return JobEffects.None;
        }

        FetchNext(ref job, input);
        job.FirstTransient = Moment.None;
        job.LastActivity = now;
        return GoOn(ref job, input.IsAsked ? job.State : BackgroundCopyJobState.Suspended);
    }

    /// <summary>The attempt goes on to another request, or the job to another state.</summary>
    private static JobEffects GoOn(ref JobData job, BackgroundCopyJobState state)
    {
        if (job.State == state)
        {
            return BeginRequest(ref job) | JobEffects.Modified;
        }

        job.State = state;
        return JobEffects.None;
    }

    internal static void FetchNext(ref JobData job, in JobInput input)
    {
        job.CurrentFile = input.Next;
        job.Traits = input.IsAsked ? job.Traits | JobTraits.IsAsked : job.Traits & ~JobTraits.IsAsked;
    }

    /// <summary>Whether a job fetches only what is asked for, and nothing is (PROP-8).</summary>
    internal static bool IsIdle(in JobData job) => (job.Traits & (JobTraits.IsOnDemand | JobTraits.IsAsked)) == JobTraits.IsOnDemand;

    /// <summary>One go at one file: the server has not answered about it, and no byte has come.</summary>
    internal static JobEffects BeginRequest(ref JobData job)
    {
        // It needs no answer to have content of its own (RETRY-28).
        job.IsAnswered = (job.Traits & JobTraits.IsDynamicContent) != 0;
        job.HasByte = false;
        return JobEffects.StartTransfer;
    }
}

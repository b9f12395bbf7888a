namespace Bits.RetrySim;

/// <summary>
/// What becomes of the files of a job when it ends. Local files are worked on outside the lock; meanwhile the job is
/// frozen: reads see it as it was, what falls due for it waits, and so does a call that would change it (D-42).
/// </summary>
internal sealed class JobFiles(ServiceLoop loop, Agenda agenda, JobCalls calls, JobSteps steps, Surroundings surroundings, LentFiles files, EffectQueue effects, FrozenJobs frozen)
{
    /// <summary>Whether a job is frozen, so that stepped time must not move on.</summary>
    internal bool IsAtWork => frozen.Count > 0;

    /// <summary>Where the bytes of a file are (FILE-9). Under the lock.</summary>
    internal string TemporaryOf(JobRecord job, FileRecord file) => files.TargetOf(job, file).TemporaryName;

    /// <summary>The state comes before the arguments (LIFE-3).</summary>
    internal void RefuseIfFinal(JobRecord job, JobCall call)
    {
        using CallScope scope = calls.EnterUnchecked(job);
        Refusal.ThrowIfFinal(job, call);
    }

    /// <summary>For another owner the names of the job's files must mean the same, and he must be able to write them (PROP-23).</summary>
    internal void CheckTakeOwnership(JobRecord job)
    {
        FileRecord[] all;
        using (calls.EnterUnchecked(job))
        {
            Refusal.ThrowIfFinal(job, JobCall.TakeOwnership);
            all = job.Files.ToArray();
        }

        if (files.Exist && Array.Find(all, file => !file.IsSent && files.IsMappedForOwnerOnly(file.LocalName)) is { } elsewhere)
        {
            throw Failure.Bits(HResults.BG_E_NEW_OWNER_DIFF_MAPPING, $"The drive of {FileNames.Shown(elsewhere.LocalName)} of job {job.Number} points elsewhere for another user.");
        }

        if (files.Exist && Array.Find(all, file => !file.IsSent && files.CheckWritable(file.LocalName) < 0) is { } refused)
        {
            throw Failure.Bits(HResults.BG_E_NEW_OWNER_NO_FILE_ACCESS, $"{FileNames.Shown(refused.LocalName)} of job {job.Number} cannot be written.");
        }
    }

    /// <summary>The inactivity policy has ended the job, with its files (POLICY-22).</summary>
    internal void DeleteLater(JobRecord job)
    {
        if (files.Exist)
        {
            FileRecord[] left = job.Files.ToArray();
            effects.Add(new ClientAction(() => files.DeleteAll(job, left)));
        }
    }

    /// <summary>Renames what has arrived, deletes the rest, ends the job (LIFE-11, LIFE-13, LIFE-14, LIFE-21).</summary>
    internal BackgroundCopyResult Complete(JobRecord job)
    {
        Freeze(job, JobCall.Complete);
        FileRecord[] all = job.Files.ToArray();
        FileRecord[] arrived = Array.FindAll(all, static file => file.HasArrived);
        bool hasLeftovers;
        try
        {
            foreach (FileRecord file in arrived)
            {
                Rename(job, file);
            }

            hasLeftovers = StopAndDelete(job, Array.FindAll(all, static file => !file.HasArrived));
        }
        catch
        {
            GoOn(job);
            throw;
        }

        End(job, JobTrigger.Complete, JobCall.Complete);
        return hasLeftovers ? BackgroundCopyResult.UnableToDeleteFiles
            : arrived.Length < all.Length ? BackgroundCopyResult.PartialComplete
            : BackgroundCopyResult.Ok;
    }

    /// <summary>Deletes all files and ends the job (LIFE-10).</summary>
    internal BackgroundCopyResult Cancel(JobRecord job)
    {
        Freeze(job, JobCall.Cancel);
        bool hasLeftovers;
        try
        {
            hasLeftovers = StopAndDelete(job, job.Files);
        }
        catch
        {
            GoOn(job);
            throw;
        }

        End(job, JobTrigger.Cancel, JobCall.Cancel);
        return hasLeftovers ? BackgroundCopyResult.UnableToDeleteFiles : BackgroundCopyResult.Ok;
    }

    /// <summary>Keeps what is due for a frozen job until it goes on; says whether it did.</summary>
    internal static bool Defers(DueEntry entry)
    {
        JobRecord? job = entry switch
        {
            JobDue due => due.Job,
            ReportDue report => report.Transfer.Job,
            _ => null,
        };
        if (job?.Freeze is not { } freeze)
        {
            return false;
        }

        freeze.Deferred.Add(entry);
        return true;
    }

    /// <summary>From here on nothing else changes the job.</summary>
    private void Freeze(JobRecord job, JobCall call)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, call);
        if (call == JobCall.Complete && JobMachine.RefusesComplete(job.Data, steps.Settings))
        {
            throw Failure.Bits(HResults.BG_E_INVALID_STATE, job.IsUpload
                ? $"Complete is not allowed on job {job.Number}, which is {job.Data.State}: an upload is completed in Transferred (LIFE-12)."
                : $"Complete is not allowed on job {job.Number}, of which no file has arrived ({surroundings.Wording.Of("BitsReadings.CompleteNeedsAnArrivedFile")}).");
        }

        steps.Attempts.SettleBytes(job);
        job.Freeze = new JobFreeze();
        frozen.Count++;
        loop.HoldTime(IsAtWork);
    }

    private void Rename(JobRecord job, FileRecord file)
    {
        if (file.IsCompleted)
        {
            return;
        }

        if (files.Rename(job, file) is var failure and < 0)
        {
            throw Failure.Bits(
                failure,
                $"File {file.Index + 1} of the job cannot be renamed to {file.LocalName}; the job stays as it is, call Complete again or Cancel.");
        }

        FileSnapshot renamed;
        using (loop.Look())
        {
            file.IsCompleted = true;
            renamed = file.ToSnapshot();
        }

        files.Deliver(renamed, job.Number);
    }

    /// <summary>Ends a running attempt, which may be writing, and deletes temporary files; says whether some could not be deleted.</summary>
    private bool StopAndDelete(JobRecord job, ReadOnlySpan<FileRecord> temporary)
    {
        using (loop.Enter(evenIfEnded: true))
        {
            // What has come meanwhile has come.
            steps.Attempts.SettleBytes(job);
            steps.Attempts.Stop(job);
        }

        // A drain that is under way elsewhere would tell a live line later, which might still be writing.
        steps.Attempts.CarryOut();
        return files.DeleteAll(job, temporary);
    }

    private void End(JobRecord job, JobTrigger trigger, JobCall call)
    {
        try
        {
            using CallScope scope = loop.Enter(evenIfEnded: true);
            Thaw(job);
            loop.ThrowIfEnded();
            steps.Call(job, trigger, call);
        }
        finally
        {
            ThawAtLast(job);
        }
    }

    /// <summary>The job cannot end: it is as it was before the call; an attempt that was stopped starts again at its next turn.</summary>
    private void GoOn(JobRecord job)
    {
        try
        {
            using CallScope scope = loop.Enter(evenIfEnded: true);
            JobFreeze freeze = Thaw(job);
            if (!loop.HasEnded)
            {
                TakeUp(job, freeze);
                steps.Saves?.Mark(job);
            }
        }
        finally
        {
            ThawAtLast(job);
        }
    }

    /// <summary>What was put off while the job was frozen.</summary>
    private void TakeUp(JobRecord job, JobFreeze freeze)
    {
        foreach (JobInput input in freeze.Inputs)
        {
            steps.Apply(job, input);
        }

        if (job.Data.IsActive && job.RunningTransfer is null)
        {
            steps.Apply(job, JobTrigger.Preempt);
        }

        if (freeze.ChecksBlocks)
        {
            steps.Turns.RequestBlockCheck(job);
        }

        if (job.Data.State == BackgroundCopyJobState.Queued)
        {
            // Its turn may have passed over it.
            steps.Turns.Arm();
        }
    }

    /// <summary>Whatever went wrong on the way: nobody waits for ever for a call that is over.</summary>
    private void ThawAtLast(JobRecord job)
    {
        using ReadScope scope = loop.Look();
        if (job.Freeze is not null)
        {
            Thaw(job);
        }
    }

    /// <summary>The call is over: what waited for it goes on. Timers and notifications are armed as they are due now, reports as they came.</summary>
    private JobFreeze Thaw(JobRecord job)
    {
        JobFreeze freeze = job.Freeze!;
        job.Freeze = null;
        frozen.Count--;
        loop.HoldTime(IsAtWork);
        loop.WakeWaiting();
        if (freeze.Deferred.Count == 0 || loop.HasEnded)
        {
            return freeze;
        }

        foreach (DueEntry entry in freeze.Deferred)
        {
            if (!entry.IsArmed && entry.Phase is DuePhase.Report or DuePhase.FailureReport)
            {
                agenda.Arm(entry, Math.Max(entry.Instant, agenda.Instant));
            }
        }

        steps.Timers.Sync(job);
        steps.Callbacks.Plan(job);
        return freeze;
    }
}

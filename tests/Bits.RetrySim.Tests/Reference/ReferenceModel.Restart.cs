using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>Section 4: two clocks, and what a restart of the service makes of them.</content>
internal sealed partial class ReferenceModel
{
    private const long MsPerHour = 3_600_000;

    /// <summary>How far the system clock has been stepped; it began together with the engine's clock, at midnight.</summary>
    private long _wallOffset;

    /// <summary><see cref="_wallOffset"/> when the service began: the bandwidth intervals do not see later steps (CLOCK-3, D-9).</summary>
    private long _engineWallOffset;

    private void StepSystemTime(long byMs) => _wallOffset += byMs; // CLOCK-1, CLOCK-2: no timer moves

    private long EngineWall() => PositiveRemainder(_now + _engineWallOffset, 24 * MsPerHour);

    private int EngineHour() => (int)(EngineWall() / MsPerHour);

    private static long PositiveRemainder(long value, long divisor) => ((value % divisor) + divisor) % divisor;

    private void RestartService()
    {
        foreach (ModelFile file in Jobs.SelectMany(job => job.Files).Where(file => file.Kept is not null))
        {
            ((file.Name, file.Size), file.Kept) = (file.Kept!.Value, null); // FILE-13
        }

        foreach (ModelJob job in Jobs)
        {
            job.HasInterface = false; // CB-14
            job.HasJudge = false; // CLOCK-7: that certificates have to be approved is kept, and what was
            NotifySettingsChanged(job);
        }

        foreach (ModelJob job in Jobs.Where(job => !job.IsFinal))
        {
            job.RetryAt = job.RetryAt?.RebasedTo(_wallOffset);
            job.LastFailureAt = job.LastFailureAt?.RebasedTo(_wallOffset);
            job.FirstTransientAt = job.FirstTransientAt?.RebasedTo(_wallOffset);
            job.FrozenSince = job.FrozenSince?.RebasedTo(_wallOffset);
            job.LastActivity = job.LastActivity.RebasedTo(_wallOffset);
            if (job.State is State.Error or State.Transferred)
            {
                // D-21: a new cycle, delivered when an interface is set.
                job.Event = job.State == State.Error ? BackgroundCopyNotifications.JobError : BackgroundCopyNotifications.JobTransferred;
            }
        }

        RearmInOldOrder();
        RestartSessionEnds();
        QueueWhatRanAndWaited();
        LoseTokens(user: null);
        foreach (ModelJob job in Jobs)
        {
            Disarm(DueKind.JobModification, job); // CB-7: a restart drops it, and says nothing of its own changes (STATE-33)
        }

        _engineWallOffset = _wallOffset;
        ChangeEnvironment(() => _conditions.Hour = EngineHour());
    }

    /// <summary>CLOCK-8: those that ran to the head, those that waited to the tail in the order of their creation.</summary>
    private void QueueWhatRanAndWaited()
    {
        foreach (ModelJob job in Jobs.Where(job => job.Script.Kind == ScriptKind.HighPerformance && !job.IsFinal && job.NextFile is not null).ToList())
        {
            StopFetch(job);
            if (_script.Readings.RestartKeepsHighPerformance)
            {
                job.NextFile!.Bytes = 0;
            }
            else
            {
                Enter(job, State.Cancelled); // PROG-8
            }
        }

        foreach (ModelJob job in Jobs.Where(job => job.IsActive).ToList())
        {
            Enter(job, State.Queued, atHeadOfLevel: true); // a dropped attempt is not counted (D-9)
        }

        if (_script.Readings.RestartKeepsTransientError)
        {
            return; // OQ-13
        }

        foreach (ModelJob job in Jobs.Where(job => job.State == State.TransientError).ToList())
        {
            Enter(job, State.Queued);
        }
    }

    /// <summary>What is past by now is due now (Arm sees to that), in the order in which it would have come (CLOCK-4).</summary>
    private void RearmInOldOrder()
    {
        foreach (Due entry in _due.OrderBy(entry => entry.AtMs).ThenBy(entry => entry.Sequence).ToList())
        {
            switch (entry.Kind)
            {
                case DueKind.Retry:
                    Arm(entry.Job!.RetryAt!.Value.Ms, Phase.Retry, DueKind.Retry, entry.Job, entry.Run);
                    break;
                case DueKind.NoProgress:
                    Arm(NoProgressDue(entry.Job!) ?? entry.AtMs, Phase.NoProgress, DueKind.NoProgress, entry.Job, entry.Run);
                    break;
                case DueKind.Inactivity:
                    Disarm(DueKind.Inactivity, entry.Job);
                    ArmInactivity(entry.Job!);
                    break;
                default:
                    break; // nothing else is an instant of a job that the system clock moves
            }
        }
    }
}

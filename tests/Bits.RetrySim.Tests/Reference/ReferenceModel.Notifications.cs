using Flags = Bits.RetrySim.BackgroundCopyNotifications;
using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>Notifications: section 8 as D-20 (Inline) to D-24 refine it.</content>
internal sealed partial class ReferenceModel
{
    /// <summary>What a change of state means for notifications.</summary>
    private void NotifyOfChange(ModelJob job, State from)
    {
        if (from is State.Error or State.Transferred)
        {
            job.Event = Flags.None; // CB-5
            Disarm(DueKind.JobEvent, job);
        }

        switch (job.State)
        {
            case State.Error:
                BeginCycle(job, Flags.JobError);
                break;
            case State.Transferred:
                BeginCycle(job, Flags.JobTransferred);
                break;
            case State.Acknowledged or State.Cancelled:
                job.FinishedFiles.Clear(); // D-23
                Disarm(DueKind.FileTransferred, job);
                Disarm(DueKind.JobModification, job);
                break;
            default:
                MarkModified(job);
                break;
        }
    }

    private void BeginCycle(ModelJob job, Flags kind)
    {
        if (!job.Wants(Flags.JobModification))
        {
            Disarm(DueKind.JobModification, job); // CB-7: owed is only what somebody wants at this instant
        }

        job.Event = kind;
        job.Cycle++;
        job.EventRetryAt = _now;
        ArmEvent(job);
    }

    /// <summary>Without interface or flag the event stays pending (D-21); a FileTransferred that is wanted holds it back (D-23).</summary>
    private void ArmEvent(ModelJob job)
    {
        if (job.Event != Flags.None && job.Wants(job.Event) && !IsHeldBack(job))
        {
            Arm(job.EventRetryAt, Phase.Notification, DueKind.JobEvent, job, () => DeliverEvent(job));
        }
    }

    private static bool IsHeldBack(ModelJob job) => job.FinishedFiles.Count > 0 && job.Wants(Flags.FileTransferred);

    private void DeliverEvent(ModelJob job)
    {
        if (IsHeldBack(job))
        {
            return; // a repetition that is due waits too; it is armed again when the files have been told (D-23)
        }

        int cycle = job.Cycle;
        bool succeeded = Deliver(job, job.Event, file: -1);
        bool isOver = job.Event == Flags.None || job.Cycle != cycle; // the job has left the state meanwhile (D-21)
        if (!isOver && succeeded)
        {
            job.Event = Flags.None;
        }
        else if (!isOver)
        {
            job.EventRetryAt = _now + RedeliveryMs(job);
            ArmEvent(job);
        }
    }

    private long RedeliveryMs(ModelJob job) => _script.Readings.RedeliveryMs ?? job.DelayMs; // OQ-20

    /// <summary>A file of a download is whole (CB-10); that stays to be told until the job is over (D-23).</summary>
    private void NotifyOfFile(ModelJob job, ModelFile file)
    {
        if (IsSent(job, file))
        {
            return; // CB-10: what is sent is not told of
        }

        job.FinishedFiles.Add(file.Index);
        job.FinishedFiles.Sort();
        if (job.FinishedFiles.Count == 1)
        {
            ArmFile(job, _now);
        }
    }

    private void ArmFile(ModelJob job, long at)
    {
        if (job.FinishedFiles.Count > 0 && job.Wants(Flags.FileTransferred))
        {
            Arm(at, Phase.Notification, DueKind.FileTransferred, job, () => DeliverFile(job));
        }
    }

    private void DeliverFile(ModelJob job)
    {
        bool succeeded = Deliver(job, Flags.FileTransferred, job.FinishedFiles[0]);
        if (job.FinishedFiles.Count == 0)
        {
            return; // the callback ended the job
        }

        if (!succeeded)
        {
            ArmFile(job, _now + RedeliveryMs(job));
            return;
        }

        job.FinishedFiles.RemoveAt(0);
        if (job.FinishedFiles.Count > 0)
        {
            ArmFile(job, _now);
        }
        else
        {
            ArmEvent(job);
        }
    }

    /// <summary>A change marks the job (D-22); whether anybody wants to hear of it shows when the notification is due.</summary>
    private void MarkModified(ModelJob job)
    {
        if (job.IsFinal || IsArmed(DueKind.JobModification, job))
        {
            return;
        }

        long earliest = job.LastModification is long last ? last + Math.Max(job.Script.NotifyIntervalMs, 1) : _now;
        Arm(earliest, Phase.Notification, DueKind.JobModification, job, () => DeliverModification(job));
    }

    private void DeliverModification(ModelJob job)
    {
        if (job.Wants(Flags.JobModification))
        {
            job.LastModification = _now;
            _ = Deliver(job, Flags.JobModification, file: -1); // a failure is not repeated (D-22)
        }
    }

    /// <summary>A new interface is told at once what the one before has not acknowledged (CB-3).</summary>
    private void SetNotifyInterface(ModelJob job, bool isSet)
    {
        job.HasInterface = false;
        NotifySettingsChanged(job);
        job.HasInterface = isSet;
        NotifySettingsChanged(job);
    }

    /// <summary>Interface or flags have changed: what nobody wants any more stops, what somebody wants again is due now.</summary>
    private void NotifySettingsChanged(ModelJob job)
    {
        if (!job.Wants(Flags.FileTransferred))
        {
            Disarm(DueKind.FileTransferred, job);
        }
        else if (!IsArmed(DueKind.FileTransferred, job))
        {
            ArmFile(job, _now);
        }

        if (!job.Wants(Flags.FileRangesTransferred))
        {
            job.RangesRetryAt = 0;
        }

        if (!job.Wants(job.Event))
        {
            Disarm(DueKind.JobEvent, job); // CB-5
            job.EventRetryAt = _now;
        }
        else if (!IsArmed(DueKind.JobEvent, job))
        {
            ArmEvent(job); // CB-3
        }
    }

    /// <summary>Calls the callback; answers whether it succeeded.</summary>
    private bool Deliver(ModelJob job, Flags kind, int file, string ranges = "")
    {
        Trace.Notifications.Add(
            new TraceNotification(_now, job.Number, kind, file, job.State, job.VisibleError(_script.Readings.SuspendHidesError), job.ErrorCount) { Ranges = ranges });
        job.CallbacksMade++;
        bool fails = job.CallbacksMade <= job.Script.FailingCallbacks;
        ScriptAction? reaction = kind switch
        {
            Flags.JobError => job.Script.OnError,
            Flags.JobTransferred => job.Script.OnTransferred,
            _ => null,
        };
        if (reaction is ScriptAction action && job.ReactionsMade < job.Script.Reactions)
        {
            job.ReactionsMade++;
            CallAndRecord(job, action, 0, fromCallback: true);
        }

        return !fails;
    }
}

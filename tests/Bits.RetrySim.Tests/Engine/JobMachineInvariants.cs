namespace Bits.RetrySim.Tests;

/// <summary>What holds of every step that is not refused, whatever came before.</summary>
internal static class JobMachineInvariants
{
    private static readonly JobTrigger[] ToTheHead = [JobTrigger.Preempt, JobTrigger.OwnerLoggedOff, JobTrigger.ServiceRestarted, JobTrigger.RequestRanges];

    internal static void CheckEffects(in JobData before, in JobData after, in JobInput input, JobEffects effects, string where)
    {
        BackgroundCopyJobState to = after.State;
        bool changed = to != before.State;
        bool queued = changed && to == BackgroundCopyJobState.Queued;
        bool head = ToTheHead.Contains(input.Trigger) && before.IsActive;
        bool rested = before.State is BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred;
        bool again = after.ImmediateRetries > before.ImmediateRetries;
        bool refused = input.Trigger == JobTrigger.RefuseContent;
        bool nextFile = input.Trigger is JobTrigger.FileCompleted or JobTrigger.RangesCompleted or JobTrigger.FileBegunAgain && before.IsActive && after.IsActive;

        Has(JobEffects.StopTransfer).Should().Be(before.IsActive && !after.IsActive, "of {0}", where);
        Has(JobEffects.StartTransfer).Should().Be((changed && to == BackgroundCopyJobState.Connecting) || nextFile || again, "of {0}", where);
        Has(JobEffects.RetryAtOnce).Should().Be(again, "of {0}", where);
        (again && (changed || !after.IsActive)).Should().BeFalse("clients see nothing of a request made again at once ({0})", where);
        Has(JobEffects.NotifyError).Should().Be((changed || refused) && to == BackgroundCopyJobState.Error, "of {0}", where);
        Has(JobEffects.NotifyTransferred).Should().Be(changed && to == BackgroundCopyJobState.Transferred, "of {0}", where);
        Has(JobEffects.EndNotification).Should().Be((changed || refused) && rested, "of {0}", where);
        Has(JobEffects.EnqueueFirst).Should().Be(queued && head, "of {0}", where);
        Has(JobEffects.EnqueueLast).Should().Be(queued && !head, "of {0}", where);
        if (changed && !after.IsFinal && to is not BackgroundCopyJobState.Error and not BackgroundCopyJobState.Transferred)
        {
            Has(JobEffects.Modified).Should().BeTrue("clients are told of {0}", where);
        }

        if (changed && (after.IsFinal || !JobMachine.IsCall(input.Trigger)) && !Has(JobEffects.Modified | JobEffects.NotifyError | JobEffects.NotifyTransferred))
        {
            after.IsFinal.Should().BeTrue("only final states are entered in silence ({0})", where);
        }

        if (queued && after.IsBlocked)
        {
            Has(JobEffects.CheckBlocks).Should().BeTrue("a block comes before the start ({0})", where);
        }

        bool Has(JobEffects effect) => (effects & effect) != JobEffects.None;
    }

    internal static void CheckData(in JobData before, in JobData after, in JobInput input, Moment now, EngineSettings settings, string where)
    {
        bool changed = after.State != before.State;
        bool waiting = after.State == BackgroundCopyJobState.TransientError;
        bool overTime = changed && after.ErrorCode == HResults.BG_E_MAXDOWNLOAD_TIMEOUT && after.State == BackgroundCopyJobState.Error;
        bool again = after.ImmediateRetries > before.ImmediateRetries;
        bool failed = input.Trigger == JobTrigger.Failed && before.IsActive && input.Class != ErrorClass.WaitsForCondition && !again && !after.AwaitsTurn;
        bool resumed = input.Trigger == JobTrigger.Resume && changed;
        bool rests = after.State is BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred;

        (after.ErrorCount - before.ErrorCount).Should().Be(failed || overTime || (changed && input.Trigger == JobTrigger.TokenLost) ? 1 : 0, "of {0}", where);
        (after.RetryAt.IsSet && !waiting).Should().BeFalse("only waiting jobs are retried ({0})", where);
        after.FrozenSince.IsSet.Should().Be(
            waiting && after.IsBlocked && settings.BlockedTimeout == BlockedTimeout.Freeze, "of {0}", where);
        (after.StateSince == now || !changed).Should().BeTrue("of {0}", where);
        after.FilesTransferred.Should().BeLessThanOrEqualTo(after.Files, "of {0}", where);
        after.CurrentFile.Should().BeInRange(0, after.Files, "of {0}", where);
        after.ActiveTime.Should().Be(
            input.Trigger == JobTrigger.Resume ? 0
            : before.IsActive && !after.IsActive ? before.ActiveTime + now.Engine - before.ActiveSince
            : before.ActiveTime,
            "of {0}",
            where);
        if (changed && rests)
        {
            after.LastActivity.Should().Be(now, "entering {0} is activity ({1})", after.State, where);
        }

        if (after.State is BackgroundCopyJobState.Transferring or BackgroundCopyJobState.Transferred)
        {
            after.ErrorCode.Should().Be(0, "of {0}", where);
        }

        if (after.State is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error)
        {
            after.ErrorCode.Should().BeNegative("of {0}", where);
        }

        if (resumed || (input.Trigger is JobTrigger.Received or JobTrigger.FileCompleted or JobTrigger.RangesCompleted && before.IsActive))
        {
            after.FirstTransient.IsSet.Should().BeFalse("of {0}", where);
        }

        if (input.Trigger == JobTrigger.Failed && before.IsActive && before.FirstTransient.IsSet)
        {
            after.FirstTransient.Should().Be(before.FirstTransient, "only the first failure starts the timeout ({0})", where);
        }
    }
}

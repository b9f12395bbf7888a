namespace Bits.RetrySim.Tests;

/// <summary>What comes first when several things happen at one instant, and which of several jobs.</summary>
public sealed class StateOrderTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "STATE-24")]
    public void MaximumDownloadTime_CompletionAtThatInstant_Wins()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = AtOneBytePerSecond(simulation, size: 10);

        simulation.GoTo(20);

        simulation.EventLog.StatesOf(job).Should().EndWith("10 Transferred");
    }

    [Fact]
    [Trait("Rule", "STATE-24")]
    [Trait("Rule", "STATE-30")]
    public void MaximumDownloadTime_FailureAtThatInstant_Loses()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = AtOneBytePerSecond(simulation, size: 20);
        simulation.ResourceOf(job).DropsAt(10);

        simulation.GoTo(20);

        simulation.EventLog.StatesOf(job).Should().EndWith($"10 Error 0x{HResults.BG_E_MAXDOWNLOAD_TIMEOUT:X8}");
        job.ErrorCount.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "STATE-30")]
    public void FatalFailure_AndARetryThatCouldFollow_NoTransientErrorInBetween()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.TransientError, job => job.NoProgressTimeout = TimeSpan.FromSeconds(600));

        _bench.GoTo(600);
        _bench.Attempt.FailHttp(503);

        _bench.Log.StatesOf(job).Skip(3).Should().Equal("600 Queued", "600 Connecting", "600 Error 0x801901F7");
    }

    [Theory]
    [InlineData(RetryReason.BlockedByNetwork)]
    [InlineData(RetryReason.BlockedByGameMode)]
    [InlineData(RetryReason.BlockedByStandby)]
    [Trait("Rule", "STATE-30")]
    public void Block_BeginsWhenTheRetryIsDue_NoAttemptIsMade(RetryReason block)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.AddJob();
        simulation.Network.Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        simulation.At(600, () => simulation.Manager.Block(block));
        simulation.At(1000, () => simulation.Manager.Unblock(block));

        simulation.GoTo(1000);

        simulation.EventLog.AttemptsOf(job).Should().Equal(0, 1000);
    }

    [Fact]
    [Trait("Rule", "STATE-30")]
    public void Block_BeginsWhenTheTurnComes_NoAttemptIsMade()
    {
        BackgroundCopyJob job = _bench.ResumeJob();
        _bench.Environment.NetworkAvailable = false;

        _bench.Pump();

        _bench.Log.AttemptsOf(job).Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "OQ-3")]
    [Trait("Rule", "STATE-30")]
    public void RetryAndTimeout_AtOneInstant_RetryThatGetsThroughSavesTheJob()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.TransientError, job => job.NoProgressTimeout = TimeSpan.FromSeconds(600));

        _bench.GoTo(600);
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
        _bench.Attempt.Arrive();

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Theory]
    [InlineData(BackgroundCopyJobPriority.High, BackgroundCopyJobPriority.Normal)]
    [InlineData(BackgroundCopyJobPriority.High, BackgroundCopyJobPriority.Low)]
    [InlineData(BackgroundCopyJobPriority.Normal, BackgroundCopyJobPriority.Low)]
    [Trait("Rule", "STATE-28")]
    [Trait("Rule", "OQ-33")]
    [Trait("Rule", "SCHED-4")]
    public void HigherLevel_BecomesReady_RunningJobGivesWayAndKeepsItsBytes(BackgroundCopyJobPriority higher, BackgroundCopyJobPriority lower)
    {
        RecordingCallback callback = new();
        BackgroundCopyJob job = _bench.StartJob(configure: job =>
        {
            job.Priority = lower;
            job.NotifyInterface = callback;
            job.NotifyFlags = BackgroundCopyNotifications.JobModification;
        });
        _bench.Attempt.Deliver(40);
        _bench.GoTo(10);
        BackgroundCopyJob first = _bench.CreateJob();
        first.Priority = higher;
        first.Resume();
        _bench.GoTo(10);
        _bench.GoTo(20);

        _bench.Log.StatesOf(job).Should().EndWith("10 Queued");
        _bench.Log.StatesOf(first).Should().Equal("10 Queued", "10 Connecting");
        job.Error.Should().BeNull();
        job.ErrorCount.Should().Be(0);
        job.Progress.BytesTransferred.Should().Be(40);
        callback.Calls[^1].State.Should().Be(BackgroundCopyJobState.Queued);
        _bench.Attempt.Arrive();
        _bench.Pump();
        _bench.Attempt.Offset.Should().Be(40);
        _bench.Log.StatesOf(job).Should().EndWith("20 Connecting");
    }

    [Fact]
    [Trait("Rule", "STATE-28")]
    [Trait("Rule", "SCHED-3")]
    public void ForegroundJob_BecomesReady_BackgroundJobGoesOn()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferring);
        BackgroundCopyJob foreground = _bench.CreateJob();
        foreground.Priority = BackgroundCopyJobPriority.Foreground;
        foreground.Resume();
        _bench.Pump();

        job.State.Should().Be(BackgroundCopyJobState.Transferring);
        foreground.State.Should().Be(BackgroundCopyJobState.Connecting);
    }

    [Theory]
    [InlineData("Suspend")]
    [InlineData("Cancel")]
    [InlineData("Complete")]
    [InlineData("TransientError")]
    [InlineData("Error")]
    [InlineData("Transferred")]
    [Trait("Rule", "STATE-4")]
    [Trait("Rule", "SCHED-11")]
    public void RunningJob_Leaves_NextOneStartsAtThatInstant(string how)
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferring);
        BackgroundCopyJob waiting = _bench.ResumeJob();
        _bench.GoTo(10);
        switch (how)
        {
            case "Suspend":
                job.Suspend();
                break;
            case "Cancel":
                job.Cancel();
                break;
            case "Complete":
                job.Complete();
                break;
            case "Transferred":
                _bench.Attempt.Complete();
                break;
            default:
                _bench.Attempt.Receive(1);
                _bench.Attempt.FailHttp(how == "Error" ? 404 : 503);
                break;
        }

        _bench.Pump();

        _bench.Log.StatesOf(waiting).Should().Equal("0 Queued", "10 Connecting");
    }

    [Fact]
    [Trait("Rule", "STATE-4")]
    public void QueuedJob_Suspended_LosesItsTurn()
    {
        _bench.JobIn(BackgroundCopyJobState.Transferring);
        BackgroundCopyJob resting = _bench.ResumeJob();
        BackgroundCopyJob suspended = _bench.ResumeJob(), next = _bench.ResumeJob();
        resting.Suspend();
        suspended.Suspend();
        suspended.Resume();
        _bench.Attempt.Complete();
        _bench.Pump();

        next.State.Should().Be(BackgroundCopyJobState.Connecting, "a resumed job goes to the tail");
        suspended.State.Should().Be(BackgroundCopyJobState.Queued);
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    [Trait("Rule", "SCHED-5")]
    public void Slice_OfALoneJob_IsRenewedSilently()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferring);
        BackgroundCopyJob lower = _bench.CreateJob();
        lower.Priority = BackgroundCopyJobPriority.Low;
        lower.Resume();

        _bench.GoTo(10_000);

        _bench.Log.StatesOf(job).Should().EndWith("0 Transferring");
        _bench.Log.StatesOf(lower).Should().Equal("0 Queued");
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    [Trait("Rule", "SCHED-5")]
    public void Slice_OfThreeJobs_GoesRoundAndEndsAtTheTail()
    {
        BackgroundCopyJob[] jobs = [_bench.CreateJob(), _bench.CreateJob(), _bench.CreateJob()];
        Array.ForEach(jobs, job => job.Resume());
        for (int slice = 0; slice < 5; slice++)
        {
            _bench.GoTo(slice * 300);
            _bench.Attempt.Accept(Bench.FileSize);
        }

        _bench.Transport.Attempts.Select(attempt => attempt.JobNumber).Should().Equal(1, 2, 3, 1, 2);
        _bench.Log.AttemptsOf(jobs[0]).Should().Equal(0, 900);
        _bench.Log.AttemptsOf(jobs[1]).Should().Equal(300, 1200);
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void PreemptedJob_GoesOnBeforeOthersOfItsLevel()
    {
        _bench.JobIn(BackgroundCopyJobState.Transferring);
        _bench.CreateJob().Resume();
        BackgroundCopyJob high = _bench.CreateJob();
        high.Priority = BackgroundCopyJobPriority.High;
        high.Resume();
        _bench.Pump();
        _bench.Attempt.Arrive();

        _bench.Pump();

        _bench.Transport.Attempts.Select(attempt => attempt.JobNumber).Should().Equal(1, 3, 1);
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void LoggedOffJob_KeepsTheHead_AndIsPassedOver()
    {
        BackgroundCopyUser other = new("other");
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferring);
        BackgroundCopyJob second = _bench.CreateJob();
        BackgroundCopyJob foreign = _bench.CreateJob(owner: other);
        second.Resume();
        foreign.Resume();
        _bench.Environment.LogOff(job.Owner);
        _bench.Pump();
        _bench.Attempt.JobNumber.Should().Be(foreign.Number);
        _bench.Environment.LogOn(job.Owner);
        _bench.Attempt.Arrive();
        _bench.Pump();

        _bench.Attempt.JobNumber.Should().Be(job.Number);
        second.State.Should().Be(BackgroundCopyJobState.Queued);
    }

    private static BackgroundCopyJob AtOneBytePerSecond(BitsSimulation simulation, long size)
    {
        simulation.Network.BitsPerSecond = 8;
        BackgroundCopyJob job = simulation.AddJob(size: size);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(10);
        job.Resume();
        return job;
    }
}

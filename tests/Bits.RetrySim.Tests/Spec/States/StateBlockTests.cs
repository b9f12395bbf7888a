namespace Bits.RetrySim.Tests;

/// <summary>What networks, policies and conditions of the machine do to jobs in each state.</summary>
public sealed class StateBlockTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly RecordingCallback _callback = new();

    public static TheoryData<RetryReason> Blocks => [.. Blocking.InOrder];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(BackgroundCopyJobState.Queued)]
    [InlineData(BackgroundCopyJobState.Connecting)]
    [InlineData(BackgroundCopyJobState.Transferring)]
    [Trait("Rule", "STATE-19")]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "OQ-5")]
    public void NetworkLost_ReadyOrRunningJob_TransientError(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = JobIn(state);

        _bench.Environment.NetworkAvailable = false;
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        _bench.GoTo(0.001);

        job.Error!.Code.Should().Be(unchecked((int)0x80200010));
        job.Error.Context.Should().Be(BackgroundCopyErrorContext.GeneralQueueManager);
        job.ErrorCount.Should().Be(0);
        _bench.Transport.Running.Should().BeEmpty();
        _callback.Calls[^1].Should().BeEquivalentTo(
            new { Kind = BackgroundCopyNotifications.JobModification, State = BackgroundCopyJobState.TransientError });
        _callback.Calls.Should().NotContain(call => call.Kind == BackgroundCopyNotifications.JobError);
    }

    /// <summary>A job that was resumed while it was blocked has not had its turn: a block that ends meanwhile and comes again is a new one.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "STATE-19")]
    [Trait("Rule", "STATE-30")]
    public void NetworkLostAgain_QueuedJobThatWasResumedWhileBlocked_TransientErrorAtOnce(bool anotherBlockHolds)
    {
        BackgroundCopyJob job = JobIn(BackgroundCopyJobState.Suspended);
        job.Resume();
        _bench.Environment.Standby = anotherBlockHolds;
        _bench.Environment.NetworkAvailable = false;
        _bench.Pump();
        job.Resume();
        _bench.Environment.NetworkAvailable = true;
        job.State.Should().Be(BackgroundCopyJobState.Queued);

        _bench.Environment.NetworkAvailable = false;

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Suspended)]
    [InlineData(BackgroundCopyJobState.Error)]
    [InlineData(BackgroundCopyJobState.Transferred)]
    [Trait("Rule", "STATE-19")]
    [Trait("Rule", "NET-1")]
    public void NetworkLost_JobAtRest_IsNotTouched(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = JobIn(state);
        int? code = job.Error?.Code;

        _bench.Environment.NetworkAvailable = false;
        _bench.GoTo(1000);
        _bench.Environment.NetworkAvailable = true;
        _bench.GoTo(2000);

        job.State.Should().Be(state);
        (job.Error?.Code).Should().Be(code);
    }

    [Fact]
    [Trait("Rule", "STATE-20")]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "OQ-30")]
    public void NetworkBack_AllJobsInTransientError_Queued()
    {
        BackgroundCopyJob busy = JobIn(BackgroundCopyJobState.TransientError);
        BackgroundCopyJob disconnected = JobIn(BackgroundCopyJobState.Transferring);
        _bench.GoTo(100);
        _bench.Environment.NetworkAvailable = false;
        busy.Error!.Code.Should().Be(HResults.HttpStatus(503), "a waiting job keeps its code");
        disconnected.Error!.Code.Should().Be(HResults.BG_E_NETWORK_DISCONNECTED);
        _bench.GoTo(200);

        _bench.Environment.NetworkAvailable = true;

        busy.State.Should().Be(BackgroundCopyJobState.Queued);
        disconnected.State.Should().Be(BackgroundCopyJobState.Queued);
        busy.Error!.Code.Should().Be(HResults.HttpStatus(503));
        busy.ErrorCount.Should().Be(1);
        disconnected.ErrorCount.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    [Trait("Rule", "STATE-21")]
    [Trait("Rule", "STATE-22")]
    [Trait("Rule", "OQ-39")]
    public void Block_BeginsAndEnds_ForJobsInEveryActionState(RetryReason block)
    {
        foreach (BackgroundCopyJobState state in new[] { BackgroundCopyJobState.Queued, BackgroundCopyJobState.Connecting, BackgroundCopyJobState.Transferring })
        {
            using Bench bench = new();
            BackgroundCopyJob job = bench.JobIn(state, job => job.CostFlags = BackgroundCopyCostStates.TransferNotRoaming);

            bench.Manager.Block(block);
            job.State.Should().Be(BackgroundCopyJobState.TransientError);
            job.Error!.Code.Should().Be(Blocking.CodeOf(block));
            job.ErrorCount.Should().Be(0);
            bench.GoTo(700);
            job.State.Should().Be(BackgroundCopyJobState.TransientError);
            bench.Manager.Unblock(block);

            job.State.Should().Be(BackgroundCopyJobState.Queued);
            job.Error!.Code.Should().Be(Blocking.CodeOf(block), "the error stays until bytes flow");
        }
    }

    [Fact]
    [Trait("Rule", "STATE-21")]
    [Trait("Rule", "STATE-22")]
    public void Block_JobModification_IsSentForBothEnds()
    {
        BackgroundCopyJob job = JobIn(BackgroundCopyJobState.Transferring);
        _bench.GoTo(10);
        _bench.Environment.GameMode = true;
        _bench.GoTo(20);
        _bench.Environment.GameMode = false;
        _bench.GoTo(30);

        _callback.Calls.Where(call => call.Job == job && call.Instant >= TimeSpan.FromSeconds(10)).Select(call => (call.Instant.TotalSeconds, call.State))
            .Should().Equal((10, BackgroundCopyJobState.TransientError), (20, BackgroundCopyJobState.Connecting));
    }

    [Fact]
    [Trait("Rule", "STATE-22")]
    [Trait("Rule", "OQ-39")]
    public void Block_Ends_OnlyJobsWithItsCodeAreQueued()
    {
        BackgroundCopyJob job = JobIn(BackgroundCopyJobState.TransientError);
        BackgroundCopyJob waiting = JobIn(BackgroundCopyJobState.Transferring);
        _bench.Environment.GameMode = true;

        _bench.Environment.GameMode = false;

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        waiting.State.Should().Be(BackgroundCopyJobState.Queued);
    }

    [Fact]
    [Trait("Rule", "STATE-22")]
    [Trait("Rule", "OQ-39")]
    public void TwoBlocks_FirstEnds_JobWaitsForTheOtherUnderItsCode()
    {
        BackgroundCopyJob job = JobIn(BackgroundCopyJobState.Transferring);
        _bench.GoTo(10);
        _bench.Environment.Standby = true;
        _bench.Environment.GameMode = true;
        job.Error!.Code.Should().Be(HResults.BG_E_STANDBY_MODE);
        _bench.GoTo(20);

        _bench.Environment.Standby = false;
        _bench.Pump();

        _bench.Log.StatesOf(job).TakeLast(2).Should().Equal("20 Queued", "20 TransientError 0x8020006F");
        _bench.Log.AttemptsOf(job).Should().Equal(0);
    }

    [Fact]
    [Trait("Rule", "STATE-29")]
    [Trait("Rule", "OQ-31")]
    public void Timeout0_QueuedJobBlocked_ErrorAndJobError()
    {
        BackgroundCopyJob job = JobIn(BackgroundCopyJobState.Suspended);
        job.Resume();
        job.NoProgressTimeout = TimeSpan.Zero;

        _bench.Environment.NetworkAvailable = false;
        _bench.Pump();

        _bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 Error 0x80200010");
        job.ErrorCount.Should().Be(0);
        _callback.Calls.Should().ContainSingle(call => call.Kind == BackgroundCopyNotifications.JobError);
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    [Trait("Rule", "METHOD-Resume")]
    [Trait("Rule", "STATE-30")]
    public void Resume_DuringABlock_QueuedThenTransientErrorAtThatInstant(RetryReason block)
    {
        BackgroundCopyJob job = JobIn(BackgroundCopyJobState.Suspended);
        job.CostFlags = BackgroundCopyCostStates.TransferNotRoaming;
        _bench.Manager.Block(block);
        _bench.GoTo(5);

        job.Resume();
        job.State.Should().Be(BackgroundCopyJobState.Queued);
        _bench.Pump();

        _bench.Log.StatesOf(job).Should().Equal("5 Queued", $"5 TransientError 0x{Blocking.CodeOf(block):X8}");
        _bench.Log.AttemptsOf(job).Should().BeEmpty();
    }

    private BackgroundCopyJob JobIn(BackgroundCopyJobState state) => _bench.JobIn(state, job =>
    {
        job.NotifyInterface = _callback;
        job.NotifyFlags = (BackgroundCopyNotifications)0x1B;
        job.MinimumNotificationInterval = TimeSpan.Zero;
    });
}

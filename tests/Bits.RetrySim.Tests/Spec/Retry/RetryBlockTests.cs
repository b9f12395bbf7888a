namespace Bits.RetrySim.Tests;

/// <summary>Conditions that a job waits for instead of being retried on the delay.</summary>
public sealed class RetryBlockTests : IDisposable
{
    private const string Busy = " 0x801901F7";
    private const double TenDays = 864_000;

    private readonly Bench _bench = new();

    public static TheoryData<RetryReason> Blocks => [.. Blocking.InOrder];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Blocks))]
    [Trait("Rule", "RETRY-14")]
    [Trait("Rule", "RETRY-15")]
    [Trait("Rule", "RETRY-16")]
    [Trait("Rule", "OQ-29")]
    public void Block_HowLongItLasts_IsWaitedForAndNothingElse(RetryReason block)
    {
        string code = $" 0x{Blocking.CodeOf(block):X8}";
        RecordingCallback callback = new();
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferring, NotRoaming);
        job.NotifyInterface = callback;
        _bench.GoTo(10);

        _bench.Manager.Block(block);
        _bench.GoTo(TenDays);
        _bench.Manager.Unblock(block);
        job.State.Should().Be(BackgroundCopyJobState.Queued);
        _bench.Pump();

        _bench.Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 Transferring", "10 TransientError" + code, "864000 Queued", "864000 Connecting");
        _bench.Log.AttemptsOf(job).Should().Equal(0, TenDays);
        job.ErrorCount.Should().Be(0);
        callback.Calls.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    [Trait("Rule", "RETRY-14")]
    [Trait("Rule", "RETRY-16")]
    [Trait("Rule", "STATE-21")]
    public void Block_OfAForegroundJob_OnlyWhereItApplies(RetryReason block)
    {
        bool applies = Blocking.HoldsForForeground(block);
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferring, NotRoaming);
        job.Priority = BackgroundCopyJobPriority.Foreground;

        _bench.Manager.Block(block);

        job.State.Should().Be(applies ? BackgroundCopyJobState.TransientError : BackgroundCopyJobState.Transferring);
    }

    [Fact]
    [Trait("Rule", "RETRY-14")]
    public void LockedVolume_OfAnotherDrive_BlocksNobody()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferring);

        _bench.Environment.LockVolume(@"D:\");

        job.State.Should().Be(BackgroundCopyJobState.Transferring);
    }

    [Theory]
    [InlineData(BlockedTimeout.Freeze, "1020 TransientError" + Busy, 1100.0)]
    [InlineData(BlockedTimeout.Clear, "1020 TransientError" + Busy, 1120.0)]
    [InlineData(BlockedTimeout.Run, "100 Error 0x80200068", null)]
    [Trait("Rule", "RETRY-17")]
    [Trait("Rule", "OQ-4")]
    public void Timeout_InABlock_StandsStillUnlessConfigured(BlockedTimeout reading, string last, double? givesUpAt)
    {
        using Bench bench = new(options => options.Readings.BlockedTimeout = reading);
        BackgroundCopyJob job = Start(bench, 50, 100);
        bench.Attempt.FailHttp(503);
        bench.GoTo(20);
        bench.Environment.BatterySaver = true;
        bench.GoTo(1020);
        bench.Environment.BatterySaver = false;
        bench.Pump();
        if (job.State == BackgroundCopyJobState.Connecting)
        {
            bench.Attempt.FailHttp(503);
        }

        bench.Log.StatesOf(job).Should().EndWith(last);
        job.RetryStatus.GivesUpAt.Should().Be(givesUpAt is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    [Fact]
    [Trait("Rule", "RETRY-17")]
    [Trait("Rule", "OQ-4")]
    public void Freeze_TimeoutStoodStillInABlock_GoesOnAfterIt()
    {
        using Bench bench = new(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = Start(bench, 90, 100);
        bench.Attempt.FailHttp(503);
        bench.GoTo(20);
        bench.Environment.GameMode = true;
        bench.GoTo(50);
        job.RetryStatus.GivesUpAt.Should().BeNull();
        bench.Environment.GameMode = false;

        job.State.Should().Be(BackgroundCopyJobState.TransientError, "its error is not the block's");
        job.Error!.Code.Should().Be(HResults.HttpStatus(503));
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(90));
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(130));
        bench.GoTo(90);
        bench.GoTo(95);
        bench.Attempt.FailHttp(503);
        bench.GoTo(200);

        bench.Log.StatesOf(job).Skip(3).Should().Equal("90 Queued", "90 Connecting", "95 TransientError" + Busy, "130 Error" + Busy);
    }

    [Fact]
    [Trait("Rule", "RETRY-17")]
    [Trait("Rule", "OQ-4")]
    public void Freeze_TimeoutIsNotStartedByABlock()
    {
        using Bench bench = new(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = Start(bench, 50, 100);
        bench.Environment.NetworkAvailable = false;
        bench.GoTo(5000);
        bench.Environment.NetworkAvailable = true;
        bench.Pump();

        bench.Attempt.FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(5100));
    }

    [Fact]
    [Trait("Rule", "OQ-30")]
    [Trait("Rule", "STATE-17")]
    public void Retry_DueWithoutNetwork_TakesTheBlocksCodeAndWaits()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.TransientError);
        _bench.GoTo(100);
        _bench.Environment.NetworkAvailable = false;

        _bench.GoTo(599.9999999);
        job.Error!.Code.Should().Be(HResults.HttpStatus(503));
        _bench.GoTo(600);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.Error!.Code.Should().Be(HResults.BG_E_NETWORK_DISCONNECTED);
        job.Error.Context.Should().Be(BackgroundCopyErrorContext.GeneralQueueManager);
        job.Error.File.Should().BeNull();
        job.ErrorCount.Should().Be(1);
        _bench.GoTo(5000);
        _bench.Environment.NetworkAvailable = true;
        _bench.Pump();

        _bench.Log.StatesOf(job).Skip(2).Should().Equal("0 TransientError" + Busy, "5000 Queued", "5000 Connecting");
    }

    [Fact]
    [Trait("Rule", "OQ-30")]
    [Trait("Rule", "STATE-22")]
    public void Retry_DueInAnotherBlock_IsMadeWhenThatEnds()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.TransientError);
        _bench.Environment.GameMode = true;
        _bench.GoTo(700);
        job.Error!.Code.Should().Be(HResults.BG_E_BLOCKED_BY_GAME_MODE);

        _bench.Environment.GameMode = false;

        job.State.Should().Be(BackgroundCopyJobState.Queued);
        job.Error!.Code.Should().Be(HResults.BG_E_BLOCKED_BY_GAME_MODE, "it is kept until the job transfers");
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "STATE-29")]
    public void Timeout0_Block_IsFatal(RetryReason block)
    {
        RecordingCallback callback = new();
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferring, NotRoaming);
        job.NoProgressTimeout = TimeSpan.Zero;
        job.NotifyInterface = callback;

        _bench.Manager.Block(block);
        _bench.Pump();

        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.Error!.Code.Should().Be(Blocking.CodeOf(block));
        job.ErrorCount.Should().Be(0);
        callback.Calls.Should().ContainSingle(call => call.Kind == BackgroundCopyNotifications.JobError && call.ErrorCode == Blocking.CodeOf(block));
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Queued)]
    [InlineData(BackgroundCopyJobState.Connecting)]
    [InlineData(BackgroundCopyJobState.Transferring)]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "STATE-29")]
    public void Timeout0_BlockInAnyActiveState_FatalUnlessConfigured(BackgroundCopyJobState state)
    {
        foreach (bool fails in new[] { true, false })
        {
            using Bench bench = new(options =>
            {
                options.Readings.ZeroTimeoutFailsBlocks = fails;
                options.Readings.BlockedTimeout = BlockedTimeout.Freeze;
            });
            BackgroundCopyJob job = bench.JobIn(state, job => job.NoProgressTimeout = TimeSpan.Zero);

            bench.Environment.NetworkAvailable = false;

            job.State.Should().Be(fails ? BackgroundCopyJobState.Error : BackgroundCopyJobState.TransientError);
            bench.GoTo(1_000_000);
            bench.Environment.NetworkAvailable = true;
            job.State.Should().Be(fails ? BackgroundCopyJobState.Error : BackgroundCopyJobState.Queued);
        }
    }

    [Fact]
    [Trait("Rule", "OQ-31")]
    public void DelayAboveTimeout_Block_IsFatalWhenTheTimeoutIsOver()
    {
        BackgroundCopyJob job = Start(_bench, 60, 15);

        _bench.Environment.NetworkAvailable = false;
        _bench.GoTo(14.9999999);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        _bench.GoTo(15);

        job.State.Should().Be(BackgroundCopyJobState.Error);
    }

    private static BackgroundCopyJob Start(Bench bench, double delay, double timeout) => bench.StartJob(configure: job =>
    {
        job.MinimumRetryDelay = TimeSpan.FromSeconds(delay);
        job.NoProgressTimeout = TimeSpan.FromSeconds(timeout);
    });

    private static void NotRoaming(BackgroundCopyJob job) => job.CostFlags = BackgroundCopyCostStates.TransferNotRoaming;
}

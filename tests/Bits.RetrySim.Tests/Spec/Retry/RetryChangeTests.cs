namespace Bits.RetrySim.Tests;

/// <summary>Delay and timeout changed while a job waits, and deadlines that pass while it does not.</summary>
public sealed class RetryChangeTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(200, 200)]
    [InlineData(150, 150)]
    [InlineData(100, 100)]
    [InlineData(60, 100)]
    [InlineData(3000, 3000)]
    [Trait("Rule", "RETRY-29")]
    [Trait("Rule", "OQ-11")]
    public void NewDelay_WhileWaiting_CountsFromTheLastFailure(double delay, double attempt)
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.TransientError);
        _bench.GoTo(100);

        job.MinimumRetryDelay = TimeSpan.FromSeconds(delay);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        _bench.GoTo(10_000);

        _bench.Log.AttemptsOf(job).Should().Equal(0, attempt);
    }

    [Theory]
    [InlineData(60, 100, 100, "Error")]
    [InlineData(60, 99, 100, "Error")]
    [InlineData(60, 101, 100, "TransientError")]
    [InlineData(60, 59, 10, "Error")]
    [InlineData(60, 60, 10, "TransientError")]
    [InlineData(60, 0, 0, "Error")]
    [Trait("Rule", "RETRY-29")]
    [Trait("Rule", "OQ-11")]
    [Trait("Rule", "METHOD-TimerSetters")]
    public void NewTimeout_WhileWaiting_IsComparedAtOnce(double delay, double timeout, double instant, string expected)
    {
        BackgroundCopyJob job = _bench.StartJob(configure: job => job.MinimumRetryDelay = TimeSpan.FromSeconds(delay));
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(Math.Min(instant, 60));
        if (instant > 60)
        {
            // The first failure is 100 seconds old when the second one comes.
            _bench.GoTo(instant);
            _bench.Attempt.FailHttp(503);
        }

        job.NoProgressTimeout = TimeSpan.FromSeconds(timeout);

        job.State.ToString().Should().Be(expected);
        job.Error!.Code.Should().Be(HResults.HttpStatus(503));
    }

    [Theory]
    [InlineData(1000, BackgroundCopyJobState.TransientError)]
    [InlineData(1001, BackgroundCopyJobState.Error)]
    [Trait("Rule", "RETRY-29")]
    [Trait("Rule", "OQ-11")]
    [Trait("Rule", "METHOD-TimerSetters")]
    public void NewDelay_AboveTheTimeout_IsErrorAtOnce(double delay, BackgroundCopyJobState expected)
    {
        RecordingCallback callback = new();
        BackgroundCopyJob job = _bench.StartJob(configure: job => job.NoProgressTimeout = TimeSpan.FromSeconds(1000));
        job.NotifyInterface = callback;
        _bench.Attempt.FailHttp(503);

        job.MinimumRetryDelay = TimeSpan.FromSeconds(delay);

        job.State.Should().Be(expected);
        job.ErrorCount.Should().Be(1);
        callback.Calls.Should().BeEmpty("nothing is told inside a call");
        _bench.Pump();
        callback.Calls.Should().HaveCount(expected == BackgroundCopyJobState.Error ? 1 : 0);
    }

    /// <summary>Whether a condition is waited for is a matter of whether it held, not of the code.</summary>
    [Fact]
    [Trait("Rule", "OQ-11")]
    [Trait("Rule", "RETRY-16")]
    [Trait("Rule", "RETRY-7")]
    public void NewTimeout_CodeOfABlockThatDoesNotHold_PlansTheRetry()
    {
        // Only a transport that is no part of the public face reports such a code.
        ScriptJob job = new() { DelaySeconds = 6, TimeoutSeconds = 1, FileBytes = [100], Fetches = [ScriptFetch.Fails(SpecCodes.VolumeLocked)], LaterFetches = ScriptFetch.Completes() };
        Script script = new(
            [job],
            new ScriptPolicy(),
            new ScriptReadings(DelayAboveTimeout: DelayAboveTimeout.FailAtTimeout),
            [new ScriptInput(0, ScriptAction.Resume, 1), new ScriptInput(500, ScriptAction.SetNoProgressTimeout, 1, 60)],
            EndMs: 80_000,
            InputsFirst: true);

        Trace trace = EngineRunner.Run(script, [], out string log);
        ReferenceModel.Run(script).DifferenceTo(trace).Should().BeNull();
        log.Should().Contain("+000000.00:00:06.0000000  job 0001  TRANSITION    TransientError -> Queued").And.Contain("Transferring -> Transferred");
    }

    [Fact]
    [Trait("Rule", "RETRY-29")]
    public void NewTimers_WhileAnAttemptRuns_CountAtItsFailure()
    {
        BackgroundCopyJob job = _bench.StartJob();

        job.MinimumRetryDelay = TimeSpan.FromSeconds(50);
        job.NoProgressTimeout = TimeSpan.FromSeconds(70);
        _bench.Attempt.FailHttp(503);

        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(50));
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(70));
    }

    [Theory]
    [InlineData(BlockedTimeout.Run, 0, BackgroundCopyJobState.Error)]
    [InlineData(BlockedTimeout.Run, 100, BackgroundCopyJobState.Error)]
    [InlineData(BlockedTimeout.Run, 101, BackgroundCopyJobState.TransientError)]
    [InlineData(BlockedTimeout.Freeze, 0, BackgroundCopyJobState.Error)]
    [InlineData(BlockedTimeout.Freeze, 1, BackgroundCopyJobState.TransientError)]
    [InlineData(BlockedTimeout.Clear, 0, BackgroundCopyJobState.Error)]
    [InlineData(BlockedTimeout.Clear, 1, BackgroundCopyJobState.TransientError)]
    [Trait("Rule", "OQ-11")]
    [Trait("Rule", "METHOD-TimerSetters")]
    public void NewTimeout_InABlock_CountsTheBlockIfTheTimeoutRuns(BlockedTimeout reading, double timeout, BackgroundCopyJobState expected)
    {
        using Bench bench = new(options => options.Readings.BlockedTimeout = reading);
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.TransientError);
        bench.Environment.BatterySaver = true;
        bench.GoTo(100);

        job.NoProgressTimeout = TimeSpan.FromSeconds(timeout);

        job.State.Should().Be(expected);
    }

    [Fact]
    [Trait("Rule", "OQ-11")]
    [Trait("Rule", "OQ-31")]
    public void NewTimeout0_InABlockThatIsWaitedFor_IsNotFatal()
    {
        using Bench bench = new(options =>
        {
            options.Readings.ZeroTimeoutFailsBlocks = false;
            options.Readings.BlockedTimeout = BlockedTimeout.Freeze;
        });
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.Transferring);
        bench.Environment.BatterySaver = true;

        job.NoProgressTimeout = TimeSpan.Zero;
        bench.GoTo(10_000);

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
    }

    [Fact]
    [Trait("Rule", "OQ-11")]
    [Trait("Rule", "METHOD-TimerSetters")]
    public void NewDelay_InABlock_IsNeverFatal()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.TransientError);
        _bench.Environment.BatterySaver = true;

        job.MinimumRetryDelay = TimeSpan.FromDays(100);

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
    }

    [Fact]
    [Trait("Rule", "OQ-12")]
    [Trait("Rule", "RETRY-12")]
    public void Deadline_DuringAnAttempt_FailureWithoutAByteIsFatal()
    {
        BackgroundCopyJob job = Start(5, 8);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(5);
        _bench.GoTo(10);
        job.State.Should().Be(BackgroundCopyJobState.Connecting);

        _bench.Attempt.FailHttp(503);

        _bench.Log.StatesOf(job).Skip(3).Should().Equal("5 Queued", "5 Connecting", "10 Error 0x801901F7");
        job.ErrorCount.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "OQ-12")]
    public void Deadline_DuringAnAttempt_ByteClearsIt()
    {
        BackgroundCopyJob job = Start(5, 8);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(5);
        _bench.GoTo(10);
        _bench.Attempt.Deliver(1);

        _bench.Attempt.FailHttp(503);

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(18));
    }

    [Fact]
    [Trait("Rule", "OQ-12")]
    public void Deadline_WhileQueued_LastAttemptIsMade()
    {
        BackgroundCopyJob job = Start(5, 8);
        _bench.Attempt.FailHttp(503);
        BackgroundCopyJob first = _bench.CreateJob();
        first.Priority = BackgroundCopyJobPriority.High;
        first.Resume();
        _bench.GoTo(20);
        job.State.Should().Be(BackgroundCopyJobState.Queued);

        _bench.Attempt.Arrive();
        _bench.Pump();
        _bench.Attempt.FailHttp(503);

        _bench.Log.StatesOf(job).Skip(3).Should().Equal("5 Queued", "20 Connecting", "20 Error 0x801901F7");
    }

    private BackgroundCopyJob Start(double delay, double timeout) => _bench.StartJob(configure: job =>
    {
        job.MinimumRetryDelay = TimeSpan.FromSeconds(delay);
        job.NoProgressTimeout = TimeSpan.FromSeconds(timeout);
    });
}

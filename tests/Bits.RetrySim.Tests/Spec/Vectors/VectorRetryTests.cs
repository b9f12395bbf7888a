namespace Bits.RetrySim.Tests;

/// <summary>The worked examples in which only delay and timeout count.</summary>
public sealed class VectorRetryTests : IDisposable
{
    private const string Busy = " 0x801901F7";

    private readonly BitsSimulation _simulation = new();
    private readonly RecordingCallback _callback = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Trait("Rule", "TV-1")]
    [Trait("Rule", "OQ-3")]
    public void DefaultTimers_NothingWorks_2017AttemptsIn14Days()
    {
        BackgroundCopyJob job = Start(600, 1_209_600);

        _simulation.GoTo(2_000_000);

        _simulation.EventLog.AttemptsOf(job).Should().Equal(Enumerable.Range(0, 2017).Select(attempt => attempt * 600.0));
        _simulation.EventLog.StatesOf(job).TakeLast(3).Should().Equal("1209600 Queued", "1209600 Connecting", "1209600 Error" + Busy);
        job.ErrorCount.Should().Be(2017);
        _simulation.EventLog.NotificationsOf(job).Should().Equal("1209600 JobError");
    }

    [Fact]
    [Trait("Rule", "TV-2")]
    public void Delay5Timeout12_NothingWorks_ThreeAttemptsThenError()
    {
        BackgroundCopyJob job = Start(5, 12);

        _simulation.GoTo(1000);

        _simulation.EventLog.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 TransientError" + Busy,
            "5 Queued", "5 Connecting", "5 TransientError" + Busy,
            "10 Queued", "10 Connecting", "10 TransientError" + Busy,
            "12 Error" + Busy);
        _simulation.EventLog.AttemptsOf(job).Should().Equal(0, 5, 10);
        job.ErrorCount.Should().Be(3);
        _simulation.EventLog.NotificationsOf(job).Should().Equal("12 JobError");
        _callback.Calls.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Kind = BackgroundCopyNotifications.JobError, ErrorCode = HResults.HttpStatus(503), State = BackgroundCopyJobState.Error });
    }

    [Fact]
    [Trait("Rule", "TV-3")]
    [Trait("Rule", "OQ-3")]
    [Trait("Rule", "STATE-30")]
    public void Delay5Timeout5_NothingWorks_RetryComesBeforeTheTimeout()
    {
        BackgroundCopyJob job = Start(5, 5);

        _simulation.GoTo(1000);

        _simulation.EventLog.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 TransientError" + Busy, "5 Queued", "5 Connecting", "5 Error" + Busy);
        _simulation.EventLog.AttemptsOf(job).Should().Equal(0, 5);
        job.ErrorCount.Should().Be(2);
        _simulation.EventLog.NotificationsOf(job).Should().Equal("5 JobError");
    }

    [Fact]
    [Trait("Rule", "TV-4")]
    [Trait("Rule", "OQ-2")]
    public void Delay60Timeout15_FirstAttemptFails_ErrorAtOnce()
    {
        BackgroundCopyJob job = Start(60, 15);

        _simulation.GoTo(1000);

        _simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Error" + Busy);
        _simulation.EventLog.AttemptsOf(job).Should().Equal(0);
        job.ErrorCount.Should().Be(1);
        _simulation.EventLog.NotificationsOf(job).Should().Equal("0 JobError");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(600)]
    [InlineData(uint.MaxValue)]
    [Trait("Rule", "TV-5")]
    public void Timeout0_FirstAttemptFails_ErrorAtOnce(double delay)
    {
        BackgroundCopyJob job = Start(delay, 0);

        _simulation.GoTo(1000);

        _simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Error" + Busy);
        job.ErrorCount.Should().Be(1);
        _simulation.EventLog.NotificationsOf(job).Should().Equal("0 JobError");
    }

    [Fact]
    [Trait("Rule", "TV-6")]
    public void Delay0_IsReadBack_As5()
    {
        BackgroundCopyJob job = _simulation.AddJob(delay: 0);

        job.MinimumRetryDelay.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    [Trait("Rule", "TV-7")]
    public void Delay5Timeout20_ByteInTheRetry_TimeoutBeginsAnew()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.StartJob(configure: job =>
        {
            job.MinimumRetryDelay = TimeSpan.FromSeconds(5);
            job.NoProgressTimeout = TimeSpan.FromSeconds(20);
        });
        bench.Attempt.FailHttp(503);
        bench.GoTo(5);
        bench.Attempt.Deliver(1);
        bench.GoTo(7);
        bench.Attempt.FailHttp(503);
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(27));

        foreach (double retry in new[] { 12, 17, 22, 27 })
        {
            bench.GoTo(retry); // the last one at the same instant as the timeout
            bench.Attempt.FailHttp(503);
        }

        bench.GoTo(1000);

        bench.Log.AttemptsOf(job).Should().Equal(0, 5, 12, 17, 22, 27);
        bench.Log.StatesOf(job).Should().EndWith("27 Error" + Busy).And.ContainSingle(step => step.Contains(" Error"));
        job.ErrorCount.Should().Be(6);
    }

    [Fact]
    [Trait("Rule", "TV-10")]
    public void Delay600_ResumeAt30_AttemptAt30()
    {
        BackgroundCopyJob job = Start(600, null);
        _simulation.GoTo(30);

        job.Resume();
        job.State.Should().Be(BackgroundCopyJobState.Queued);
        _simulation.GoTo(629);

        _simulation.EventLog.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 TransientError" + Busy, "30 Queued", "30 Connecting", "30 TransientError" + Busy);
        _simulation.EventLog.AttemptsOf(job).Should().Equal(0, 30);
    }

    [Fact]
    [Trait("Rule", "TV-11")]
    public void Delay5Timeout12_SystemClockADayAhead_ChangesNothing()
    {
        BackgroundCopyJob job = Start(5, 12);
        _simulation.At(1, () => _simulation.Clock.StepSystemTime(TimeSpan.FromDays(1)));

        _simulation.GoTo(1000);

        _simulation.EventLog.AttemptsOf(job).Should().Equal(0, 5, 10);
        _simulation.EventLog.StatesOf(job).Should().EndWith("12 Error" + Busy);
        _simulation.EventLog.NotificationsOf(job).Should().Equal("12 JobError");
    }

    [Fact]
    [Trait("Rule", "TV-19")]
    public void Delay60Timeout60_NothingWorks_OneRetry()
    {
        BackgroundCopyJob job = Start(60, 60);

        _simulation.GoTo(1000);

        _simulation.EventLog.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 TransientError" + Busy, "60 Queued", "60 Connecting", "60 Error" + Busy);
        _simulation.EventLog.AttemptsOf(job).Should().Equal(0, 60);
        job.ErrorCount.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "TV-20")]
    [Trait("Rule", "OQ-11")]
    public void Delay60Timeout3600_TimeoutSetTo0At10_ErrorAt10()
    {
        BackgroundCopyJob job = Start(60, 3600);
        _simulation.GoTo(10);

        job.NoProgressTimeout = TimeSpan.Zero;
        job.State.Should().Be(BackgroundCopyJobState.Error);
        _callback.Calls.Should().BeEmpty();
        _simulation.GoTo(1000);

        _simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 TransientError" + Busy, "10 Error" + Busy);
        _simulation.EventLog.NotificationsOf(job).Should().Equal("10 JobError");
        job.ErrorCount.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "TV-21")]
    public void Delay60Timeout3600_TimeoutSetTo0WhileTransferring_NextErrorIsFatal()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.StartJob(configure: job =>
        {
            job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
            job.NoProgressTimeout = TimeSpan.FromSeconds(3600);
        });
        bench.Attempt.Deliver(10);
        bench.GoTo(10);

        job.NoProgressTimeout = TimeSpan.Zero;
        bench.GoTo(50);
        job.State.Should().Be(BackgroundCopyJobState.Transferring);
        bench.Attempt.FailHttp(503);

        bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "50 Error" + Busy);
    }

    private BackgroundCopyJob Start(double? delay, double? timeout)
    {
        BackgroundCopyJob job = _simulation.AddJob(delay, timeout);
        job.NotifyInterface = _callback;
        _simulation.Network.Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        _simulation.Pump();
        return job;
    }
}

namespace Bits.RetrySim.Tests;

/// <summary>The transitions that happen by themselves: error object, error count and notification of each.</summary>
public sealed class StateTransitionTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly RecordingCallback _callback = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "STATE-10")]
    public void Queued_Turn_Connecting()
    {
        BackgroundCopyJob job = Job();
        FailOnce(job);
        _bench.GoTo(600);

        _bench.Log.StatesOf(job).Should().EndWith("600 Connecting");
        job.Error!.Code.Should().Be(HResults.HttpStatus(503), "connecting leaves the error alone");
        job.ErrorCount.Should().Be(1);
        LastCall().Should().Be((BackgroundCopyNotifications.JobModification, 600.0, BackgroundCopyJobState.Connecting));
    }

    [Fact]
    [Trait("Rule", "STATE-11")]
    public void Connecting_Accepted_TransferringWithoutError()
    {
        BackgroundCopyJob job = Job();
        FailOnce(job);
        _bench.GoTo(600);
        _bench.GoTo(601);
        _bench.Attempt.Accept(100);
        _bench.Pump();

        job.State.Should().Be(BackgroundCopyJobState.Transferring);
        job.Error.Should().BeNull();
        job.ErrorCount.Should().Be(1);
        LastCall().Should().Be((BackgroundCopyNotifications.JobModification, 601.0, BackgroundCopyJobState.Transferring));
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Connecting)]
    [InlineData(BackgroundCopyJobState.Transferring)]
    [Trait("Rule", "STATE-12")]
    public void Attempt_RecoverableFailure_TransientError(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = JobIn(state);
        ReceiveAByte(job);

        _bench.Attempt.FailHttp(503);
        _bench.Pump();

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.Error!.Code.Should().Be(HResults.HttpStatus(503));
        job.ErrorCount.Should().Be(1);
        LastCall().Should().Be((BackgroundCopyNotifications.JobModification, 10.0, BackgroundCopyJobState.TransientError));
        CallsAt(10).Should().ContainSingle();
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Connecting, 503, 599)]
    [InlineData(BackgroundCopyJobState.Transferring, 503, 599)]
    [InlineData(BackgroundCopyJobState.Connecting, 503, 0)]
    [InlineData(BackgroundCopyJobState.Transferring, 503, 0)]
    [InlineData(BackgroundCopyJobState.Connecting, 404, 1_209_600)]
    [InlineData(BackgroundCopyJobState.Transferring, 404, 1_209_600)]
    [Trait("Rule", "STATE-13")]
    [Trait("Rule", "STATE-14")]
    public void Attempt_FailureThatIsNotRetried_Error(BackgroundCopyJobState state, int status, double timeout)
    {
        BackgroundCopyJob job = JobIn(state);
        job.NoProgressTimeout = TimeSpan.FromSeconds(timeout);
        ReceiveAByte(job);

        _bench.Attempt.FailHttp(status);
        _bench.Pump();

        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.Error!.Code.Should().Be(HResults.HttpStatus(status));
        job.ErrorCount.Should().Be(1);
        CallsAt(10).Should().Equal(
            (BackgroundCopyNotifications.JobError, 10.0, BackgroundCopyJobState.Error),
            (BackgroundCopyNotifications.JobModification, 10.0, BackgroundCopyJobState.Error));
    }

    [Fact]
    [Trait("Rule", "STATE-15")]
    public void Transferring_SliceOver_Queued()
    {
        BackgroundCopyJob job = JobIn(BackgroundCopyJobState.Transferring);
        BackgroundCopyJob other = _bench.CreateJob();
        other.Resume();

        _bench.GoTo(300);

        _bench.Log.StatesOf(job).Should().EndWith("300 Queued");
        _bench.Log.StatesOf(other).Should().Equal("10 Queued", "300 Connecting");
        job.Error.Should().BeNull();
        job.ErrorCount.Should().Be(0);
        LastCall().Should().Be((BackgroundCopyNotifications.JobModification, 300.0, BackgroundCopyJobState.Queued));
    }

    [Fact]
    [Trait("Rule", "STATE-16")]
    public void Transferring_LastFile_TransferredAfterFileTransferredOfEach()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 3, Subscribe);
        _bench.GoTo(10);
        _bench.Attempt.Arrive();
        _bench.Attempt.Arrive();
        _bench.Attempt.Arrive();
        _bench.Pump();

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        job.Error.Should().BeNull();
        _callback.Calls.Where(call => call.Instant == TimeSpan.FromSeconds(10)).Select(call => (call.Kind, call.File)).Should().Equal(
            (BackgroundCopyNotifications.FileTransferred, job.Files[0]),
            (BackgroundCopyNotifications.FileTransferred, job.Files[1]),
            (BackgroundCopyNotifications.FileTransferred, job.Files[2]),
            (BackgroundCopyNotifications.JobTransferred, null),
            (BackgroundCopyNotifications.JobModification, null));
    }

    [Fact]
    [Trait("Rule", "STATE-17")]
    public void TransientError_DelayOver_QueuedWithItsError()
    {
        BackgroundCopyJob job = Job();
        FailOnce(job);
        BackgroundCopyJob first = _bench.CreateJob();
        first.Priority = BackgroundCopyJobPriority.High;
        first.Resume();
        _bench.GoTo(600);

        job.State.Should().Be(BackgroundCopyJobState.Queued);
        job.Error!.Code.Should().Be(HResults.HttpStatus(503));
        job.ErrorCount.Should().Be(1);
        LastCall().Should().Be((BackgroundCopyNotifications.JobModification, 600.0, BackgroundCopyJobState.Queued));
    }

    [Fact]
    [Trait("Rule", "STATE-18")]
    public void TransientError_TimeoutOver_ErrorWithoutAnotherCount()
    {
        BackgroundCopyJob job = Job();
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        FailOnce(job);
        job.NoProgressTimeout = TimeSpan.FromSeconds(70);
        _bench.GoTo(60);
        _bench.Attempt.FailHttp(500);
        _bench.GoTo(70);

        _bench.Log.StatesOf(job).Should().EndWith("70 Error 0x801901F4");
        job.ErrorCount.Should().Be(2);
        CallsAt(70).Should().Equal((BackgroundCopyNotifications.JobError, 70.0, BackgroundCopyJobState.Error));
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Connecting)]
    [InlineData(BackgroundCopyJobState.Transferring)]
    [Trait("Rule", "STATE-23")]
    [Trait("Rule", "STATE-1")]
    [Trait("Rule", "NET-6")]
    public void Attempt_OwnerLogsOff_QueuedWithoutError(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = JobIn(state);
        ManualAttempt attempt = _bench.Attempt;

        _bench.Environment.LogOff(job.Owner);
        _bench.GoTo(10.5);

        job.State.Should().Be(BackgroundCopyJobState.Queued);
        attempt.IsRunning.Should().BeFalse();
        job.Error.Should().BeNull();
        job.ErrorCount.Should().Be(0);
        CallsAt(10).Should().Equal((BackgroundCopyNotifications.JobModification, 10.0, BackgroundCopyJobState.Queued));
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Connecting)]
    [InlineData(BackgroundCopyJobState.Transferring)]
    [Trait("Rule", "STATE-24")]
    [Trait("Rule", "MAXT-3")]
    public void Attempt_MaximumDownloadTime_Error(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = JobIn(state);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(20);

        _bench.GoTo(19.9999999);
        job.State.Should().Be(state);
        _bench.GoTo(20);

        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.Error!.Code.Should().Be(HResults.BG_E_MAXDOWNLOAD_TIMEOUT);
        job.Error.Context.Should().Be(BackgroundCopyErrorContext.GeneralQueueManager);
        job.ErrorCount.Should().Be(1);
        CallsAt(20).Should().Equal((BackgroundCopyNotifications.JobError, 20.0, BackgroundCopyJobState.Error));
        _bench.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "STATE-31")]
    [Trait("Rule", "OQ-7")]
    [Trait("Rule", "OQ-34")]
    public void Queued_NothingLeft_TransferredDirectlyAndToldAnew()
    {
        BackgroundCopyJob job = JobIn(BackgroundCopyJobState.Transferring);
        _bench.Attempt.Complete();
        _bench.GoTo(20);
        job.Suspend();
        job.Resume();
        job.State.Should().Be(BackgroundCopyJobState.Queued);
        _bench.Pump();

        _bench.Log.StatesOf(job).TakeLast(4).Should().Equal("10 Transferred", "20 Suspended", "20 Queued", "20 Transferred");
        CallsAt(20).Should().Equal(
            (BackgroundCopyNotifications.JobTransferred, 20.0, BackgroundCopyJobState.Transferred),
            (BackgroundCopyNotifications.JobModification, 20.0, BackgroundCopyJobState.Transferred));
        _callback.Calls.Count(call => call.Kind == BackgroundCopyNotifications.FileTransferred).Should().Be(1);
        _bench.Transport.Attempts.Should().ContainSingle();
    }

    private BackgroundCopyJob Job()
    {
        BackgroundCopyJob job = _bench.CreateJob();
        Subscribe(job);
        return job;
    }

    /// <summary>A job in a state at 10 seconds, with all its callbacks made.</summary>
    /// <summary>A request of which a byte has come is not made again at once (RETRY-28).</summary>
    private void ReceiveAByte(BackgroundCopyJob job)
    {
        if (job.State == BackgroundCopyJobState.Transferring)
        {
            _bench.Attempt.Receive(1);
        }
    }

    private BackgroundCopyJob JobIn(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = _bench.JobIn(state, Subscribe);
        _bench.GoTo(10);
        return job;
    }

    private void Subscribe(BackgroundCopyJob job)
    {
        job.NotifyInterface = _callback;
        job.NotifyFlags = (BackgroundCopyNotifications)0x1B;
        job.MinimumNotificationInterval = TimeSpan.Zero;
    }

    private void FailOnce(BackgroundCopyJob job)
    {
        job.Resume();
        _bench.Pump();
        _bench.Attempt.FailHttp(503);
        _bench.Pump();
    }

    private (BackgroundCopyNotifications Kind, double Instant, BackgroundCopyJobState State) LastCall() => Describe(_callback.Calls[^1]);

    private IEnumerable<(BackgroundCopyNotifications Kind, double Instant, BackgroundCopyJobState State)> CallsAt(double seconds) =>
        _callback.Calls.Where(call => call.Instant == TimeSpan.FromSeconds(seconds)).Select(Describe);

    private static (BackgroundCopyNotifications Kind, double Instant, BackgroundCopyJobState State) Describe(RecordedCall call) =>
        (call.Kind, call.Instant.TotalSeconds, call.State);
}

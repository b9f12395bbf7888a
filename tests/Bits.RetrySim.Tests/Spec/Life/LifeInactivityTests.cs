namespace Bits.RetrySim.Tests;

/// <summary>Jobs with which nothing happens for ten days, which is the policy here.</summary>
public sealed class LifeInactivityTests : IDisposable
{
    private const double Day = 86_400;

    private readonly Bench _bench = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(10) });
    private readonly RecordingCallback _callback = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(BackgroundCopyJobState.Suspended)]
    [InlineData(BackgroundCopyJobState.Queued)]
    [InlineData(BackgroundCopyJobState.Connecting)]
    [InlineData(BackgroundCopyJobState.Transferring)]
    [InlineData(BackgroundCopyJobState.TransientError)]
    [InlineData(BackgroundCopyJobState.Error)]
    [InlineData(BackgroundCopyJobState.Transferred)]
    [Trait("Rule", "LIFE-19")]
    [Trait("Rule", "STATE-25")]
    [Trait("Rule", "STATE-8")]
    [Trait("Rule", "POLICY-22")]
    public void NoActivity_AnyState_IsCancelledWithoutACallback(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = _bench.JobIn(state, RetryLate);
        if (state == BackgroundCopyJobState.Queued)
        {
            _bench.Environment.LogOff(job.Owner);
        }

        job.NotifyInterface = _callback;
        job.NotifyFlags = (BackgroundCopyNotifications)0x1B;
        _bench.GoTo((10 * Day) - 0.0000001);
        job.State.Should().Be(state);
        int calls = _callback.Calls.Count;
        _bench.GoTo(10 * Day);

        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
        _bench.Log.StatesOf(job).Should().EndWith("864000 Cancelled");
        _bench.Manager.EnumJobs().Should().BeEmpty();
        _bench.Transport.Running.Should().BeEmpty();
        _bench.GoTo(11 * Day);
        _callback.Calls.Should().HaveCount(calls);
    }

    [Theory]
    [InlineData("DisplayName")]
    [InlineData("Description")]
    [InlineData("Priority")]
    [InlineData("NotifyFlags")]
    [InlineData("NotifyInterface")]
    [InlineData("MinimumRetryDelay")]
    [InlineData("NoProgressTimeout")]
    [InlineData("MaximumDownloadTime")]
    [InlineData("MinimumNotificationInterval")]
    [InlineData("CostFlags")]
    [Trait("Rule", "OQ-36")]
    public void Setter_WithTheSameValue_IsActivity(string property)
    {
        BackgroundCopyJob job = _bench.CreateJob();
        System.Reflection.PropertyInfo setter = typeof(BackgroundCopyJob).GetProperty(property)!;
        _bench.GoTo(5 * Day);

        setter.SetValue(job, setter.GetValue(job));

        CancelledAt(job).Should().Be(15 * Day);
    }

    [Theory]
    [InlineData("AddFile", BackgroundCopyJobState.Suspended)]
    [InlineData("Suspend", BackgroundCopyJobState.Suspended)]
    [InlineData("Suspend", BackgroundCopyJobState.Transferring)]
    [InlineData("Resume", BackgroundCopyJobState.Suspended)]
    [InlineData("Byte", BackgroundCopyJobState.Transferring)]
    [InlineData("Error", BackgroundCopyJobState.Connecting)]
    [InlineData("Transferred", BackgroundCopyJobState.Connecting)]
    [Trait("Rule", "OQ-36")]
    public void Activity_After5Days_GivesTenMore(string activity, BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = _bench.JobIn(state, RetryLate);
        _bench.GoTo(5 * Day);

        Perform(activity, job);

        CancelledAt(job).Should().Be(15 * Day);
    }

    [Theory]
    [InlineData("Accepted", BackgroundCopyJobState.Connecting)]
    [InlineData("TransientError", BackgroundCopyJobState.Transferring)]
    [InlineData("Block", BackgroundCopyJobState.Transferring)]
    [InlineData("BlockOver", BackgroundCopyJobState.Transferring)]
    [InlineData("Logoff", BackgroundCopyJobState.Transferring)]
    [InlineData("Logoff", BackgroundCopyJobState.Suspended)]
    [InlineData("Restart", BackgroundCopyJobState.Suspended)]
    [InlineData("Restart", BackgroundCopyJobState.Connecting)]
    [InlineData("FailedCall", BackgroundCopyJobState.Error)]
    [InlineData("Read", BackgroundCopyJobState.Transferred)]
    [Trait("Rule", "OQ-36")]
    public void NoActivity_After5Days_GivesNothing(string happening, BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = _bench.JobIn(state, RetryLate);
        _bench.GoTo(5 * Day);

        Perform(happening, job);

        CancelledAt(job).Should().Be(10 * Day);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Callbacks_AreNoActivity()
    {
        _callback.FailNext(1000, HResults.E_FAIL);
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Error, job =>
        {
            job.MinimumRetryDelay = TimeSpan.FromDays(1);
            job.NotifyInterface = _callback;
        });

        CancelledAt(job).Should().Be(10 * Day);
        _callback.Calls.Should().HaveCount(10, "the repetition at the instant of the cancel is too late");
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void RetryCycle_IsNoActivity()
    {
        using BitsSimulation simulation = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(10) });
        BackgroundCopyJob job = simulation.AddJob(delay: Day);
        simulation.Network.Fails(SimulatedFault.HttpStatus(503));
        job.Resume();

        simulation.GoTo(20 * Day);

        simulation.EventLog.AttemptsOf(job).Should().Equal(Enumerable.Range(0, 11).Select(day => day * Day));
        simulation.EventLog.StatesOf(job).TakeLast(4).Should().Equal(
            "864000 Queued", "864000 Connecting", "864000 TransientError 0x801901F7", "864000 Cancelled");
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void BytesOfASimulatedTransfer_AreActivityAsOfTheLastOne()
    {
        using BitsSimulation simulation = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        simulation.Network.BitsPerSecond = 8;
        simulation.Network.ReceiveTimeout = TimeSpan.FromDays(30);
        BackgroundCopyJob job = simulation.AddJob(size: 1_000_000);
        simulation.ResourceOf(job).StallsAt(200_000);
        job.Resume();

        simulation.GoTo(400_000);

        simulation.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "286400 Cancelled");
    }

    private static void RetryLate(BackgroundCopyJob job)
    {
        job.MinimumRetryDelay = TimeSpan.FromDays(20);
        job.NoProgressTimeout = TimeSpan.FromDays(30);
    }

    private void Perform(string what, BackgroundCopyJob job)
    {
        switch (what)
        {
            case "AddFile":
                job.AddFile("https://cdn.example/2.bin", Bench.LocalName(2));
                break;
            case "Suspend":
                job.Suspend();
                break;
            case "Resume":
                job.Resume();
                break;
            case "Byte":
                _bench.Attempt.Receive(1);
                break;
            case "Error":
                _bench.Attempt.FailHttp(404);
                break;
            case "Transferred":
                _bench.Attempt.Arrive(size: 0);
                break;
            case "Accepted":
                _bench.Attempt.Accept(100);
                break;
            case "TransientError":
                _bench.Attempt.FailHttp(503);
                break;
            case "Block":
                _bench.Environment.NetworkAvailable = false;
                break;
            case "BlockOver":
                _bench.Environment.NetworkAvailable = false;
                _bench.GoTo(6 * Day);
                _bench.Environment.NetworkAvailable = true;
                break;
            case "Logoff":
                _bench.Environment.LogOff(job.Owner);
                _bench.GoTo(6 * Day);
                _bench.Environment.LogOn(job.Owner);
                break;
            case "Restart":
                _bench.Manager.RestartService();
                break;
            case "FailedCall":
                Refusal.Of(() => job.AddFile("no url", Bench.LocalName(2))).Should().Be(HResults.E_INVALIDARG);
                break;
            case "Read":
                job.Progress.FilesTransferred.Should().Be(1);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "Nothing of that name.");
        }
    }

    private double CancelledAt(BackgroundCopyJob job)
    {
        _bench.GoTo(40 * Day);
        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
        return _bench.Log.Events.Single(entry => entry.To == BackgroundCopyJobState.Cancelled).Instant.TotalSeconds;
    }
}

namespace Bits.RetrySim.Tests;

/// <summary>The worked examples with networks, policies, clocks and restarts.</summary>
public sealed class VectorSurroundingsTests : IDisposable
{
    private const string Busy = " 0x801901F7";
    private const string NoNetwork = " 0x80200010";
    private const double Day = 86_400;

    private readonly BitsSimulation _simulation = new();
    private readonly RecordingCallback _callback = new();

    private EventLog Log => _simulation.EventLog;

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Trait("Rule", "TV-8")]
    public void Failure503_NetworkGoneFrom100To200_KeepsItsErrorAndIsTriedAt200()
    {
        BackgroundCopyJob job = StartBusy(600);
        GoneFrom(100, 200);
        _simulation.GoTo(150);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.Error!.Code.Should().Be(HResults.HttpStatus(503));

        _simulation.GoTo(799);

        Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 TransientError" + Busy, "200 Queued", "200 Connecting", "200 TransientError" + Busy);
    }

    [Fact]
    [Trait("Rule", "TV-9")]
    [Trait("Rule", "NET-1")]
    public void Transferring_NetworkGoneFrom10To5000_NoRetryInBetween()
    {
        BackgroundCopyJob job = _simulation.AddJob(delay: 600, size: 100);
        _simulation.Network.BitsPerSecond = 8;
        GoneFrom(10, 5000);
        job.Resume();

        _simulation.GoTo(5001);

        Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 Transferring", "10 TransientError" + NoNetwork, "5000 Queued", "5000 Connecting", "5000 Transferring");
        Log.AttemptsOf(job).Should().Equal(0, 5000);
        job.ErrorCount.Should().Be(0);
        job.Progress.BytesTransferred.Should().Be(11);
    }

    [Fact]
    [Trait("Rule", "TV-12")]
    public void JobErrorFailsTwice_ThreeCallsThenNone()
    {
        _callback.FailNext(2, HResults.E_FAIL);
        BackgroundCopyJob job = _simulation.AddJob(delay: 600);
        job.NotifyInterface = _callback;
        _simulation.Network.Fails(SimulatedFault.HttpStatus(404));
        job.Resume();

        _simulation.GoTo(100_000);

        _callback.Calls.Should().HaveCount(3).And.OnlyContain(call => call.Kind == BackgroundCopyNotifications.JobError);
        Log.NotificationsOf(job).Should().Equal(
            "0 JobError", "0 JobError 0x80004005", "600 JobError", "600 JobError 0x80004005", "1200 JobError");
    }

    [Fact]
    [Trait("Rule", "TV-13")]
    [Trait("Rule", "OQ-4")]
    public void Queued_NetworkGoneFor20Days_FailsAfterADay()
    {
        BackgroundCopyJob job = _simulation.AddJob(delay: 5, timeout: 86_400);
        job.NotifyInterface = _callback;
        job.Resume();
        _simulation.Environment.NetworkAvailable = false;

        _simulation.GoTo(20 * Day);
        _simulation.Environment.NetworkAvailable = true;
        _simulation.Pump();

        Log.StatesOf(job).Should().Equal("0 Queued", "0 TransientError" + NoNetwork, "86400 Error" + NoNetwork);
        Log.NotificationsOf(job).Should().Equal("86400 JobError");
        job.ErrorCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TV-13")]
    [Trait("Rule", "OQ-4")]
    public void Queued_NetworkGoneFor20DaysAndTheTimeoutStandsStill_WaitsForIt()
    {
        using BitsSimulation simulation = new(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = simulation.AddJob(delay: 5, timeout: 86_400);
        job.Resume();
        simulation.Environment.NetworkAvailable = false;

        simulation.GoTo(20 * Day);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        simulation.Environment.NetworkAvailable = true;
        job.State.Should().Be(BackgroundCopyJobState.Queued);
        simulation.Pump();

        simulation.EventLog.StatesOf(job).Should().Equal(
            "0 Queued", "0 TransientError" + NoNetwork, "1728000 Queued", "1728000 Connecting", "1728000 Transferring", "1728000 Transferred");
        job.ErrorCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TV-14")]
    public void MaximumDownloadTime10_TransferringFor6And4_ErrorAt610()
    {
        BackgroundCopyJob job = _simulation.AddJob(delay: 600, size: 100);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(10);
        job.NotifyInterface = _callback;
        _simulation.Network.BitsPerSecond = 8;
        _simulation.ResourceOf(job).DropsAt(6, once: true);
        job.Resume();

        _simulation.GoTo(1000);

        Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 Transferring", "6 TransientError 0x80072EFE",
            "606 Queued", "606 Connecting", "606 Transferring", $"610 Error 0x{HResults.BG_E_MAXDOWNLOAD_TIMEOUT:X8}");
        job.ErrorCount.Should().Be(2);
        Log.NotificationsOf(job).Should().Equal("610 JobError");
    }

    [Fact]
    [Trait("Rule", "TV-15")]
    [Trait("Rule", "RETRY-13")]
    [Trait("Rule", "OQ-36")]
    public void Timeout100Days_NothingWorks_CancelledAfter90Days()
    {
        BackgroundCopyJob job = StartBusy(600, 8_640_000);

        _simulation.GoTo(9_000_000);

        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
        Log.StatesOf(job).TakeLast(4).Should().Equal(
            "7776000 Queued", "7776000 Connecting", "7776000 TransientError" + Busy, "7776000 Cancelled");
        Log.StatesOf(job).Should().NotContain(step => step.Contains(" Error"));
        Log.AttemptsOf(job).Should().Equal(Enumerable.Range(0, 12_961).Select(attempt => attempt * 600.0));
        Log.NotificationsOf(job).Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "TV-16")]
    [Trait("Rule", "OQ-36")]
    public void Timeout90Days_NothingWorks_ErrorAfter90DaysAndCancelledAfter180()
    {
        BackgroundCopyJob job = StartBusy(600, 7_776_000);

        _simulation.GoTo(7_776_000);
        job.State.Should().Be(BackgroundCopyJobState.Error);
        _simulation.GoTo(16_000_000);

        Log.StatesOf(job).TakeLast(4).Should().Equal(
            "7776000 Queued", "7776000 Connecting", "7776000 Error" + Busy, "15552000 Cancelled");
        Log.AttemptsOf(job).Should().HaveCount(12_961);
        Log.NotificationsOf(job).Should().Equal("7776000 JobError");
    }

    [Fact]
    [Trait("Rule", "TV-17")]
    public void SystemClock14DaysAhead_RestartAt200_LastAttemptAndErrorAt200()
    {
        BackgroundCopyJob job = StartBusy(600);
        _simulation.GoTo(100);
        _simulation.Clock.StepSystemTime(TimeSpan.FromDays(14));
        _simulation.GoTo(200);
        Log.StatesOf(job).Should().EndWith("0 TransientError" + Busy);

        _simulation.Manager.RestartService();
        _simulation.GoTo(300);

        Log.StatesOf(job).Skip(3).Should().Equal("200 Queued", "200 Connecting", "200 Error" + Busy);
        Log.AttemptsOf(job).Should().Equal(0, 200);
        job.ErrorCount.Should().Be(2);
        _callback.Calls.Should().BeEmpty();
        job.NotifyInterface = _callback;
        _simulation.GoTo(100_000);
        Log.NotificationsOf(job).Should().Equal("300 JobError");
    }

    [Fact]
    [Trait("Rule", "TV-18")]
    public void SystemClockADayBehind_RestartAt200ThatKeepsTheDelay_EverythingADayLater()
    {
        using BitsSimulation simulation = new(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob job = StartBusy(simulation, 600);
        simulation.GoTo(100);
        simulation.Clock.StepSystemTime(TimeSpan.FromDays(-1));
        simulation.GoTo(200);

        simulation.Manager.RestartService();
        simulation.GoTo(2_000_000);

        simulation.EventLog.AttemptsOf(job).Should().Equal(Enumerable.Range(0, 2016).Select(retry => 87_000 + (retry * 600.0)).Prepend(0));
        simulation.EventLog.StatesOf(job).TakeLast(3).Should().Equal("1296000 Queued", "1296000 Connecting", "1296000 Error" + Busy);
    }

    [Theory]
    [InlineData(BlockedTimeout.Run, 2017, 1_209_600)]
    [InlineData(BlockedTimeout.Freeze, 2017, 1_209_700)]
    [InlineData(BlockedTimeout.Clear, 2018, 1_209_800)]
    [Trait("Rule", "TV-23")]
    [Trait("Rule", "OQ-4")]
    [Trait("Rule", "RETRY-17")]
    public void Failure503_NetworkGoneFor100Seconds_TimeoutRunsStandsStillOrBeginsAnew(BlockedTimeout reading, int attempts, int end)
    {
        using BitsSimulation simulation = new(options => options.Readings.BlockedTimeout = reading);
        BackgroundCopyJob job = StartBusy(simulation, 600);
        GoneFrom(simulation, 100, 200);

        simulation.GoTo(2_000_000);

        simulation.EventLog.AttemptsOf(job).Should().Equal(Enumerable.Range(0, attempts - 1).Select(retry => 200 + (retry * 600.0)).Prepend(0));
        simulation.EventLog.StatesOf(job).Should().EndWith($"{end} Error" + Busy);
        simulation.EventLog.NotificationsOf(job).Should().Equal($"{end} JobError");
    }

    private BackgroundCopyJob StartBusy(double delay, double? timeout = null) => StartBusy(_simulation, delay, timeout);

    private BackgroundCopyJob StartBusy(BitsSimulation simulation, double delay, double? timeout = null)
    {
        BackgroundCopyJob job = simulation.AddJob(delay, timeout);
        job.NotifyInterface = _callback;
        simulation.Network.Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        simulation.Pump();
        return job;
    }

    private void GoneFrom(double from, double to) => GoneFrom(_simulation, from, to);

    private static void GoneFrom(BitsSimulation simulation, double from, double to)
    {
        simulation.At(from, () => simulation.Environment.NetworkAvailable = false);
        simulation.At(to, () => simulation.Environment.NetworkAvailable = true);
    }
}

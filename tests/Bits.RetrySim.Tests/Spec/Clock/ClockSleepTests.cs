using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The machine sleeps, with timestamps that count it and with such that do not.</summary>
[Trait("Rule", "CLOCK-5")]
public sealed class ClockSleepTests
{
    [Theory]
    [Trait("Rule", "MAXT-5")]
    [InlineData(true, 100, 40)]
    [InlineData(false, 100, 100)]
    public void Sleep_Transferring_CountsTowardsTheMaximumDownloadTimeIfTheTimestampsDo(bool counts, double failsAt, double awake)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        bench.GoTo(10);
        bench.Clock.Sleep(TimeSpan.FromSeconds(60), counts);
        job.State.Should().Be(Transferring);
        bench.Clock.Advance(TimeSpan.FromSeconds(awake - 10 - 0.001));
        job.State.Should().Be(Transferring);
        bench.Clock.Advance(TimeSpan.FromSeconds(0.001));

        bench.Log.StatesOf(job, from: 1).Should().Equal($"{failsAt} Error 0x80200054");
    }

    [Fact]
    [Trait("Rule", "MAXT-5")]
    public void Sleep_LongerThanTheMaximumDownloadTime_TheJobFailsOnWaking()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(100);
        bench.GoTo(10);
        bench.Clock.Sleep(TimeSpan.FromHours(8));

        bench.Log.StatesOf(job, from: 1).Should().Equal("28810 Error 0x80200054");
    }

    [Fact]
    [Trait("Rule", "MAXT-5")]
    public void Sleep_SimulatedDownloadThatCannotEnd_FailsOnWaking()
    {
        using BitsSimulation simulation = new();
        simulation.Network.ReceiveTimeout = TimeSpan.FromHours(1);
        BackgroundCopyJob job = simulation.AddSlowJob(100_000);
        job.MaximumDownloadTime = TimeSpan.FromSeconds(1000);
        job.Resume();
        simulation.GoTo(10);
        simulation.Clock.Sleep(TimeSpan.FromSeconds(500));
        job.State.Should().Be(Transferring);
        simulation.Clock.Sleep(TimeSpan.FromSeconds(10_000));

        simulation.EventLog.StatesOf(job, from: 1).Should().Equal("10510 Error 0x80200054");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "CLOCK-5")]
    [Trait("Decision", "D-37")]
    public void Sleep_LongerThanTheReceiveTimeout_LosesTheConnectionAndNoByte(bool counts)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(60);
        simulation.GoTo(10);
        long bytes = job.Progress.BytesTransferred;
        simulation.Clock.Sleep(TimeSpan.FromHours(8), counts);

        (job.State, job.Error!.Code, job.Progress.BytesTransferred).Should().Be((TransientError, HResults.ERROR_WINHTTP_CONNECTION_ERROR, bytes));
        simulation.Clock.Advance(TimeSpan.FromSeconds(600));
        simulation.EventLog.AttemptsOf(job).Should().Equal(0, (counts ? 8 * 3600 : 0) + 10 + 600);
        simulation.Clock.Advance(TimeSpan.FromSeconds(50));
        job.State.Should().Be(Transferred);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "CLOCK-5")]
    [Trait("Decision", "D-37")]
    public void Sleep_AsLongAsTheReceiveTimeout_TheBodyGoesOnWhereItWas(bool counts)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(60);
        simulation.GoTo(10);
        BackgroundCopyJobProgress before = job.Progress;
        simulation.Clock.Sleep(TimeSpan.FromSeconds(30), counts);

        (job.State, job.Progress).Should().Be((Transferring, before));
        simulation.Clock.Advance(TimeSpan.FromSeconds(49));
        job.State.Should().Be(Transferring);
        simulation.Clock.Advance(TimeSpan.FromSeconds(1));
        job.State.Should().Be(Transferred);
    }

    [Theory]
    [InlineData(49, true)]
    [InlineData(50, false)]
    [Trait("Decision", "D-37")]
    public void Sleep_SilenceBeginsMeanwhile_CountsFromItsBegin(int silentUntil, bool survives)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(60);
        simulation.HostOf(job).Outage(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(silentUntil), SimulatedFault.NoAnswer);
        simulation.GoTo(15);
        simulation.Clock.Sleep(TimeSpan.FromSeconds(30));
        simulation.GoTo(50);

        job.State.Should().Be(survives ? Transferring : TransientError);
        (job.Error?.Code).Should().Be(survives ? null : HResults.ERROR_WINHTTP_TIMEOUT);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Decision", "D-37")]
    public void Sleep_BodyInATimedStallOnAnUnlimitedLine_LosesTheConnection(bool counts)
    {
        using BitsSimulation simulation = new();
        simulation.Network.Host("h").Resource("/f", 1_000).StallsAt(50, TimeSpan.FromSeconds(10));
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.Resume();
        simulation.GoTo(5);
        simulation.Clock.Sleep(TimeSpan.FromHours(8), counts);

        (job.State, job.Error?.Code, job.Progress.BytesTransferred).Should().Be((TransientError, HResults.ERROR_WINHTTP_CONNECTION_ERROR, 50));
    }

    [Fact]
    [Trait("Decision", "D-46")]
    public void Sleep_ManagersOnOneNetwork_AllLoseTheirConnectionsAndNoByte()
    {
        SimulatedNetwork network = new() { BitsPerSecond = 24_000 };
        SimulatedClock clock = new();
        network.Host("h").Resource("/f", 60_000);
        BackgroundCopyManager[] managers =
        [
            .. Enumerable.Range(0, 3).Select(_ => new BackgroundCopyManager(new BackgroundCopyManagerOptions { TimeProvider = clock, Transport = network })),
        ];
        BackgroundCopyJob[] jobs = [.. managers.Select(manager => manager.CreateJob("job"))];
        foreach (BackgroundCopyJob job in jobs)
        {
            job.AddFile("http://h/f", @"C:\f");
            job.Resume();
        }

        clock.Advance(TimeSpan.FromSeconds(10));
        clock.Sleep(TimeSpan.FromHours(1));

        jobs.Should().OnlyContain(job => job.State == TransientError && job.Progress.BytesTransferred == 10_000);
        Array.ForEach(managers, manager => manager.Dispose());
    }

    [Fact]
    public void Sleep_NotCounted_ASimulatedDownloadTakesItsTimeAwake()
    {
        using BitsSimulation simulation = new();
        simulation.Network.ReceiveTimeout = TimeSpan.FromDays(1);
        BackgroundCopyJob job = simulation.ResumeSlowJob(100);
        simulation.GoTo(40);
        simulation.Clock.Sleep(TimeSpan.FromHours(8), countsSleep: false);
        simulation.GoTo(99);
        job.State.Should().Be(Transferring);
        simulation.GoTo(100);

        job.State.Should().Be(Transferred);
        job.Times.TransferCompletionTime.Should().Be(job.Times.CreationTime.AddHours(8).AddSeconds(100));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "RETRY-1")]
    public void Sleep_ThroughSeveralRetries_OneIsMadeOnWaking(bool counts)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(10);
        simulation.HostOf(job).Fails(SimulatedFault.HttpStatus(503));
        simulation.GoTo(100);
        simulation.Clock.Sleep(TimeSpan.FromSeconds(5000), counts);
        simulation.EventLog.AttemptsOf(job).Should().Equal(counts ? [0, 5100] : [0]);
        simulation.GoTo(5800);

        simulation.EventLog.AttemptsOf(job).Should().StartWith(counts ? [0, 5100, 5700] : [0, 600, 1200]);
    }

    [Fact]
    [Trait("Rule", "OQ-3")]
    public void Sleep_BeyondRetryAndTimeout_TheRetryIsMadeBeforeTheJobFails()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(10);
        simulation.HostOf(job).Fails(SimulatedFault.HttpStatus(503));
        simulation.GoTo(100);
        simulation.Clock.Sleep(TimeSpan.FromDays(20));

        simulation.EventLog.StatesOf(job, from: 1).Should().Equal("1728100 Queued", "1728100 Connecting", "1728100 Error 0x801901F7");
        job.ErrorCount.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "OQ-36")]
    public void Sleep_BeyondInactivityAndRetry_BothAreDueOnWakingAndTheRetryIsMadeFirst()
    {
        using BitsSimulation simulation = new(options => options.Policy = new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(1) });
        BackgroundCopyJob job = simulation.AddSlowJob(10);
        job.NoProgressTimeout = TimeSpan.FromDays(5);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(100_000);
        simulation.HostOf(job).OnRequest(1, SimulatedFault.HttpStatus(503));
        job.Resume();
        simulation.GoTo(100);
        simulation.Clock.Sleep(TimeSpan.FromSeconds(199_900));
        simulation.GoTo(300_000);

        simulation.EventLog.AttemptsOf(job).Should().Equal(0, 200_000);
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public void Sleep_IntoAndThroughTheZeroHours_ThePolicyOfTheHourOnWakingHolds()
    {
        using Bench bench = new(
            options => options.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(13, 14, 0) },
            new SimulatedClock(new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.Clock.Sleep(TimeSpan.FromMinutes(90));
        job.State.Should().Be(TransientError);
        bench.Clock.Sleep(TimeSpan.FromHours(23));

        bench.Log.StatesOf(job, from: 1).Should().Equal("5400 TransientError 0x8020003E", "88200 Queued", "88200 Connecting");
    }
}

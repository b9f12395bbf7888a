namespace Bits.RetrySim.Tests;

/// <summary>What a failed callback puts off, and what it does not.</summary>
public sealed class CallbackCycleTests
{
    [Fact]
    [Trait("Rule", "CB-5")]
    [Trait("Decision", "D-21")]
    public async Task JobError_FailsAfterTheJobFailedAnew_DoesNotPutOffTheNewOne()
    {
        using PoolSimulation pool = new();
        BackgroundCopyJob job = pool.FailingJob();
        pool.Pump();
        GatedCall first = await pool.Callback.NextAsync();
        job.Resume();
        pool.Pump();
        job.State.Should().Be(BackgroundCopyJobState.Error, "it has failed again, while its client is still told of the first time");

        first.Fail(HResults.E_FAIL);
        GatedCall second = await pool.NextWhilePumpingAsync();

        pool.Simulation.Clock.Elapsed.Should().Be(TimeSpan.Zero, "it does not wait for the repetition of a call that is over");
        second.Return();
    }

    [Fact]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "CB-10")]
    public void FileTransferred_FailedAndItsFlagWasTakenAway_IsToldAtOnceWhenItIsAskedForAgain()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = bench.StartJob(configure: it => (it.NotifyFlags, it.NotifyInterface) = (BackgroundCopyNotifications.FileTransferred, callback));
        bench.Attempt.Arrive();
        bench.GoTo(10);
        job.NotifyFlags = BackgroundCopyNotifications.JobError;
        bench.GoTo(20);

        job.NotifyFlags = BackgroundCopyNotifications.FileTransferred;
        bench.GoTo(30);

        callback.Lines().Should().Equal("0 FileTransferred 1", "20 FileTransferred 1");
    }

    [Fact]
    [Trait("Decision", "D-20")]
    public void JobError_DueWhileNobodyLookedAtTheClock_IsNotToldWithinACall()
    {
        HandTime time = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = time, Transport = new SimulatedNetwork() });
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://nowhere.example/a", "/a");
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        job.NoProgressTimeout = TimeSpan.Zero;
        job.NotifyInterface = callback;
        job.Resume();
        time.Tick();
        callback.Calls.Should().HaveCount(1);
        time.Seconds = 700;

        job.Description = "a call after the repetition was due";

        callback.Calls.Should().HaveCount(1);
        time.Tick();
        callback.Calls.Should().HaveCount(2);
    }

    [Theory]
    [Trait("Rule", "CB-12")]
    [InlineData(0)]
    [InlineData(1)]
    public void JobModification_IntervalZero_ComesOnceAMillisecond(int interval)
    {
        using BitsSimulation bits = new();
        bits.Network.BitsPerSecond = 80_000_000;
        bits.Network.Host("cdn.example").Resource("/a", 1_000_000);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", "/a");
        RecordingCallback callback = new();
        (job.NotifyFlags, job.NotifyInterface) = (BackgroundCopyNotifications.JobModification, callback);
        job.MinimumNotificationInterval = TimeSpan.FromMilliseconds(interval);
        job.Resume();

        bits.Clock.Advance(TimeSpan.FromSeconds(1));

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        callback.Calls.Count.Should().BeInRange(95, 105, "the bytes come for 100 ms");
        job.MinimumNotificationInterval.TotalMilliseconds.Should().Be(interval);
        job.CheckSettings().Any(warning => warning.Kind == SettingsWarningKind.NotificationIntervalZero).Should().Be(interval == 0);
    }
}

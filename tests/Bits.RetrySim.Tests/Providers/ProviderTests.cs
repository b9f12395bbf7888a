using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>How the service lives with time providers that are not its own.</summary>
public sealed class ProviderTests
{
    [Fact]
    [Trait("Rule", "D-5")]
    public void CreateTimer_WholeLifeOfAManager_OneTimerIsEnough()
    {
        AwkwardTimeProvider time = new(10_000_000);
        using BackgroundCopyManager manager = Manager(time, new SimulatedNetwork());
        for (int i = 0; i < 20; i++)
        {
            FailingJob(manager).Resume();
        }

        for (int i = 0; i < 2000; i++)
        {
            time.Advance(TimeSpan.FromMinutes(9));
        }

        time.TimersCreated.Should().Be(1);
        manager.EventLog.Events.Count(entry => entry.Kind == JobEventKind.Attempt).Should().BeGreaterThan(20_000);
    }

    [Fact]
    [Trait("Rule", "D-36")]
    public void Tick_AfterDispose_DoesNothing()
    {
        AwkwardTimeProvider time = new(10_000_000);
        BackgroundCopyManager manager = Manager(time, new SimulatedNetwork());
        FailingJob(manager).Resume();
        manager.Dispose();
        int events = manager.EventLog.Events.Count;

        time.Advance(TimeSpan.FromDays(1));
        time.FireAll();

        manager.EventLog.Events.Should().HaveCount(events);
    }

    [Fact]
    [Trait("Rule", "D-3")]
    public async Task Tick_WhileAnotherThreadIsInACallback_LeavesItsWorkToThatThread()
    {
        AwkwardTimeProvider time = new(10_000_000);
        GatedCallback callback = new();
        SimulatedNetwork network = new();
        network.Host("cdn.example");
        using BackgroundCopyManager manager = Manager(time, network);
        BackgroundCopyJob fatal = FailingJob(manager, "https://cdn.example/gone.zip");
        fatal.NotifyInterface = callback;
        BackgroundCopyJob transient = FailingJob(manager);
        fatal.Resume();
        transient.Resume();
        Task first = Task.Run(time.FireAll);
        GatedCall call = await callback.NextAsync();

        time.Advance(TimeSpan.FromSeconds(700));
        time.FireAll();
        transient.RetryStatus.Attempts.Should().Be(1);
        call.Return();
        await first.Within();

        transient.RetryStatus.Attempts.Should().Be(2);
        transient.RetryStatus.Since.Should().Be(TimeSpan.FromSeconds(600));
    }

    [Theory]
    [Trait("Rule", "D-24")]
    [InlineData(true)]
    [InlineData(false)]
    public void Tick_CallbackThrows_NothingLeavesIt(bool rethrow)
    {
        FakeTimeProvider time = new();
        SimulatedNetwork network = new();
        network.Host("cdn.example");
        using BackgroundCopyManager manager = Manager(time, network, options => options.RethrowCallbackExceptions = rethrow);
        int told = 0;
        BackgroundCopyJob job = FailingJob(manager, "https://cdn.example/gone.zip");
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) => throw new InvalidOperationException($"{++told}"),
        };
        job.Resume();

        time.Invoking(provider => provider.Advance(TimeSpan.FromSeconds(1250))).Should().NotThrow();

        told.Should().Be(3);
    }

    [Fact]
    public void Tick_LoggerThrows_NothingLeavesItAndNothingIsLost()
    {
        FakeTimeProvider time = new();
        using ChannelLogger logger = new() { Throws = new InvalidOperationException("The disk of the log is full.") };
        using BackgroundCopyManager manager = Manager(time, new SimulatedNetwork(), options => options.LoggerFactory = logger);
        BackgroundCopyJob job = FailingJob(manager);

        job.Invoking(each => each.Resume()).Should().NotThrow();
        time.Invoking(provider => provider.Advance(TimeSpan.FromSeconds(6000))).Should().NotThrow();

        job.RetryStatus.Attempts.Should().Be(11);
    }

    [Fact]
    [Trait("Rule", "D-24")]
    public void Advance_LoggerThrowsOnSimulatedClock_TheTestIsToldAndNothingIsLost()
    {
        InvalidOperationException full = new("The disk of the log is full.");
        using ChannelLogger logger = new() { Throws = full };
        using BitsSimulation simulation = new(options => options.LoggerFactory = logger);
        BackgroundCopyJob job = FailingJob(simulation.Manager);
        job.Resume();

        simulation.Clock.Invoking(clock => clock.Advance(TimeSpan.FromSeconds(6000))).Should().Throw<InvalidOperationException>()
            .Which.Should().BeSameAs(full);

        job.RetryStatus.Attempts.Should().Be(11);
        logger.Throws = null;
        simulation.Clock.Invoking(clock => clock.Advance(TimeSpan.FromSeconds(600))).Should().NotThrow();
    }

    [Fact]
    [Trait("Rule", "D-5")]
    public void Read_ClockAdvancesAndRunsTimersWhenItIsRead_NeitherHangsNorCallsUnderALock()
    {
        FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(10) };
        SimulatedNetwork network = new();
        network.Host("cdn.example");
        using BackgroundCopyManager manager = Manager(time, network);
        BackgroundCopyJob job = FailingJob(manager, "https://cdn.example/gone.zip");
        bool done = false;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (failed, _) => done = Task.Run(() => failed.ErrorCount).Within().GetAwaiter().GetResult() == 1,
        };
        job.Resume();
        for (int i = 0; i < 100; i++)
        {
            _ = (manager.Elapsed, job.Progress, job.RetryStatus, job.Times);
            job.Description = "a call between the reads";
        }

        done.Should().BeTrue();
    }

    [Theory]
    [Trait("Rule", "D-8")]
    [InlineData(true)]
    [InlineData(false)]
    public void Advance_MachineSleptForEightHours_LiveTransportMakesOneAttempt(bool simulated)
    {
        TimeSpan sleep = TimeSpan.FromHours(8);
        SimulatedClock clock = new();
        FakeTimeProvider fake = new();
        ManualTransport transport = new();
        using BackgroundCopyManager manager = Manager(simulated ? clock : fake, transport);
        BackgroundCopyJob job = FailingJob(manager);
        job.Resume();
        Advance(TimeSpan.FromMilliseconds(1));
        transport.Current.Fail(HResults.HttpStatus(503));

        if (simulated)
        {
            clock.Sleep(sleep);
        }
        else
        {
            fake.Advance(sleep);
        }

        transport.Attempts.Should().HaveCount(2);
        job.RetryStatus.Since.Should().Be(sleep + TimeSpan.FromMilliseconds(1));
        transport.Current.Fail(HResults.HttpStatus(503));
        Advance(TimeSpan.FromSeconds(599));
        transport.Attempts.Should().HaveCount(2);
        Advance(TimeSpan.FromSeconds(1));
        transport.Attempts.Should().HaveCount(3);

        void Advance(TimeSpan span)
        {
            clock.Advance(span);
            fake.Advance(span);
        }
    }

    [Fact]
    [Trait("Rule", "D-4")]
    public void Advance_CallbackGoesRoundInCircles_SimulatedClockThrowsAndNamesIt()
    {
        using BitsSimulation simulation = new(options => options.MaximumEntriesPerInstant = 1000);
        simulation.Network.Host("cdn.example");
        BackgroundCopyJob job = FailingJob(simulation.Manager, "https://cdn.example/gone.zip");
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (failed, _) => failed.Resume() };
        simulation.At(TimeSpan.FromSeconds(77), job.Resume);

        simulation.Clock.Invoking(clock => clock.Advance(TimeSpan.FromDays(1))).Should().Throw<InvalidOperationException>()
            .WithMessage("*00:01:17*job 1*MaximumEntriesPerInstant*");

        simulation.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(77));
        job.Cancel();
        simulation.Clock.Advance(TimeSpan.FromDays(1));
        simulation.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(77) + TimeSpan.FromDays(1));
    }

    [Fact]
    [Trait("Rule", "D-4")]
    public async Task Advance_CallbackGoesRoundInCirclesElsewhere_IsLoggedAndOthersHaveTheirTurn()
    {
        FakeTimeProvider time = new();
        using ChannelLogger logger = new();
        SimulatedNetwork network = new();
        network.Host("cdn.example");
        using BackgroundCopyManager manager = Manager(time, network, options =>
        {
            options.LoggerFactory = logger;
            options.MaximumEntriesPerInstant = 1000;
        });
        BackgroundCopyJob circling = FailingJob(manager, "https://cdn.example/gone.zip");
        circling.NotifyInterface = new BackgroundCopyCallback { JobError = (failed, _) => failed.Resume() };
        BackgroundCopyJob other = FailingJob(manager);
        circling.Resume();
        other.Resume();

        time.Invoking(provider => provider.Advance(TimeSpan.FromSeconds(6000))).Should().NotThrow();
        (string _, LogLevel level, string text) = await logger.WaitForAsync("Livelock");

        level.Should().Be(LogLevel.Critical);
        text.Should().Contain("job 1").And.Contain("00:00:00");
        other.RetryStatus.Attempts.Should().Be(11);
        int attempts = circling.RetryStatus.Attempts;
        time.Advance(TimeSpan.FromMilliseconds(1));
        circling.RetryStatus.Attempts.Should().BeGreaterThan(attempts);
    }

    private static BackgroundCopyManager Manager(TimeProvider time, Transport transport, Action<BackgroundCopyManagerOptions>? configure = null)
    {
        BackgroundCopyManagerOptions options = new() { TimeProvider = time, Transport = transport, RecordEvents = true };
        configure?.Invoke(options);
        return new BackgroundCopyManager(options);
    }

    /// <summary>A job whose host is not there, so that it is tried again and again.</summary>
    private static BackgroundCopyJob FailingJob(BackgroundCopyManager manager, string url = "https://nowhere.example/a.zip")
    {
        BackgroundCopyJob job = manager.CreateJob("test");
        job.AddFile(url, "/data/a.zip");
        return job;
    }
}

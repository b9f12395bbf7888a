using Microsoft.Extensions.Logging;

namespace Bits.RetrySim.Tests;

/// <summary>Providers that fail: what they throw must not leave a thread of their own or of the pool, where it would end the process.</summary>
[Trait("Decision", "D-5")]
public sealed class FailingProviderTests
{
    private readonly FailingTime _time = new();

    [Fact]
    public async Task Tick_GetTimestampThrows_IsLoggedAndTheNextTickGoesOn()
    {
        using ChannelLogger logger = new();
        using BackgroundCopyManager manager = Manager(logger);
        BackgroundCopyJob job = FailingJob(manager);
        _time.Tick();
        _time.Ticks += 600 * TimeSpan.TicksPerSecond;
        _time.FailingTimestamps = int.MaxValue;

        _time.Invoking(time => time.Tick()).Should().NotThrow();

        (await logger.WaitForAsync("StepFailed")).Level.Should().Be(LogLevel.Critical);
        _time.FailingTimestamps = 0;
        job.RetryStatus.Attempts.Should().Be(1);
        _time.Tick();
        job.RetryStatus.Attempts.Should().Be(2);
    }

    [Fact]
    public void Tick_GetTimestampThrowsOnce_TheTimerIsArmedAgain()
    {
        using BackgroundCopyManager manager = Manager();
        BackgroundCopyJob job = FailingJob(manager);
        _time.Tick();
        int armed = _time.Armed;
        _time.Ticks += 600 * TimeSpan.TicksPerSecond;
        _time.FailingTimestamps = 1;

        _time.Invoking(time => time.Tick()).Should().NotThrow();

        _time.Armed.Should().BeGreaterThan(armed);
        _time.Tick();
        job.RetryStatus.Attempts.Should().Be(2);
    }

    [Fact]
    public async Task Change_Throws_NeitherATickNorACallNoticesAndTheNextDrainArmsIt()
    {
        using ChannelLogger logger = new();
        using BackgroundCopyManager manager = Manager(logger);
        _time.FailingChanges = int.MaxValue;
        BackgroundCopyJob job = null!;
        FluentActions.Invoking(() => job = FailingJob(manager)).Should().NotThrow("the call is done");
        job.State.Should().Be(BackgroundCopyJobState.Queued);
        (await logger.WaitForAsync("StepFailed")).Level.Should().Be(LogLevel.Critical);

        _time.Invoking(time => time.Tick()).Should().NotThrow();

        job.RetryStatus.Attempts.Should().Be(1);
        _time.FailingChanges = 0;
        int armed = _time.Armed;
        job.Description = "any call";
        _time.Armed.Should().Be(armed + 1);
    }

    [Fact]
    public void Tick_TimestampAtTheEndOfItsRange_IsAnInstantLikeOthers()
    {
        using BackgroundCopyManager manager = Manager();
        BackgroundCopyJob job = FailingJob(manager);
        _time.Tick();
        _time.Ticks = long.MaxValue;

        _time.Invoking(time => time.Tick()).Should().NotThrow();

        job.State.Should().Be(BackgroundCopyJobState.Cancelled, "inactivity is over long ago");
        BackgroundCopyJob last = FailingJob(manager);
        _time.Tick();
        last.State.Should().Be(BackgroundCopyJobState.TransientError);
        last.RetryStatus.NextAttemptAt.Should().Be(manager.Elapsed + TimeSpan.FromSeconds(600));
        using BackgroundCopyManager empty = Manager();
        _time.Invoking(time => time.Tick()).Should().NotThrow("though nothing is armed");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    public async Task Callback_OnAThreadOfThePoolAndTheProviderThrows_IsLoggedAndToldAgain()
    {
        using ChannelLogger logger = new();
        using BackgroundCopyManager manager = Manager(logger, CallbackDispatch.ThreadPool);
        GatedCallback callback = new();
        BackgroundCopyJob job = FailingJob(manager);
        job.NoProgressTimeout = TimeSpan.Zero;
        job.NotifyInterface = callback;
        _time.Tick();
        GatedCall call = await callback.NextAsync();
        _time.FailingTimestamps = int.MaxValue;
        call.Return();
        await logger.WaitForAsync("StepFailed");
        _time.FailingTimestamps = 0;

        job.Description = "any call";
        (await NextWhileTickingAsync(callback)).Return();
        manager.Dispose();
        callback.Begun.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "CB-5")]
    public async Task Callback_ClearsTheInterfaceAndTheProviderThrows_NothingThatWasPlannedComes()
    {
        using ChannelLogger logger = new();
        using BackgroundCopyManager manager = Manager(logger, CallbackDispatch.ThreadPool);
        GatedCallback callback = new();
        BackgroundCopyJob job = FailingJob(manager);
        job.NoProgressTimeout = TimeSpan.Zero;
        job.NotifyFlags = BackgroundCopyNotifications.JobError | BackgroundCopyNotifications.JobModification;
        job.MinimumNotificationInterval = TimeSpan.FromSeconds(1200);
        job.NotifyInterface = callback;
        _time.Tick();
        (await callback.NextAsync()).Fail(HResults.E_FAIL);
        (await NextWhileTickingAsync(callback)).Return();
        job.Description = "told 1200 s after the change before";
        _time.Ticks = TimeSpan.FromSeconds(600).Ticks;
        GatedCall repetition = await NextWhileTickingAsync(callback);
        job.NotifyInterface = null;
        _time.FailingTimestamps = int.MaxValue;
        repetition.Return();
        await logger.WaitForAsync("StepFailed");
        _time.FailingTimestamps = 0;

        _time.Ticks = TimeSpan.FromSeconds(5000).Ticks;
        _time.Tick();

        manager.EventLog.Events.Where(entry => entry.Instant > TimeSpan.FromSeconds(600)).Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    [Trait("Decision", "D-20")]
    public async Task Judge_OnAThreadOfThePoolAndTheProviderThrows_IsLoggedAndAskedAgain()
    {
        SimulatedNetwork network = new();
        network.Host("cdn.example").Resource("/a", 10);
        using ChannelLogger logger = new();
        using BackgroundCopyManager manager = Manager(logger, CallbackDispatch.ThreadPool, network);
        using ManualResetEventSlim ticked = new();
        RecordingJudge judge = new();
        judge.Act = (_, _) =>
        {
            // The tick that asks may still be at work on its thread: it is the judge's that must not get on.
            ticked.Wait(Guard.Limit).Should().BeTrue();
            _time.FailingTimestamps = judge.Asked.Count == 1 ? int.MaxValue : 0;
        };
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", "/a");
        job.Http.SetServerCertificateValidationInterface(judge);
        job.Resume();
        _time.Tick();
        ticked.Set();
        (await logger.WaitForAsync("StepFailed")).Level.Should().Be(LogLevel.Critical);
        _time.FailingTimestamps = 0;
        Task<BackgroundCopyJobState> end = job.WaitForOutcomeAsync();

        while (!end.IsCompleted)
        {
            _time.Tick();
            await Task.Yield();
        }

        (await end).Should().Be(BackgroundCopyJobState.Transferred);
        judge.Asked.Should().HaveCount(2);
    }

    /// <summary>A manager that does not come to be leaves no line behind.</summary>
    [Fact]
    public void Manager_LoggerCannotBeMade_ClosesItsLine()
    {
        RecordingTransport transport = new(isLive: true);
        using BrokenLoggers loggers = new();

        FluentActions.Invoking(() => new BackgroundCopyManager(new BackgroundCopyManagerOptions { TimeProvider = _time, Transport = transport, LoggerFactory = loggers }))
            .Should().Throw<InvalidTimeZoneException>();

        transport.Commands.Should().Equal("0 close");
    }

    private async Task<GatedCall> NextWhileTickingAsync(GatedCallback callback)
    {
        Task<GatedCall> next = callback.NextAsync();
        while (!next.IsCompleted)
        {
            _time.Tick();
            await Task.Yield();
        }

        return await next;
    }

    private BackgroundCopyManager Manager(ILoggerFactory? logger = null, CallbackDispatch dispatch = CallbackDispatch.Inline, SimulatedNetwork? network = null) => new(new BackgroundCopyManagerOptions
    {
        TimeProvider = _time,
        Transport = network ?? new SimulatedNetwork(),
        LoggerFactory = logger,
        Dispatch = dispatch,
        RecordEvents = true,
    });

    private static BackgroundCopyJob FailingJob(BackgroundCopyManager manager)
    {
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://nowhere.example/a", "/a");
        job.Resume();
        return job;
    }

    private sealed class BrokenLoggers : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => throw new InvalidTimeZoneException("no logger");

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    private sealed class FailingTime : TimeProvider
    {
        private Action? _tick;

        internal long Ticks { get; set; }

        internal int FailingTimestamps { get; set; }

        internal int FailingChanges { get; set; }

        /// <summary>How often a timer was armed.</summary>
        internal int Armed { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => FailingTimestamps-- > 0 ? throw new InvalidTimeZoneException("no timestamp") : Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _tick = () => callback(state);
            return new Timer(this);
        }

        internal void Tick() => _tick!();

        private sealed class Timer(FailingTime time) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                if (time.FailingChanges > 0)
                {
                    throw new InvalidTimeZoneException("no timer");
                }

                time.Armed++;
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

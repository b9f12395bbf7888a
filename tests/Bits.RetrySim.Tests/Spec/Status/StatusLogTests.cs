using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Settings that are doubtful, and what is logged.</summary>
public sealed class StatusLogTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void CheckSettings_Defaults_FindsNothing()
    {
        using Bench bench = new();

        bench.CreateJob().CheckSettings().Should().BeEmpty();
        bench.Manager.CreateJob("empty").CheckSettings().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "RETRY-7")]
    public void CheckSettings_DelayAboveTimeout_SaysThatThereIsNoRetry()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.MinimumRetryDelay = Minute;
        job.NoProgressTimeout = Minute;
        job.CheckSettings().Should().BeEmpty("equal is not above");
        job.NoProgressTimeout = TimeSpan.FromSeconds(59);

        job.CheckSettings().Should().ContainSingle().Which.Kind.Should().Be(SettingsWarningKind.DelayAboveTimeout);
    }

    [Fact]
    [Trait("Rule", "RETRY-3")]
    public void CheckSettings_DelayBelowTheFloor_SaysThatItWasRaised()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.MinimumRetryDelay = TimeSpan.FromSeconds(4);
        job.CheckSettings().Should().ContainSingle().Which.Message.Should().Contain("00:00:04").And.Contain("00:00:05");
        job.CheckSettings()[0].Kind.Should().Be(SettingsWarningKind.DelayRaisedToFloor);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(5);

        job.CheckSettings().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "RETRY-13")]
    public void CheckSettings_TimeoutAboveTheInactivityPolicy_SaysThatItIsNeverReached()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.NoProgressTimeout = TimeSpan.FromDays(90);
        job.CheckSettings().Should().BeEmpty();
        bench.Manager.ApplyPolicy(new GroupPolicy { JobInactivityTimeout = TimeSpan.FromDays(89) });

        job.CheckSettings().Should().ContainSingle().Which.Kind.Should().Be(SettingsWarningKind.TimeoutAboveInactivityPolicy);
    }

    [Fact]
    public void CheckSettings_ForegroundWithTheDefaultDelay_SaysHowLongSomebodyWaits()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(priority: BackgroundCopyJobPriority.Foreground);
        job.CheckSettings().Should().ContainSingle().Which.Kind.Should().Be(SettingsWarningKind.ForegroundWithDefaultDelay);
        job.MinimumRetryDelay = Minute;

        job.CheckSettings().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "RETRY-9")]
    [Trait("Rule", "OQ-38")]
    public void CheckSettings_Zeros_SaysThatEverythingIsFatal()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(priority: BackgroundCopyJobPriority.Foreground);
        job.NoProgressTimeout = TimeSpan.Zero;
        job.MaximumDownloadTime = TimeSpan.Zero;

        job.CheckSettings().Select(warning => warning.Kind).Should().Equal(SettingsWarningKind.TimeoutZero, SettingsWarningKind.MaximumDownloadTimeZero);
    }

    [Fact]
    public void Resume_DoubtfulSettings_LogsWhatCheckSettingsFinds()
    {
        using Bench bench = Logged(out FakeLogCollector log);
        BackgroundCopyJob job = bench.CreateJob(priority: BackgroundCopyJobPriority.Foreground);
        job.MinimumRetryDelay = TimeSpan.Zero;
        job.NoProgressTimeout = TimeSpan.FromSeconds(1);
        log.GetSnapshot().Should().BeEmpty("settings may be changed until Resume");
        job.Resume();

        IReadOnlyList<SettingsWarning> warnings = job.CheckSettings();
        warnings.Select(warning => warning.Kind).Should().Equal(SettingsWarningKind.DelayAboveTimeout, SettingsWarningKind.DelayRaisedToFloor);
        FakeLogRecord[] logged = log.GetSnapshot().Where(record => record.Level == LogLevel.Warning).ToArray();
        logged.Select(record => record.Message).Should().Equal(warnings.Select(warning => $"Job 1 has doubtful settings: {warning.Message}"));
        logged.Should().OnlyContain(record => record.Id.Name == "DoubtfulSettings" && record.Id.Id == 200);
    }

    [Fact]
    public void Resume_Refused_LogsNothing()
    {
        using Bench bench = Logged(out FakeLogCollector log);
        BackgroundCopyJob job = bench.Manager.CreateJob("empty");
        job.NoProgressTimeout = TimeSpan.Zero;
        job.Invoking(it => it.Resume()).Should().Throw<BitsException>();

        log.GetSnapshot().Should().BeEmpty();
    }

    [Fact]
    public void Resume_SoundSettings_LogsNoWarning()
    {
        using Bench bench = Logged(out FakeLogCollector log);
        bench.JobIn(Transferring);

        log.GetSnapshot().Should().OnlyContain(record => record.Level == LogLevel.Debug);
    }

    [Fact]
    public void Log_ChangesOfState_AreToldInOrderWithTheError()
    {
        using Bench bench = Logged(out FakeLogCollector log);
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(600);
        bench.AttemptOf(job).Accept(1);
        bench.Environment.NetworkAvailable = false;
        bench.Environment.NetworkAvailable = true;
        bench.Pump();
        bench.AttemptOf(job).Accept(1);
        bench.AttemptOf(job).Complete();
        job.Complete();

        log.GetSnapshot().Where(record => record.Id.Id == 100).Select(record => record.Message).Should().Equal(
            "Job 1 went from Suspended to Queued (error 0x00000000)",
            "Job 1 went from Queued to Connecting (error 0x00000000)",
            "Job 1 went from Connecting to TransientError (error 0x801901F7)",
            "Job 1 went from TransientError to Queued (error 0x801901F7)",
            "Job 1 went from Queued to Connecting (error 0x801901F7)",
            "Job 1 went from Connecting to Transferring (error 0x00000000)",
            "Job 1 went from Transferring to TransientError (error 0x80200010)",
            "Job 1 went from TransientError to Queued (error 0x80200010)",
            "Job 1 went from Queued to Connecting (error 0x80200010)",
            "Job 1 went from Connecting to Transferring (error 0x00000000)",
            "Job 1 went from Transferring to Transferred (error 0x00000000)",
            "Job 1 went from Transferred to Acknowledged (error 0x00000000)");
        log.GetSnapshot().Should().OnlyContain(record => (record.Id.Id == 100) == (record.Id.Name == "JobStateChanged") && record.Category == "Bits.RetrySim");
        log.GetSnapshot().Last(record => record.Id.Id == 100).GetStructuredStateValue("To").Should().Be("Acknowledged");
    }

    [Fact]
    public void Log_SeveralJobs_TellsWhich()
    {
        using Bench bench = Logged(out FakeLogCollector log);
        bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.High);
        BackgroundCopyJob job = bench.ResumeJob();
        job.Cancel();

        FakeLogRecord[] changes = [.. log.GetSnapshot().Where(record => record.Id.Id == 100)];
        changes.Select(record => record.GetStructuredStateValue("Job")).Should().Equal("1", "1", "1", "2", "2");
        changes[^1].Message.Should().Be("Job 2 went from Queued to Cancelled (error 0x00000000)");
    }

    [Fact]
    public void Log_LoggerThatCallsTheJob_IsNotUnderALock()
    {
        List<BackgroundCopyJobState> seen = [];
        Bench? bench = null;
        using CallingLogger logger = new(() => seen.AddRange(Task.Run(() => bench!.Manager.EnumJobs().Select(job => job.State).ToArray()).Result));
        bench = new Bench(options => options.LoggerFactory = logger);
        using Bench running = bench;
        bench.JobIn(Connecting);

        seen.Distinct().Should().Equal(Queued, Connecting);
    }

    private static Bench Logged(out FakeLogCollector log)
    {
        FakeLogCollector collector = new();
        log = collector;
        return new Bench(options => options.LoggerFactory = new LoggerFactory([new FakeLoggerProvider(collector)], new LoggerFilterOptions { MinLevel = LogLevel.Trace }));
    }

    private sealed class CallingLogger(Action call) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => call();

        public void Dispose()
        {
            // It holds nothing.
        }
    }
}

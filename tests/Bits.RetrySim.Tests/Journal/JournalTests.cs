using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>The observer on its own: told one thing, it writes the event at once and hands back what is to be told after the lock.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly Moment Now = new(TimeSpan.TicksPerHour, new DateTime(2001, 2, 3, 4, 5, 6).Ticks);

    private readonly FakeLogCollector _messages = new();
    private readonly LoggerFactory _loggers;
    private readonly EventLog _log = new();
    private readonly List<Effect> _effects = [];

    public JournalTests() => _loggers = new LoggerFactory([new FakeLoggerProvider(_messages)], new LoggerFilterOptions { MinLevel = LogLevel.Trace });

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public void EverythingTold_NobodyListens_MakesAndHandsBackNothing()
    {
        EventLog off = new(capacity: 0);
        Journal journal = Open(off, loggers: null);
        JobData data = Data(BackgroundCopyJobState.TransientError);
        InvalidOperationException failure = new();

        long bytes = Allocated.By(() =>
        {
            journal.LookForListeners();
            journal.Call(0, 1, JobCall.SetDisplayName, "http://user:secret@server.example");
            journal.Transition(Now, 1, BackgroundCopyJobState.Connecting, data, 1, default);
            journal.Attempt(Now, 1, data, 1, 0, default);
            journal.Bytes(BackgroundCopyJobPriority.Normal, 1);
            journal.Environment(0, EnvironmentChange.PolicyApplied);
            journal.Notification(0, 1, NotificationKind.JobError, 0);
            journal.CallbackFailed(0, 1, NotificationKind.JobError, 0, failure);
            journal.Hint(0, 1, "hint");
            journal.Warning(1, "warning");
            journal.Livelock(0, 1, "circle");
            journal.StepFailed(failure);
            journal.Ended(0, 1, data, 1);
        });

        bytes.Should().Be(0);
        _effects.Should().BeEmpty();
        journal.Records.Should().BeFalse();
        journal.Listens.Should().BeFalse();
        journal.Logs.Should().BeFalse();
    }

    [Fact]
    public void Transition_LogAndLogger_IsRecordedAtOnceAndToldLater()
    {
        Journal journal = Open(_log, _loggers);
        BackgroundCopyJobProgress progress = new(1000, 10, 1, 0);

        journal.Transition(Now, 7, BackgroundCopyJobState.Connecting, Data(BackgroundCopyJobState.Transferring), 3, progress);

        _log.Events.Should().Equal(new JobEvent(
            TimeSpan.FromHours(1), 7, JobEventKind.Transition, BackgroundCopyJobState.Connecting, BackgroundCopyJobState.Transferring, 0, 3)
        { Progress = progress });
        _messages.Count.Should().Be(0, "the lock is still held");
        Perform();
        _messages.GetSnapshot().Select(message => message.Id.Id).Should().Equal(100);
    }

    [Fact]
    public void Attempt_LogAndLogger_TellsFileAndOffset()
    {
        Journal journal = Open(_log, _loggers);
        JobData data = Data(BackgroundCopyJobState.Connecting) with { FilesTransferred = 2, CurrentFile = 2 };

        journal.Attempt(Now, 7, data, 4, offset: 500, default);
        Perform();

        _log.Events.Should().ContainSingle().Which.Should().Match<JobEvent>(entry => entry.Attempt == 4 && entry.File == 3 && entry.Offset == 500);
        _messages.LatestRecord.Message.Should().Be("Job 7 starts attempt 4, at byte 500 of file 3");
    }

    [Fact]
    public void MessagesToLoggers_Performed_AreReports()
    {
        Journal journal = Open(_log, _loggers);

        journal.CallbackFailed(0, 1, NotificationKind.FileTransferred, 2, new InvalidOperationException());
        journal.Hint(0, 1, "hint");
        journal.Warning(1, "warning");
        journal.Livelock(0, 1, "circle");
        journal.StepFailed(new InvalidOperationException());

        _effects.Should().HaveCount(5).And.OnlyContain(effect => effect.IsReport, "a logger that fails is not told so");
        Perform();
        _messages.GetSnapshot().Select(message => message.Id.Id).Should().Equal(300, 400, 200, 201, 202);
        _log.Events.Select(entry => entry.Detail).Should().Equal("FileTransferred 2", "hint", "circle");
    }

    [Fact]
    public void Events_FollowedLog_AreToldByOneEffect()
    {
        Journal journal = Open(_log, loggers: null);
        List<JobEvent> told = [];
        using IDisposable following = _log.Follow(told.Add);

        journal.Call(0, 1, JobCall.Resume);
        journal.Call(0, 1, JobCall.Suspend);

        told.Should().BeEmpty("the lock is still held");
        _effects.Should().HaveCount(2).And.OnlyContain(effect => effect.IsReport);
        _effects.Distinct().Should().ContainSingle("it carries nothing");
        Perform();
        told.Should().Equal(_log.Events);
    }

    [Fact]
    public void Open_SecondJournalOfALog_GetsTheNextNumber()
    {
        Open(_log, null).Call(0, 1, JobCall.CreateJob, "one");
        Journal second = Open(_log, null);
        second.Call(0, 1, JobCall.CreateJob, "two");

        _log.Events.Select(entry => entry.Manager).Should().Equal(1, 2);
        second.Read(TimeSpan.TicksPerDay, []).Should().Match<JournalSnapshot>(read =>
            read.Now == TimeSpan.FromDays(1) && read.IsComplete && read.Events.Single().Argument == "two");
    }

    private static JobData Data(BackgroundCopyJobState state) =>
        JobData.New(Now, EngineSettings.From(new BitsReadings(), new GroupPolicy())) with { State = state };

    private Journal Open(EventLog log, ILoggerFactory? loggers)
    {
        Journal journal = new(new JournalSetup(log, loggers, null, new ErrorClassification().ToClassifier()), default, _ => { }, _effects.Add);
        journal.LookForListeners();
        return journal;
    }

    private void Perform() => _effects.ForEach(effect => effect.Perform());
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Jobs that outlive the process: a manager is killed, another one begins with its store.</summary>
public sealed class DurableJobTests : IDisposable
{
    private readonly SimulatedClock _clock = new();
    private readonly MemoryStore _store = new();
    private readonly SimulatedFiles _files = new();
    private readonly List<Bench> _benches = [];

    private Bench _bench;

    public DurableJobTests() => _bench = Begin();

    public void Dispose()
    {
        _benches.ForEach(static bench => bench.Dispose());
        _bench.Dispose();
    }

    [Fact]
    [Trait("Rule", "LIFE-4")]
    [Trait("Rule", "CLOCK-7")]
    public void Kill_JobsInTheirStates_ComeBackInTheirOrder()
    {
        BackgroundCopyJob done = _bench.StartJob();
        _bench.AttemptOf(done).Arrive();
        BackgroundCopyJob failed = _bench.StartJob();
        _bench.AttemptOf(failed).FailHttp(404);
        BackgroundCopyJob suspended = _bench.CreateJob(files: 2);
        BackgroundCopyJob gone = _bench.CreateJob();
        gone.Cancel();
        suspended.Description = "waits";

        Kill();

        _bench.Manager.EnumJobs().Select(job => (job.Id, job.Number, job.State)).Should().Equal(
            (done.Id, 1, Transferred), (failed.Id, 2, Error), (suspended.Id, 3, Suspended));
        (Back(suspended).Description, Back(suspended).Files.Count).Should().Be(("waits", 2));
        _bench.CreateJob().Number.Should().Be(4, "numbers go on behind the highest that is kept");
        _bench.Manager.TryGetJob(gone.Id, out _).Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "CLOCK-8")]
    public void Kill_RunningWaitingAndFailedJobs_AreQueuedInTheOrderOfTheRule()
    {
        BackgroundCopyJob waits = _bench.StartJob();
        _bench.AttemptOf(waits).FailHttp(503);
        BackgroundCopyJob running = _bench.StartJob();
        _bench.AttemptOf(running).Accept(Bench.FileSize);
        BackgroundCopyJob second = _bench.ResumeJob();
        BackgroundCopyJob first = _bench.ResumeJob(BackgroundCopyJobPriority.Low);
        first.Priority = BackgroundCopyJobPriority.Normal;
        BackgroundCopyJob third = _bench.ResumeJob();
        second.Priority = BackgroundCopyJobPriority.Low;
        second.Priority = BackgroundCopyJobPriority.Normal;
        Guid[] order = [running.Id, first.Id, third.Id, second.Id, waits.Id];

        Kill();

        _bench.Manager.EnumJobs().Select(job => job.State).Should().AllBeEquivalentTo(Queued);
        Back(waits).Error!.Code.Should().Be(unchecked((int)0x801901F7), "the error is kept until bytes move");
        StartedInTurn().Should().Equal(order);
    }

    [Fact]
    [Trait("Rule", "CLOCK-9")]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "CB-14")]
    public void Kill_EventsNotTaken_AreToldOnceSomebodyRegistersAgain()
    {
        BackgroundCopyJob done = _bench.StartJob();
        _bench.AttemptOf(done).Arrive();
        BackgroundCopyJob failed = _bench.StartJob();
        _bench.AttemptOf(failed).FailHttp(404);
        _bench.Pump();

        Kill();
        _bench.Pump();
        RecordingCallback callback = new();
        Back(done).NotifyInterface.Should().BeNull();
        Back(done).NotifyInterface = callback;
        Back(failed).NotifyInterface = callback;
        _bench.Pump();

        callback.Calls.Select(call => (call.Kind, call.Job.Id)).Should().Equal((BackgroundCopyNotifications.JobTransferred, done.Id), (BackgroundCopyNotifications.JobError, failed.Id));
        callback.Calls[1].ErrorCode.Should().Be(unchecked((int)0x80190194));
    }

    [Fact]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "CB-15")]
    public void Kill_EventAcknowledgedByClass_IsNotToldToTheClassAgain()
    {
        int told = 0;
        Guid known = new("6bd9c2d2-2a3b-4d2e-9d29-3f0d2a6b8c11");
        BackgroundCopyCallback callback = new() { JobTransferred = _ => told++ };
        _bench = Begin(options => options.NotificationClasses = _ => callback);
        BackgroundCopyJob job = _bench.CreateJob();
        job.Properties.NotificationClsid = known;
        _bench.Start(job).Arrive();
        _bench.Pump();
        told.Should().Be(1);

        Kill(options => options.NotificationClasses = _ => callback);
        _bench.Pump();

        told.Should().Be(1);
        Back(job).Properties.NotificationClsid.Should().Be(known);
    }

    [Fact]
    [Trait("Rule", "CLOCK-4")]
    public void Kill_WallClockGoesOnMeanwhile_DeadlinesHavePassed()
    {
        BackgroundCopyJob job = _bench.CreateJob();
        job.NoProgressTimeout = TimeSpan.FromHours(1);
        _bench.Start(job).FailHttp(503);

        Kill(meanwhile: () => _clock.StepSystemTime(TimeSpan.FromHours(2)));
        _bench.Pump();
        _bench.AttemptOf(Back(job)).FailHttp(503);

        Back(job).State.Should().Be(Error, "the deadline was passed while there was no process (TV-17)");
    }

    [Fact]
    [Trait("Rule", "CLOCK-4")]
    [Trait("Rule", "CLOCK-8")]
    public void Kill_RetryInstantIsKept_IsReBasedByWallTime()
    {
        _bench = Begin(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob job = _bench.StartJob();
        _bench.GoTo(100);
        _bench.AttemptOf(job).FailHttp(503);

        Kill(options => options.Readings.RestartKeepsTransientError = true, () => _clock.StepSystemTime(TimeSpan.FromSeconds(200)));

        Back(job).State.Should().Be(TransientError);
        Back(job).RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(400), "600 seconds after the failure by the wall clock, from now");
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Kill_WhileBytesCome_GoesOnAtTheLastCheckpoint()
    {
        BackgroundCopyJob job = _bench.StartJob();
        ManualAttempt attempt = _bench.AttemptOf(job);
        attempt.Accept(Bench.FileSize);
        attempt.Receive(100);
        _bench.GoTo(0.5);
        attempt.Receive(200);
        int commits = _store.Commits;
        _store[job].Files[0].Bytes.Should().Be(0, "bytes alone wait for the checkpoint");
        _bench.GoTo(1);
        (_store[job].Files[0].Bytes, _store.Commits).Should().Be((300, commits + 1));
        _bench.GoTo(9);
        _store.Commits.Should().Be(commits + 1, "nothing came");
        attempt.Receive(50);

        Kill();
        _bench.Pump();

        _bench.AttemptOf(Back(job)).Offset.Should().Be(300);
    }

    [Fact]
    public void Dispose_JobUnderWay_KeepsWhatHasCome()
    {
        BackgroundCopyJob job = _bench.StartJob();
        _bench.AttemptOf(job).Accept(Bench.FileSize);
        _bench.AttemptOf(job).Receive(100);
        _bench.AttemptOf(job).Receive(50);

        _bench.Dispose();

        _store[job].Files[0].Bytes.Should().Be(150);
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Commit_EventAndCall_ComesBeforeAnybodyHears()
    {
        List<BackgroundCopyJobState> kept = [];
        BackgroundCopyJob job = _bench.CreateJob();
        job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = _ => kept.Add(_store[job].Data.State) };
        _store[job].Files.Should().ContainSingle("a call that has returned is kept");
        _bench.Start(job).Arrive();
        _bench.Pump();

        kept.Should().Equal(Transferred);
        _store[job].Pending.Should().Be(JobNotice.None, "that it was taken is kept");
        job.Complete();
        _store.Jobs.Should().BeEmpty();
    }

    [Fact]
    public void Commit_Fails_IsTriedAgainWithNextChangeAndAtCheckpoint()
    {
        FakeLogCollector log = new();
        using LoggerFactory loggers = new([new FakeLoggerProvider(log)]);
        _bench = Begin(options => options.LoggerFactory = loggers);
        _store.Failure = new JobStoreException("full", HResults.E_FAIL);
        BackgroundCopyJob job = _bench.CreateJob();
        BackgroundCopyJob other = _bench.CreateJob();
        log.GetSnapshot().Where(entry => entry.Level == LogLevel.Critical).Select(entry => entry.Exception).Should().NotBeEmpty().And.AllBeEquivalentTo(_store.Failure);
        _store.Jobs.Should().BeEmpty();

        _store.Failure = null;
        other.Description = "next";
        _store.Jobs.Keys.Should().BeEquivalentTo([job.Id, other.Id]);

        _store.Failure = new InvalidOperationException("anything");
        job.Cancel();
        other.Description = "last";
        _store.Failure = null;
        _bench.GoTo(2);
        _store.Jobs.Keys.Should().BeEquivalentTo([other.Id]);
        _store[other].Description.Should().Be("last");
    }

    [Fact]
    [Trait("Rule", "NET-7")]
    public void Kill_JobWithHelperToken_NeedsAnotherOne()
    {
        BackgroundCopyJob job = _bench.CreateJob();
        job.HelperToken.Set(new BackgroundCopyUser("helper"));
        job.HelperToken.Options = BackgroundCopyTokenOptions.Network;
        job.Resume();

        Kill();

        (Back(job).State, Back(job).Error!.Code).Should().Be((Error, HResults.BG_E_TOKEN_REQUIRED));
    }

    [Fact]
    [Trait("Rule", "PROG-8")]
    public void Kill_HighPerformanceJob_IsCancelledAndForgotten()
    {
        BackgroundCopyJob job = _bench.Manager.CreateJob("fast");
        job.Properties.HighPerformance = true;
        _bench.AddFiles(job);
        job.Resume();

        Kill();

        _bench.Manager.EnumJobs().Should().BeEmpty();
        _store.Jobs.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "FILE-13")]
    public void Kill_NameThatNoResumeHasKept_IsTheOldOneAgain()
    {
        BackgroundCopyJob job = _bench.CreateJob();
        string before = job.Files[0].RemoteName;
        job.Files[0].SetRemoteName("https://other.example/f");

        Kill();

        Back(job).Files[0].RemoteName.Should().Be(before);
    }

    [Fact]
    [Trait("Rule", "CLOCK-8")]
    public void Kill_BlockedWhereTheNextProcessIsNot_GoesOn()
    {
        _bench = Begin(options => options.Readings.RestartKeepsTransientError = true);
        BackgroundCopyJob job = _bench.StartJob();
        _bench.Environment.NetworkAvailable = false;
        job.State.Should().Be(TransientError);

        Kill(options => options.Readings.RestartKeepsTransientError = true);
        _bench.Pump();

        Back(job).State.Should().Be(Connecting, "what surrounds jobs belongs to the process");
    }

    [Fact]
    public void Begin_StoreThatCannotBeRead_ChangesNothing()
    {
        BackgroundCopyJob job = _bench.CreateJob();
        StoredJob bad = new(Guid.NewGuid(), "{}"u8.ToArray());
        ManualTransport transport = new();
        MemoryStore store = new(_store.Jobs[job.Id], bad);

        FluentActions.Invoking(() => Make(store, transport)).Should().Throw<JobStoreException>().WithMessage($"*{bad.Id}*");

        store.Commits.Should().Be(0);
        using BackgroundCopyManager next = Make(new MemoryStore(_store.Jobs[job.Id]), transport);
        next.EnumJobs().Should().ContainSingle("the transport was not taken");
    }

    [Fact]
    public void Begin_TwoJobsOfOneNumber_AreRefused()
    {
        JobSnapshot one = _store[_bench.CreateJob()];
        MemoryStore store = new(JobFormat.Write(one), JobFormat.Write(one with { Id = new Guid(7, 0, 0, new byte[8]) }));

        FluentActions.Invoking(() => Make(store, new ManualTransport())).Should().Throw<JobStoreException>().WithMessage("*numbered 1*stored twice*");
    }

    private static BackgroundCopyManager Make(IJobStore store, ManualTransport transport) =>
        new(new BackgroundCopyManagerOptions { TimeProvider = new SimulatedClock(), Transport = transport, Store = store });

    private Bench Begin(Action<BackgroundCopyManagerOptions>? configure = null)
    {
        _bench?.Dispose();
        Bench bench = new(
            options =>
            {
                options.Store = _store;
                options.Files = _files;
                configure?.Invoke(options);
            },
            _clock);
        _benches.Add(bench);
        return bench;
    }

    /// <summary>The process is gone, with whatever was not committed; another one begins.</summary>
    private void Kill(Action<BackgroundCopyManagerOptions>? configure = null, Action? meanwhile = null)
    {
        _store.IsDead = true;
        _bench.Dispose();
        _store.IsDead = false;
        meanwhile?.Invoke();
        _bench = Begin(configure);
    }

    private BackgroundCopyJob Back(BackgroundCopyJob job) => _bench.Manager.GetJob(job.Id);

    private List<Guid> StartedInTurn()
    {
        List<Guid> started = [];
        _bench.Pump();
        while (_bench.Transport.Running.Count > 0)
        {
            ManualAttempt attempt = _bench.Transport.Running[0];
            BackgroundCopyJob job = _bench.Manager.EnumJobs().Single(job => job.Number == attempt.JobNumber);
            started.Add(job.Id);
            job.Suspend();
            _bench.Pump();
        }

        return started;
    }
}

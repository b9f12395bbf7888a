namespace Bits.RetrySim.Tests;

/// <summary>How jobs come into the world and go on.</summary>
public sealed class LifeCycleTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly Dictionary<BackgroundCopyJob, Bench> _alone = [];

    public void Dispose()
    {
        _bench.Dispose();
        foreach (Bench bench in _alone.Values)
        {
            bench.Dispose();
        }
    }

    [Fact]
    [Trait("Rule", "LIFE-1")]
    public void CreateJob_GivesASuspendedJobWithoutFiles()
    {
        BackgroundCopyJob job = _bench.Manager.CreateJob("updates");

        job.State.Should().Be(BackgroundCopyJobState.Suspended);
        job.Files.Should().BeEmpty();
        job.DisplayName.Should().Be("updates");
        job.Id.Should().NotBeEmpty();
        _bench.Manager.EnumJobs().Should().Contain(job);
        _bench.Manager.CreateJob("updates").Id.Should().NotBe(job.Id, "names need not differ");
    }

    [Fact]
    [Trait("Rule", "LIFE-2")]
    public void Type_IsThatOfTheCreation_AndCannotBeSet()
    {
        _bench.Manager.CreateJob("job", BackgroundCopyJobType.Download).Type.Should().Be(BackgroundCopyJobType.Download);
        typeof(BackgroundCopyJob).GetProperty(nameof(BackgroundCopyJob.Type))!.CanWrite.Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "LIFE-3")]
    public void CreateJob_BadArguments_IsRefused()
    {
        BackgroundCopyManager manager = _bench.Manager;

        Refusal.Of(() => manager.CreateJob(null!)).Should().Be(HResults.E_INVALIDARG);
        Refusal.Of(() => manager.CreateJob(new string('n', 257))).Should().Be(HResults.E_INVALIDARG);
        Refusal.Of(() => manager.CreateJob("job", (BackgroundCopyJobType)3)).Should().Be(HResults.E_INVALIDARG);
        manager.EnumJobs().Should().BeEmpty();
        manager.CreateJob(new string('n', 256)).Number.Should().Be(1, "refused calls made no job");
    }

    [Fact]
    [Trait("Rule", "LIFE-3")]
    public void CreateJob_BeyondALimit_IsRefused()
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxJobsPerMachine = 3, MaxJobsPerUser = 2 });
        BackgroundCopyUser other = new("other"), third = new("third");
        bench.CreateJob();
        BackgroundCopyJob second = bench.CreateJob();
        Refusal.Of(() => bench.CreateJob()).Should().Be(HResults.BG_E_TOO_MANY_JOBS_PER_USER);
        bench.CreateJob(owner: other);

        Refusal.Of(() => bench.CreateJob(owner: third)).Should().Be(HResults.BG_E_TOO_MANY_JOBS_PER_MACHINE);
        second.Cancel();
        bench.CreateJob(owner: third).State.Should().Be(BackgroundCopyJobState.Suspended);
    }

    [Fact]
    [Trait("Rule", "LIFE-4")]
    public void Job_StaysThroughLogoffAndRestart_UntilCompleteOrCancel()
    {
        List<BackgroundCopyJob> jobs = [.. JobStates.TableOrder.SkipLast(2).Select(StateAlone)];
        foreach (BackgroundCopyJob job in jobs)
        {
            Bench bench = _alone[job];
            bench.Environment.LogOff(job.Owner);
            bench.Manager.RestartService();
            bench.Clock.Advance(TimeSpan.FromDays(13));
            bench.Manager.EnumJobs().Should().Contain(job);
            bench.Manager.GetJob(job.Id).Should().BeSameAs(job);
        }

        jobs[0].Cancel();
        jobs[1].Complete();
        _alone[jobs[0]].Manager.EnumJobs().Should().NotContain(jobs[0]);
        _alone[jobs[1]].Manager.EnumJobs().Should().NotContain(jobs[1]);
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Suspended)]
    [InlineData(BackgroundCopyJobState.Error)]
    [InlineData(BackgroundCopyJobState.Transferred)]
    [InlineData(BackgroundCopyJobState.Acknowledged)]
    [InlineData(BackgroundCopyJobState.Cancelled)]
    [Trait("Rule", "LIFE-5")]
    [Trait("Rule", "STATE-4")]
    public void StateOutsideTheActionStates_NothingMovesByItself(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = _bench.JobIn(state);
        int events = _bench.Log.StatesOf(job).Count;

        _bench.Clock.Advance(TimeSpan.FromDays(89));

        job.State.Should().Be(state);
        _bench.Log.StatesOf(job).Should().HaveCount(events);
        _bench.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "LIFE-5")]
    [Trait("Rule", "STATE-2")]
    [Trait("Rule", "STATE-3")]
    [Trait("Rule", "STATE-6")]
    public void ActionStates_LeadToTransferred_WithoutACall()
    {
        using BitsSimulation simulation = new();
        simulation.Network.BitsPerSecond = 8;
        simulation.Network.Latency = TimeSpan.FromSeconds(2);
        BackgroundCopyJob job = simulation.AddJob(size: 10);
        simulation.ResourceOf(job).OnRequest(1, SimulatedFault.HttpStatus(503));
        job.Resume();

        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "2 TransientError 0x801901F7", "602 Queued", "602 Connecting", "604 Transferring", "614 Transferred");
    }

    [Fact]
    [Trait("Rule", "LIFE-6")]
    public void SuspendResumeCancelComplete_AnyStateThatIsNotFinal_Succeed()
    {
        foreach (BackgroundCopyJobState state in JobStates.TableOrder.SkipLast(2))
        {
            StateAlone(state).Invoking(job => job.Suspend()).Should().NotThrow();
            StateAlone(state).Invoking(job => job.Resume()).Should().NotThrow();
            StateAlone(state).Invoking(job => job.Cancel()).Should().NotThrow();
            StateAlone(state).Invoking(job => job.Complete()).Should().NotThrow();
        }
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Acknowledged)]
    [InlineData(BackgroundCopyJobState.Cancelled)]
    [Trait("Rule", "LIFE-6")]
    [Trait("Rule", "LIFE-7")]
    public void FinalState_IsNeverLeft(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = _bench.JobIn(state);

        Refusal.Of(job.Suspend).Should().Be(HResults.BG_E_INVALID_STATE);
        Refusal.Of(job.Resume).Should().Be(HResults.BG_E_INVALID_STATE);
        Refusal.Of(job.Cancel).Should().Be(HResults.BG_E_INVALID_STATE);
        Refusal.Of(job.Complete).Should().Be(HResults.BG_E_INVALID_STATE);
        Refusal.Of(() => job.NotifyInterface = new RecordingCallback()).Should().Be(HResults.BG_E_INVALID_STATE);
        Refusal.Of(() => job.NotifyInterface = null).Should().Be(HResults.BG_E_INVALID_STATE);
        _bench.Environment.NetworkAvailable = false;
        _bench.Environment.NetworkAvailable = true;
        _bench.Manager.RestartService();
        _bench.Clock.Advance(TimeSpan.FromDays(200));
        job.State.Should().Be(state);
        _bench.Manager.EnumJobs().Should().BeEmpty();
        Refusal.Of(() => _bench.Manager.GetJob(job.Id)).Should().Be(HResults.BG_E_NOT_FOUND);
    }

    [Fact]
    [Trait("Rule", "LIFE-8")]
    [Trait("Rule", "METHOD-Resume")]
    public void Resume_WithoutFiles_IsEmptyAndStaysSuspended()
    {
        BackgroundCopyJob job = _bench.CreateJob(files: 0);

        Refusal.Of(job.Resume).Should().Be(HResults.BG_E_EMPTY);
        _bench.Pump();

        job.State.Should().Be(BackgroundCopyJobState.Suspended);
    }

    [Fact]
    [Trait("Rule", "LIFE-9")]
    public void Resume_ReturnsQueued_WithoutAConnection()
    {
        BackgroundCopyJob job = _bench.CreateJob();

        job.Resume();

        job.State.Should().Be(BackgroundCopyJobState.Queued);
        _bench.Transport.Attempts.Should().BeEmpty();
        _bench.Pump();
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
    }

    [Fact]
    [Trait("Rule", "LIFE-17")]
    public void Error_RepairedAndMoreFiles_ResumeGoesOn()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Error);
        job.AddFile("https://cdn.example/2.bin", Bench.LocalName(2));
        job.State.Should().Be(BackgroundCopyJobState.Error);

        job.Resume();
        _bench.Pump();
        _bench.Attempt.RemoteName.Should().EndWith("/1.bin");
        _bench.Attempt.Arrive();
        _bench.Attempt.RemoteName.Should().EndWith("/2.bin");
        _bench.Attempt.Arrive();

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Rule", "LIFE-17")]
    [Trait("Rule", "OQ-8")]
    [Trait("Rule", "OQ-34")]
    public void Transferred_MoreFiles_ResumeFetchesOnlyThem()
    {
        RecordingCallback callback = new();
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferred, job => job.NotifyInterface = callback);
        _bench.GoTo(10);
        job.AddFile("https://cdn.example/2.bin", Bench.LocalName(2));
        job.State.Should().Be(BackgroundCopyJobState.Transferred);

        job.Resume();
        _bench.Pump();
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
        _bench.Attempt.Arrive();
        _bench.Pump();

        _bench.Transport.Attempts.Select(attempt => attempt.RemoteName).Should().Equal("https://cdn.example/1.bin", "https://cdn.example/2.bin");
        _bench.Log.NotificationsOf(job).Should().Equal("0 JobTransferred", "10 JobTransferred");
    }

    /// <summary>A job in a state with a manager of its own.</summary>
    private BackgroundCopyJob StateAlone(BackgroundCopyJobState state)
    {
        Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        _alone.Add(job, bench);
        return job;
    }
}

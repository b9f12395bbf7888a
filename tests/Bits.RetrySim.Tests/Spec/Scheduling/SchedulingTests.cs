using static Bits.RetrySim.BackgroundCopyJobPriority;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Which jobs run together, and which before others.</summary>
public sealed class SchedulingTests
{
    private static readonly BackgroundCopyUser System = BackgroundCopyUser.LocalSystem;

    [Fact]
    [Trait("Rule", "SCHED-1")]
    [Trait("Rule", "DEF-priority")]
    public void Priority_FourValues_NormalUnlessSet()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        job.Priority.Should().Be(Normal);
        foreach ((BackgroundCopyJobPriority priority, int number) in new[] { (Foreground, 0), (High, 1), (Normal, 2), (Low, 3) })
        {
            ((int)priority).Should().Be(number);
            job.Priority = priority;
            job.Priority.Should().Be(priority);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    [Trait("Rule", "SCHED-1")]
    public void Priority_AnyOtherValue_IsNotImplemented(int value)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(priority: High);

        job.Invoking(it => it.Priority = (BackgroundCopyJobPriority)value).Should().Throw<NotImplementedException>()
            .Which.HResult.Should().Be(unchecked((int)0x80004001));
        job.Priority.Should().Be(High);
    }

    [Fact]
    [Trait("Rule", "SCHED-3")]
    [Trait("Rule", "STATE-10")]
    public void Resume_ForegroundAndBackgroundJobs_AllForegroundAndOneBackgroundJobRun()
    {
        using Bench bench = new(options => options.DefaultOwner = System);
        List<BackgroundCopyJob> foreground = [];
        List<BackgroundCopyJob> background = [];
        for (int i = 0; i < 100; i++)
        {
            background.Add(bench.ResumeJob());
            foreground.Add(bench.ResumeJob(priority: Foreground));
        }

        bench.Pump();
        foreground.Should().OnlyContain(job => job.State == Connecting);
        background[0].State.Should().Be(Connecting);
        background.Skip(1).Should().OnlyContain(job => job.State == Queued);
    }

    [Fact]
    [Trait("Rule", "SCHED-4")]
    [Trait("Rule", "SCHED-6")]
    public void Resume_AllLevelsAtOnce_BackgroundJobsRunByLevelThenInOrder()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJobPriority[] priorities = [Low, Normal, High, Foreground, Low, Normal, High, Foreground];
        foreach (BackgroundCopyJobPriority priority in priorities)
        {
            simulation.ResumeSlowJob(10, priority);
        }

        simulation.GoTo(1000);
        simulation.EventLog.Entered(Connecting).Should().Equal(
            "0 job 4", "0 job 8", "0 job 3", "10 job 7", "20 job 2", "30 job 6", "40 job 1", "50 job 5");
    }

    [Fact]
    [Trait("Rule", "SCHED-6")]
    public void Resume_InAnotherOrderThanCreated_JobsRunInTheOrderTheyBecameReady()
    {
        using BitsSimulation simulation = new();
        List<BackgroundCopyJob> jobs = [simulation.AddSlowJob(10), simulation.AddSlowJob(10), simulation.AddSlowJob(10)];
        jobs[2].Resume();
        jobs[0].Resume();
        simulation.GoTo(1);
        jobs[1].Resume();
        jobs[0].Suspend();
        jobs[0].Resume();
        simulation.GoTo(100);

        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 3", "10 job 2", "20 job 1");
    }

    [Theory]
    [InlineData(Low, Normal)]
    [InlineData(Low, High)]
    [InlineData(Normal, High)]
    [Trait("Rule", "SCHED-4")]
    [Trait("Rule", "STATE-28")]
    [Trait("Rule", "OQ-33")]
    public void Resume_HigherLevelWhileALowerOneRuns_TakesItsPlace(BackgroundCopyJobPriority lower, BackgroundCopyJobPriority higher)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(100, lower);
        simulation.GoTo(40);
        BackgroundCopyJob first = simulation.ResumeSlowJob(500, higher);
        simulation.ResumeSlowJob(500, higher);
        simulation.GoTo(50);
        job.State.Should().Be(Queued);
        job.Error.Should().BeNull();
        job.Progress.BytesTransferred.Should().Be(40_000);
        first.State.Should().Be(Transferring);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job, from: 1).Should().Equal("40 Queued", "1040 Connecting", "1040 Transferring", "1100 Transferred");
        job.ErrorCount.Should().Be(0);
    }

    [Theory]
    [InlineData(Connecting)]
    [InlineData(Transferring)]
    [Trait("Rule", "STATE-28")]
    public void Resume_HigherLevel_PreemptsAJobThatConnectsToo(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        BackgroundCopyJob high = bench.ResumeJob(priority: High);
        bench.Pump();

        job.State.Should().Be(Queued);
        high.State.Should().Be(Connecting);
    }

    [Theory]
    [InlineData(Normal, Normal)]
    [InlineData(High, Normal)]
    [InlineData(Low, Foreground)]
    [Trait("Rule", "SCHED-3")]
    [Trait("Rule", "SCHED-4")]
    public void Resume_SameOrLowerLevelOrForeground_DoesNotDisturbTheRunningJob(BackgroundCopyJobPriority runs, BackgroundCopyJobPriority comes)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring, priority: runs);
        BackgroundCopyJob other = bench.ResumeJob(priority: comes);
        bench.GoTo(10);

        job.State.Should().Be(Transferring);
        other.State.Should().Be(comes == Foreground ? Connecting : Queued);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(404)]
    [InlineData(null)]
    [Trait("Rule", "SCHED-4")]
    [Trait("Rule", "SCHED-11")]
    public void End_OfTheHigherLevelsAttempt_LetsTheLowerOneRun(int? status)
    {
        using Bench bench = new();
        BackgroundCopyJob high = bench.JobIn(Transferring, priority: High);
        BackgroundCopyJob low = bench.ResumeJob(priority: Low);
        bench.GoTo(10);
        low.State.Should().Be(Queued);
        if (status is int failure)
        {
            bench.AttemptOf(high).Receive(1);
            bench.AttemptOf(high).FailHttp(failure);
        }
        else
        {
            bench.AttemptOf(high).Complete();
        }

        bench.Pump();
        low.State.Should().Be(Connecting);
        bench.GoTo(1000);

        bench.Log.StatesOf(low, from: 1).Should().Equal(status == 503 ? ["10 Connecting", "610 Queued"] : ["10 Connecting"]);
        high.State.Should().Be(status switch { 503 => Connecting, 404 => Error, _ => Transferred });
    }

    [Fact]
    [Trait("Rule", "SCHED-11")]
    public void Failure_OfTheRunningJob_LetsTheNextOfItsLevelRunAndQueuesItBehind()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob fails = simulation.AddSlowJob(10);
        fails.MinimumRetryDelay = TimeSpan.FromSeconds(5);
        simulation.HostOf(fails).OnRequest(1, SimulatedFault.HttpStatus(503));
        fails.Resume();
        simulation.ResumeSlowJob(20);
        simulation.ResumeSlowJob(20);
        simulation.GoTo(1000);

        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 1", "0 job 2", "20 job 3", "40 job 1");
        simulation.EventLog.StatesOf(fails, from: 1).First().Should().Be("5 Queued");
    }

    [Theory]
    [InlineData(Foreground)]
    [InlineData(Normal)]
    [Trait("Rule", "SCHED-8")]
    public void Files_OfOneJob_AreFetchedOneAfterTheOther(BackgroundCopyJobPriority priority)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(priority: priority);
        job.AddFile("https://cdn.example/second", @"C:\in\second");
        job.AddFile("https://cdn.example/third", @"C:\in\third");
        job.Resume();
        bench.Pump();
        foreach (string name in new[] { "https://cdn.example/1.bin", "https://cdn.example/second", "https://cdn.example/third" })
        {
            bench.Transport.Running.Should().ContainSingle().Which.RemoteName.Should().Be(name);
            bench.Transport.Current.Accept(10);
            bench.Transport.Current.Complete();
            bench.Pump();
        }

        job.State.Should().Be(Transferred);
        bench.Transport.Attempts.Should().HaveCount(3);
    }

    [Fact]
    [Trait("Rule", "SCHED-9")]
    [Trait("Rule", "LIM-14")]
    public void Priority_ForegroundAfterInsufficientRangeSupport_GetsTheFile()
    {
        const long TwoGigabytes = 2L * 1024 * 1024 * 1024;
        using BitsSimulation simulation = new();
        SimulatedHost host = simulation.Network.Host("cdn.example");
        host.Resource("/small", TwoGigabytes - 1).WithoutRanges();
        host.Resource("/large", TwoGigabytes).WithoutRanges();
        BackgroundCopyJob small = simulation.Manager.CreateJob("small");
        small.AddFile("https://cdn.example/small", @"C:\in\small");
        BackgroundCopyJob large = simulation.Manager.CreateJob("large");
        large.AddFile("https://cdn.example/large", @"C:\in\large");
        foreach (BackgroundCopyJob job in new[] { small, large })
        {
            job.Resume();
            simulation.Clock.Advance(TimeSpan.FromSeconds(1));
            job.State.Should().Be(Error);
            job.Error!.Code.Should().Be(unchecked((int)0x80200013));
            job.Priority = Foreground;
            job.State.Should().Be(Error, "only Resume starts it again");
            job.Resume();
            simulation.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        small.State.Should().Be(Transferred);
        large.State.Should().Be(Error);
        large.Error!.Code.Should().Be(unchecked((int)0x80200013));
    }

    [Fact]
    [Trait("Rule", "SCHED-2")]
    public void Bandwidth_ForegroundJobsFillTheLine_TheBackgroundJobStillMakesProgress()
    {
        using BitsSimulation simulation = new(options => options.DefaultOwner = System);
        simulation.Network.BitsPerSecond = 8_000_000;
        simulation.Network.Host("cdn.example").Resource("/file", 1_000_000_000);
        List<BackgroundCopyJob> jobs = [];
        for (int i = 0; i < 20; i++)
        {
            BackgroundCopyJob job = simulation.Manager.CreateJob($"job {i}");
            job.AddFile("https://cdn.example/file", $@"C:\in\{i}");
            job.Priority = i == 0 ? Low : Foreground;
            job.Resume();
            jobs.Add(job);
        }

        simulation.Clock.Advance(TimeSpan.FromSeconds(10));
        jobs[0].Progress.BytesTransferred.Should().BePositive();
        jobs.Sum(job => job.Progress.BytesTransferred).Should().BeInRange(9_999_900, 10_000_000);
    }
}

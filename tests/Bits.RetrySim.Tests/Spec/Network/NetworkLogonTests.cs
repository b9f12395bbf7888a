using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Owners who log off and on.</summary>
[Trait("Rule", "NET-5")]
[Trait("Rule", "NET-6")]
public sealed class NetworkLogonTests
{
    private static readonly BackgroundCopyUser Ann = new("ann");
    private static readonly BackgroundCopyUser Bob = new("bob");
    private static readonly BackgroundCopyUser Root = new("root", BackgroundCopyUserKind.Administrator);

    [Theory]
    [InlineData(BackgroundCopyJobPriority.Foreground, true)]
    [InlineData(BackgroundCopyJobPriority.Normal, false)]
    [Trait("Rule", "STATE-1")]
    [Trait("Rule", "STATE-23")]
    [Trait("Rule", "LIFE-4")]
    public void LogOff_RunningJob_IsQueuedUntilLogon(BackgroundCopyJobPriority priority, bool transfers)
    {
        using Bench bench = new();
        BackgroundCopyJob job = transfers ? bench.JobIn(Transferring, priority: priority, owner: Ann) : bench.JobIn(Connecting, priority: priority, owner: Ann);
        bench.GoTo(10);
        bench.Environment.LogOff(Ann);
        job.State.Should().Be(Queued);
        job.Error.Should().BeNull();
        bench.GoTo(1_000_000);
        bench.Transport.Running.Should().BeEmpty();
        bench.Environment.LogOn(Ann);
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal("10 Queued", "1000000 Connecting");
        job.ErrorCount.Should().Be(0);
        job.RetryStatus.GivesUpAt.Should().BeNull();
    }

    [Fact]
    public void LogOff_SeveralUsers_OnlyTheOnesJobsStop()
    {
        using Bench bench = new();
        BackgroundCopyJob annRuns = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground, owner: Ann);
        BackgroundCopyJob bobRuns = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground, owner: Bob);
        BackgroundCopyJob rootRuns = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground, owner: Root);
        BackgroundCopyJob systemRuns = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground, owner: BackgroundCopyUser.LocalSystem);
        BackgroundCopyJob annSlot = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Normal, owner: Ann);
        BackgroundCopyJob annWaits = bench.ResumeJob(priority: BackgroundCopyJobPriority.Normal, owner: Ann);
        BackgroundCopyJob bobWaits = bench.ResumeJob(priority: BackgroundCopyJobPriority.Normal, owner: Bob);
        bench.GoTo(10);
        bench.Environment.LogOff(Ann);
        bench.Pump();

        new[] { annRuns, bobRuns, rootRuns, systemRuns, annSlot, annWaits, bobWaits }.Select(job => job.State).Should().Equal(
            Queued, Transferring, Transferring, Transferring, Queued, Queued, Connecting);
        bench.Environment.LogOff(Root);
        rootRuns.State.Should().Be(Queued, "an administrator's jobs need a logon as anybody's do");
        bench.Environment.LogOff(Bob);
        bench.GoTo(20);
        bench.Transport.Running.Should().ContainSingle().Which.JobNumber.Should().Be(systemRuns.Number);

        bench.Environment.LogOn(Ann);
        bench.Pump();
        new[] { annRuns, annSlot, annWaits, bobRuns, bobWaits }.Select(job => job.State).Should().Equal(
            Connecting, Connecting, Queued, Queued, Queued);
    }

    [Theory]
    [InlineData("LocalSystem")]
    [InlineData("LocalService")]
    [InlineData("NetworkService")]
    public void LogOff_ServiceAccount_IsRefused(string name)
    {
        BackgroundCopyUser account = new(name, BackgroundCopyUserKind.ServiceAccount);
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring, owner: account);

        bench.Environment.Invoking(environment => environment.LogOff(account)).Should().Throw<ArgumentException>()
            .Which.HResult.Should().Be(HResults.E_INVALIDARG);
        bench.Environment.IsLoggedOn(account).Should().BeTrue();
        job.State.Should().Be(Transferring);
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void LogOn_JobThatRan_IsNextInItsLevel()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob ann = simulation.ResumeSlowJob(1000, owner: Ann);
        BackgroundCopyJob bob = simulation.ResumeSlowJob(1000, owner: Bob);
        simulation.ResumeSlowJob(1000, owner: Bob);
        simulation.GoTo(100);
        simulation.Environment.LogOff(Ann);
        simulation.GoTo(200);
        bob.State.Should().Be(Transferring);
        simulation.Environment.LogOn(Ann);
        simulation.GoTo(300);
        ann.State.Should().Be(Queued, "its place has another's slice now");
        simulation.GoTo(700);

        simulation.EventLog.Entered(Connecting).Should().Equal("0 job 1", "100 job 2", "400 job 1", "700 job 3");
    }

    [Fact]
    [Trait("Rule", "RETRY-1")]
    public void LogOff_JobInTransientError_IsQueuedByItsDelayAndStartsAtLogon()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError, owner: Ann);
        bench.GoTo(10);
        bench.Environment.LogOff(Ann);
        job.State.Should().Be(TransientError);
        bench.GoTo(1000);
        job.State.Should().Be(Queued);
        job.Error!.Code.Should().Be(HResults.BG_E_HTTP_ERROR_503);
        bench.Environment.LogOn(Ann);
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal("600 Queued", "1000 Connecting");
    }

    [Theory]
    [InlineData(Suspended)]
    [InlineData(Error)]
    [InlineData(Transferred)]
    public void LogOff_JobThatDoesNotRun_IsNotTouched(BackgroundCopyJobState state)
    {
        using Bench bench = new(options => options.DefaultOwner = Ann);
        BackgroundCopyJob job = bench.JobIn(state);
        bench.GoTo(10);
        bench.Environment.LogOff(Ann);
        bench.GoTo(20);
        bench.Environment.LogOn(Ann);
        bench.GoTo(30);

        bench.Log.StatesOf(job, from: 10).Should().BeEmpty();
    }

    [Fact]
    public void Resume_OwnerIsLoggedOff_QueuedUntilLogon()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(owner: Ann);
        bench.Environment.LogOff(Ann);
        job.Resume();
        bench.GoTo(50);
        job.State.Should().Be(Queued);
        bench.Environment.LogOn(Ann);
        bench.Pump();

        bench.Log.StatesOf(job).Should().Equal("0 Queued", "50 Connecting");
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void NetworkAvailable_OwnerIsLoggedOff_TheQueuedJobWaitsForTheNetworkThenForTheOwner()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.ResumeJob(owner: Ann);
        bench.Environment.LogOff(Ann);
        bench.GoTo(10);
        bench.Environment.NetworkAvailable = false;
        bench.GoTo(20);
        bench.Environment.NetworkAvailable = true;
        bench.GoTo(30);
        bench.Environment.LogOn(Ann);
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal("10 TransientError 0x80200010", "20 Queued", "30 Connecting");
    }

    [Fact]
    [Trait("Rule", "SCHED-4")]
    public void LogOff_OwnerOfTheHigherLevel_TheLowerLevelRuns()
    {
        using Bench bench = new();
        BackgroundCopyJob high = bench.JobIn(Connecting, priority: BackgroundCopyJobPriority.High, owner: Ann);
        BackgroundCopyJob low = bench.ResumeJob(priority: BackgroundCopyJobPriority.Low, owner: Bob);
        bench.GoTo(10);
        bench.Environment.LogOff(Ann);
        bench.Pump();
        low.State.Should().Be(Connecting);
        bench.GoTo(20);
        bench.Environment.LogOn(Ann);
        bench.Pump();

        high.State.Should().Be(Connecting);
        bench.Log.StatesOf(low).Should().Equal("0 Queued", "10 Connecting", "20 Queued");
    }

    [Fact]
    public void LogOff_LocalService_MayNotBeConfusedWithAUserOfThatName()
    {
        BackgroundCopyUser impostor = new("LocalSystem");
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring, owner: impostor);
        bench.Environment.LogOff(impostor);

        job.State.Should().Be(Queued);
        bench.Environment.IsLoggedOn(BackgroundCopyUser.LocalSystem).Should().BeTrue();
    }
}

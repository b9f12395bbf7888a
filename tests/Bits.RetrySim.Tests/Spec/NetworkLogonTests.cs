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
        using ManualService service = new();
        BackgroundCopyJob job = transfers ? service.Running(priority, Ann) : service.Connecting(priority, Ann);
        service.To(10);
        service.Environment.LogOff(Ann);
        job.State.Should().Be(Queued);
        job.Error.Should().BeNull();
        service.To(1_000_000);
        service.Transport.Running.Should().BeEmpty();
        service.Environment.LogOn(Ann);
        service.Settle();

        service.Log.StatesOf(job, from: 1).Should().Equal("10 Queued", "1000000 Connecting");
        job.ErrorCount.Should().Be(0);
        job.RetryStatus.GivesUpAt.Should().BeNull();
    }

    [Fact]
    public void LogOff_SeveralUsers_OnlyTheOnesJobsStop()
    {
        using ManualService service = new();
        BackgroundCopyJob annRuns = service.Running(BackgroundCopyJobPriority.Foreground, Ann);
        BackgroundCopyJob bobRuns = service.Running(BackgroundCopyJobPriority.Foreground, Bob);
        BackgroundCopyJob rootRuns = service.Running(BackgroundCopyJobPriority.Foreground, Root);
        BackgroundCopyJob systemRuns = service.Running(BackgroundCopyJobPriority.Foreground, BackgroundCopyUser.LocalSystem);
        BackgroundCopyJob annSlot = service.Running(BackgroundCopyJobPriority.Normal, Ann);
        BackgroundCopyJob annWaits = service.Resumed(BackgroundCopyJobPriority.Normal, Ann);
        BackgroundCopyJob bobWaits = service.Resumed(BackgroundCopyJobPriority.Normal, Bob);
        service.To(10);
        service.Environment.LogOff(Ann);
        service.Settle();

        new[] { annRuns, bobRuns, rootRuns, systemRuns, annSlot, annWaits, bobWaits }.Select(job => job.State).Should().Equal(
            Queued, Transferring, Transferring, Transferring, Queued, Queued, Connecting);
        service.Environment.LogOff(Root);
        rootRuns.State.Should().Be(Queued, "an administrator's jobs need a logon as anybody's do");
        service.Environment.LogOff(Bob);
        service.To(20);
        service.Transport.Running.Should().ContainSingle().Which.JobNumber.Should().Be(systemRuns.Number);

        service.Environment.LogOn(Ann);
        service.Settle();
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
        using ManualService service = new();
        BackgroundCopyJob job = service.Running(owner: account);

        service.Environment.Invoking(environment => environment.LogOff(account)).Should().Throw<ArgumentException>()
            .Which.HResult.Should().Be(HResults.E_INVALIDARG);
        service.Environment.IsLoggedOn(account).Should().BeTrue();
        job.State.Should().Be(Transferring);
    }

    [Fact]
    [Trait("Rule", "OQ-41")]
    public void LogOn_JobThatRan_IsNextInItsLevel()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob ann = slow.Resumed(1000, owner: Ann);
        BackgroundCopyJob bob = slow.Resumed(1000, owner: Bob);
        slow.Resumed(1000, owner: Bob);
        slow.To(100);
        slow.Environment.LogOff(Ann);
        slow.To(200);
        bob.State.Should().Be(Transferring);
        slow.Environment.LogOn(Ann);
        slow.To(300);
        ann.State.Should().Be(Queued, "its place has another's slice now");
        slow.To(700);

        slow.Log.Entered(Connecting).Should().Equal("0 job 1", "100 job 2", "400 job 1", "700 job 3");
    }

    [Fact]
    [Trait("Rule", "RETRY-1")]
    public void LogOff_JobInTransientError_IsQueuedByItsDelayAndStartsAtLogon()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Failed(owner: Ann);
        service.To(10);
        service.Environment.LogOff(Ann);
        job.State.Should().Be(TransientError);
        service.To(1000);
        job.State.Should().Be(Queued);
        job.Error!.Code.Should().Be(HResults.BG_E_HTTP_ERROR_503);
        service.Environment.LogOn(Ann);
        service.Settle();

        service.Log.StatesOf(job, from: 1).Should().Equal("600 Queued", "1000 Connecting");
    }

    [Theory]
    [InlineData(Suspended)]
    [InlineData(Error)]
    [InlineData(Transferred)]
    public void LogOff_JobThatDoesNotRun_IsNotTouched(BackgroundCopyJobState state)
    {
        using ManualService service = new(options => options.DefaultOwner = Ann);
        BackgroundCopyJob job = service.InState(state);
        service.To(10);
        service.Environment.LogOff(Ann);
        service.To(20);
        service.Environment.LogOn(Ann);
        service.To(30);

        service.Log.StatesOf(job, from: 10).Should().BeEmpty();
    }

    [Fact]
    public void Resume_OwnerIsLoggedOff_QueuedUntilLogon()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Job(owner: Ann);
        service.Environment.LogOff(Ann);
        job.Resume();
        service.To(50);
        job.State.Should().Be(Queued);
        service.Environment.LogOn(Ann);
        service.Settle();

        service.Log.StatesOf(job).Should().Equal("0 Queued", "50 Connecting");
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void NetworkAvailable_OwnerIsLoggedOff_TheQueuedJobWaitsForTheNetworkThenForTheOwner()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Resumed(owner: Ann);
        service.Environment.LogOff(Ann);
        service.To(10);
        service.Environment.NetworkAvailable = false;
        service.To(20);
        service.Environment.NetworkAvailable = true;
        service.To(30);
        service.Environment.LogOn(Ann);
        service.Settle();

        service.Log.StatesOf(job, from: 1).Should().Equal("10 TransientError 80200010", "20 Queued", "30 Connecting");
    }

    [Fact]
    [Trait("Rule", "SCHED-4")]
    public void LogOff_OwnerOfTheHigherLevel_TheLowerLevelRuns()
    {
        using ManualService service = new();
        BackgroundCopyJob high = service.Connecting(BackgroundCopyJobPriority.High, Ann);
        BackgroundCopyJob low = service.Resumed(BackgroundCopyJobPriority.Low, Bob);
        service.To(10);
        service.Environment.LogOff(Ann);
        service.Settle();
        low.State.Should().Be(Connecting);
        service.To(20);
        service.Environment.LogOn(Ann);
        service.Settle();

        high.State.Should().Be(Connecting);
        service.Log.StatesOf(low).Should().Equal("0 Queued", "10 Connecting", "20 Queued");
    }

    [Fact]
    public void LogOff_LocalService_MayNotBeConfusedWithAUserOfThatName()
    {
        BackgroundCopyUser impostor = new("LocalSystem");
        using ManualService service = new();
        BackgroundCopyJob job = service.Running(owner: impostor);
        service.Environment.LogOff(impostor);

        job.State.Should().Be(Queued);
        service.Environment.IsLoggedOn(BackgroundCopyUser.LocalSystem).Should().BeTrue();
    }
}

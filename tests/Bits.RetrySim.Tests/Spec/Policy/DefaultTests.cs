namespace Bits.RetrySim.Tests;

/// <summary>What a job is before anybody sets anything.</summary>
public sealed class DefaultTests
{
    [Fact]
    [Trait("Rule", "DEF-state")]
    public void State_NewJob_IsSuspended() => Read(job => job.State).Should().Be(BackgroundCopyJobState.Suspended);

    [Fact]
    [Trait("Rule", "DEF-priority")]
    public void Priority_NewJob_IsNormal() => Read(job => job.Priority).Should().Be(BackgroundCopyJobPriority.Normal);

    [Fact]
    [Trait("Rule", "DEF-minimum-retry-delay")]
    public void MinimumRetryDelay_NewJob_Is600Seconds() => Read(job => job.MinimumRetryDelay.TotalSeconds).Should().Be(600);

    [Fact]
    [Trait("Rule", "DEF-no-progress-timeout")]
    public void NoProgressTimeout_NewJob_Is14Days() => Read(job => job.NoProgressTimeout.TotalSeconds).Should().Be(1_209_600);

    [Fact]
    [Trait("Rule", "DEF-maximum-download-time")]
    public void MaximumDownloadTime_NewJob_Is90Days() => Read(job => job.MaximumDownloadTime.TotalSeconds).Should().Be(7_776_000);

    [Fact]
    [Trait("Rule", "DEF-notify-flags")]
    public void NotifyFlags_NewJob_AreTransferredAndError() => Read(job => (int)job.NotifyFlags).Should().Be(1 | 2);

    [Fact]
    [Trait("Rule", "DEF-notify-interface")]
    public void NotifyInterface_NewJob_IsNull() => Read(job => job.NotifyInterface).Should().BeNull();

    [Fact]
    [Trait("Rule", "DEF-description")]
    public void Description_NewJob_IsEmpty() => Read(job => job.Description).Should().BeEmpty();

    [Fact]
    [Trait("Rule", "DEF-error-count")]
    public void ErrorCount_NewJob_IsZero() => Read(job => job.ErrorCount).Should().Be(0);

    [Fact]
    [Trait("Rule", "DEF-job-progress")]
    public void Progress_NewJob_IsZeroThroughout() => Read(job => job.Progress).Should().Be(new BackgroundCopyJobProgress(0, 0, 0, 0));

    [Fact]
    [Trait("Rule", "DEF-file-progress")]
    public void FileProgress_FileJustAdded_IsUnknownZeroFalse() =>
        Read(job => job.AddFile("http://server.example/a", @"C:\a").Progress).Should().Be(new BackgroundCopyFileProgress(null, 0, false));

    [Fact]
    [Trait("Rule", "DEF-minimum-notification-interval")]
    public void MinimumNotificationInterval_NewJob_Is500Milliseconds() => Read(job => job.MinimumNotificationInterval.TotalMilliseconds).Should().Be(500);

    [Fact]
    [Trait("Rule", "DEF-owner")]
    public void Owner_NewJob_IsWhoeverCreatedIt()
    {
        BackgroundCopyUser everyday = new("everyday");
        using Bench bench = new(options => options.DefaultOwner = everyday);

        bench.CreateJob().Owner.Should().Be(everyday);
        bench.CreateJob(owner: BackgroundCopyUser.LocalSystem).Owner.Should().Be(BackgroundCopyUser.LocalSystem);
        Read(job => job.Owner).Should().Be(new BackgroundCopyUser("user"), "simulations have one ordinary user");
    }

    private static T Read<T>(Func<BackgroundCopyJob, T> read)
    {
        using BitsSimulation simulation = new();
        return read(simulation.Manager.CreateJob("job"));
    }
}

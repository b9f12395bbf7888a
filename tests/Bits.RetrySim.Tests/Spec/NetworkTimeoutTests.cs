using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The no-progress timeout while one of the ten conditions of RETRY-16 holds.</summary>
[Trait("Rule", "RETRY-17")]
[Trait("Rule", "OQ-4")]
public sealed class NetworkTimeoutTests
{
    public static TheoryData<RetryReason> Conditions => [.. NetworkCondition.InOrder];

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Freeze_BlockWhileTheTimeoutRuns_TheTimeoutGoesOnAfterIt(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = FailedJob(service);
        service.To(50);
        service.Begin(condition);
        service.To(1550);
        job.State.Should().Be(TransientError);
        service.End(condition);
        service.Settle();
        job.MinimumRetryDelay = TimeSpan.FromSeconds(1000);
        service.AttemptOf(job).FailHttp(503);
        service.To(10_000);

        service.Log.StatesOf(job, from: 1).Should().Equal(
            "1550 Queued", "1550 Connecting", "1550 TransientError 801901F7", "2500 Error 801901F7");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Freeze_SeveralBlocks_AllOfThemAreAdded(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = FailedJob(service);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(999);
        for (int block = 0; block < 3; block++)
        {
            service.To(100 + (200 * block));
            service.Begin(condition);
            service.To(110 + (200 * block));
            service.End(condition);
            service.Settle();
            if (condition == RetryReason.BlockedByNetwork)
            {
                service.AttemptOf(job).FailHttp(503);
            }
        }

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(1030));
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Run_BlockWhileTheTimeoutRuns_TheJobFailsDuringTheBlock(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service(options => options.Readings.BlockedTimeout = BlockedTimeout.Run);
        BackgroundCopyJob job = FailedJob(service);
        service.To(50);
        service.Begin(condition);
        service.To(10_000);

        service.Log.StatesOf(job, from: 1).Should().Equal($"1000 Error {NetworkCondition.CodeOf(condition)}");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Clear_BlockWhileTheTimeoutRuns_ItBeginsAnewWithTheNextFailure(RetryReason condition)
    {
        using ManualService service = NetworkCondition.Service(options => options.Readings.BlockedTimeout = BlockedTimeout.Clear);
        BackgroundCopyJob job = FailedJob(service);
        service.To(50);
        service.Begin(condition);
        service.To(1550);
        service.End(condition);
        service.To(1560);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(1000);
        service.AttemptOf(job).FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(2560));
    }

    [Theory]
    [InlineData(BlockedTimeout.Freeze)]
    [InlineData(BlockedTimeout.Run)]
    [InlineData(BlockedTimeout.Clear)]
    public void Block_JobThatMadeProgress_NeverStartsTheTimeout(BlockedTimeout reading)
    {
        foreach (RetryReason condition in NetworkCondition.InOrder)
        {
            using ManualService service = NetworkCondition.Service(options => options.Readings.BlockedTimeout = reading);
            BackgroundCopyJob job = service.Running();
            job.MinimumRetryDelay = TimeSpan.FromSeconds(100);
            job.NoProgressTimeout = TimeSpan.FromSeconds(1000);
            service.To(10);
            service.Begin(condition);
            job.RetryStatus.GivesUpAt.Should().BeNull();
            service.To(100_000);
            service.End(condition);
            service.Settle();
            service.To(100_001);
            service.AttemptOf(job).FailHttp(503);

            job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(101_001));
        }
    }

    [Fact]
    public void Freeze_AttemptInterruptedByTheNetwork_TheTimeoutStandsStillFromThere()
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = FailedJob(service);
        service.To(100);
        job.State.Should().Be(Connecting);
        service.To(300);
        service.Environment.NetworkAvailable = false;
        service.To(5300);
        service.Environment.NetworkAvailable = true;
        service.Settle();
        service.AttemptOf(job).FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(6000));
    }

    [Fact]
    public void Freeze_BlockEndsByAPriority_TheTimeoutGoesOn()
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = FailedJob(service);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(1000);
        service.To(10);
        service.Environment.GameMode = true;
        job.RetryStatus.GivesUpAt.Should().BeNull();
        service.To(30);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        service.Settle();

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(1020));
    }

    [Fact]
    [Trait("Rule", "OQ-10")]
    public void Freeze_ResumeDuringTheBlock_ClearsTheTimeout()
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = FailedJob(service);
        service.To(50);
        service.Environment.Standby = true;
        service.To(60);
        job.Resume();
        service.To(70);
        service.Log.StatesOf(job, from: 1).Should().Equal("60 Queued", "60 TransientError 80200065");
        service.Environment.Standby = false;
        service.To(80);
        service.AttemptOf(job).FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(1080));
    }

    /// <summary>A job that failed at 0, with a delay of 100 and a timeout of 1000.</summary>
    private static BackgroundCopyJob FailedJob(ManualService service)
    {
        BackgroundCopyJob job = service.Connecting();
        job.MinimumRetryDelay = TimeSpan.FromSeconds(100);
        job.NoProgressTimeout = TimeSpan.FromSeconds(1000);
        service.AttemptOf(job).FailHttp(503);
        return job;
    }
}

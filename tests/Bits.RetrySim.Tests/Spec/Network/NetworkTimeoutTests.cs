using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The no-progress timeout while one of the ten conditions of RETRY-16 holds.</summary>
[Trait("Rule", "RETRY-17")]
[Trait("Rule", "OQ-4")]
public sealed class NetworkTimeoutTests
{
    public static TheoryData<RetryReason> Conditions => [.. Blocking.InOrder];

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Freeze_BlockWhileTheTimeoutRuns_TheTimeoutGoesOnAfterIt(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = FailedJob(bench);
        bench.GoTo(50);
        bench.Manager.Block(condition);
        bench.GoTo(1550);
        job.State.Should().Be(TransientError);
        bench.Manager.Unblock(condition);
        bench.Pump();
        job.MinimumRetryDelay = TimeSpan.FromSeconds(1000);
        bench.AttemptOf(job).FailHttp(503);
        bench.GoTo(10_000);

        bench.Log.StatesOf(job, from: 1).Should().Equal(
            "1550 Queued", "1550 Connecting", "1550 TransientError 0x801901F7", "2500 Error 0x801901F7");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Freeze_SeveralBlocks_AllOfThemAreAdded(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = FailedJob(bench);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(999);
        for (int block = 0; block < 3; block++)
        {
            bench.GoTo(100 + (200 * block));
            bench.Manager.Block(condition);
            bench.GoTo(110 + (200 * block));
            bench.Manager.Unblock(condition);
            bench.Pump();
            if (condition == RetryReason.BlockedByNetwork)
            {
                bench.AttemptOf(job).FailHttp(503);
            }
        }

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(1030));
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Run_BlockWhileTheTimeoutRuns_TheJobFailsDuringTheBlock(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Run);
        BackgroundCopyJob job = FailedJob(bench);
        bench.GoTo(50);
        bench.Manager.Block(condition);
        bench.GoTo(10_000);

        bench.Log.StatesOf(job, from: 1).Should().Equal($"1000 Error 0x{Blocking.CodeOf(condition):X8}");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Clear_BlockWhileTheTimeoutRuns_ItBeginsAnewWithTheNextFailure(RetryReason condition)
    {
        using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Clear);
        BackgroundCopyJob job = FailedJob(bench);
        bench.GoTo(50);
        bench.Manager.Block(condition);
        bench.GoTo(1550);
        bench.Manager.Unblock(condition);
        bench.GoTo(1560);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(1000);
        bench.AttemptOf(job).FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(2560));
    }

    [Fact]
    public void Run_BlockOfAJobThatMadeProgress_StartsTheTimeout()
    {
        foreach (RetryReason condition in Blocking.InOrder)
        {
            using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Run);
            BackgroundCopyJob job = bench.JobIn(Transferring);
            job.NoProgressTimeout = TimeSpan.FromSeconds(1000);
            bench.GoTo(10);
            bench.Manager.Block(condition);
            job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(1010));
            bench.GoTo(1009.9999999);
            job.State.Should().Be(TransientError);
            bench.GoTo(1010);

            job.State.Should().Be(Error);
            job.ErrorCount.Should().Be(0, "a block is no counted error ({0})", condition);
        }
    }

    [Theory]
    [InlineData(BlockedTimeout.Freeze)]
    [InlineData(BlockedTimeout.Clear)]
    public void FreezeAndClear_BlockOfAJobThatMadeProgress_NeverStartsTheTimeout(BlockedTimeout reading)
    {
        foreach (RetryReason condition in Blocking.InOrder)
        {
            using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = reading);
            BackgroundCopyJob job = bench.JobIn(Transferring);
            job.MinimumRetryDelay = TimeSpan.FromSeconds(100);
            job.NoProgressTimeout = TimeSpan.FromSeconds(1000);
            bench.GoTo(10);
            bench.Manager.Block(condition);
            job.RetryStatus.GivesUpAt.Should().BeNull();
            bench.GoTo(100_000);
            bench.Manager.Unblock(condition);
            bench.Pump();
            bench.GoTo(100_001);
            bench.AttemptOf(job).FailHttp(503);

            job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(101_001));
        }
    }

    [Fact]
    public void Freeze_AttemptInterruptedByTheNetwork_TheTimeoutStandsStillFromThere()
    {
        using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = FailedJob(bench);
        bench.GoTo(100);
        job.State.Should().Be(Connecting);
        bench.GoTo(300);
        bench.Environment.NetworkAvailable = false;
        bench.GoTo(5300);
        bench.Environment.NetworkAvailable = true;
        bench.Pump();
        bench.AttemptOf(job).FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(6000));
    }

    [Fact]
    public void Freeze_BlockEndsByAPriority_TheTimeoutGoesOn()
    {
        using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = FailedJob(bench);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(1000);
        bench.GoTo(10);
        bench.Environment.BatterySaver = true;
        job.RetryStatus.GivesUpAt.Should().BeNull();
        bench.GoTo(30);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        bench.Pump();

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(1020));
    }

    [Fact]
    [Trait("Rule", "OQ-10")]
    public void Freeze_ResumeDuringTheBlock_ClearsTheTimeout()
    {
        using Bench bench = Blocking.NewBench(options => options.Readings.BlockedTimeout = BlockedTimeout.Freeze);
        BackgroundCopyJob job = FailedJob(bench);
        bench.GoTo(50);
        bench.Environment.Standby = true;
        bench.GoTo(60);
        job.Resume();
        bench.GoTo(70);
        bench.Log.StatesOf(job, from: 1).Should().Equal("60 Queued", "60 TransientError 0x80200065");
        bench.Environment.Standby = false;
        bench.GoTo(80);
        bench.AttemptOf(job).FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(1080));
    }

    /// <summary>A job that failed at 0, with a delay of 100 and a timeout of 1000.</summary>
    private static BackgroundCopyJob FailedJob(Bench bench)
    {
        BackgroundCopyJob job = bench.JobIn(Connecting);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(100);
        job.NoProgressTimeout = TimeSpan.FromSeconds(1000);
        bench.AttemptOf(job).FailHttp(503);
        return job;
    }
}

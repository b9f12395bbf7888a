using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Each switch of the readings that is seen from outside, alone: by default, and turned.</summary>
[Trait("Decision", "D-50")]
public sealed class ReadingSwitchTests
{
    [Theory]
    [InlineData(false, 130)]
    [InlineData(true, 100)]
    [Trait("Rule", "OQ-10")]
    [Trait("Rule", "RETRY-21")]
    public void Resume_WaitingJob_ClearsTheTimeoutOrLetsItGoOn(bool keeps, double givesUp)
    {
        using Bench bench = new(options => options.Readings.ResumeKeepsNoProgressTimer = keeps);
        BackgroundCopyJob job = Failed(bench);
        bench.GoTo(30);
        job.Resume();
        bench.Pump();
        bench.Attempt.FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromSeconds(givesUp));
    }

    [Theory]
    [InlineData(false, TransientError)]
    [InlineData(true, Error)]
    [Trait("Rule", "OQ-10")]
    public void Resume_JobPastItsTimeout_HasAWholeSeriesOrFailsWithTheNextError(bool keeps, BackgroundCopyJobState after)
    {
        using Bench bench = new(options => options.Readings.ResumeKeepsNoProgressTimer = keeps);
        BackgroundCopyJob job = Failed(bench);
        bench.GoTo(50);
        bench.Attempt.FailHttp(503);
        bench.GoTo(100);
        bench.Attempt.FailHttp(503);
        job.State.Should().Be(Error);
        job.Resume();
        bench.Pump();
        bench.Attempt.FailHttp(503);

        job.State.Should().Be(after);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    [Trait("Rule", "OQ-17")]
    [Trait("Rule", "ERR-13")]
    [Trait("Rule", "ERR-15")]
    public void ErrorCount_FirstFailureToConnect_CountsAsTheReadingSays(bool counts, int first)
    {
        using Bench bench = new(options => options.Readings.CountsFirstConnectFailure = counts);
        BackgroundCopyJob job = Failed(bench);
        job.ErrorCount.Should().Be(first);
        bench.GoTo(50);
        bench.Attempt.FailHttp(503);
        job.ErrorCount.Should().Be(first + 1, "a retry that fails counts in any case");
        job.Resume();
        bench.Pump();
        bench.Attempt.FailHttp(503);

        job.ErrorCount.Should().Be(first + 1 + first, "the attempt after a Resume is a first one again");
    }

    [Theory]
    [InlineData(Suspended)]
    [InlineData(Queued)]
    [InlineData(Connecting)]
    [InlineData(Transferring)]
    [InlineData(TransientError)]
    [InlineData(Error)]
    [Trait("Rule", "OQ-22")]
    [Trait("Rule", "LIFE-21")]
    public void Complete_NoFileHasArrived_IsRefusedUnderTheOtherReading(BackgroundCopyJobState state)
    {
        using Bench bench = new(options => options.Readings.CompleteNeedsAnArrivedFile = true);
        BackgroundCopyJob job = bench.JobIn(state);
        BackgroundCopyJobTimes times = job.Times;

        job.Invoking(it => it.Complete()).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
        (job.State, job.Times).Should().Be((state, times));
        bench.Transport.Running.Count(attempt => attempt.JobNumber == job.Number).Should().Be(JobData.IsActiveState(state) ? 1 : 0, "nothing changes");
    }

    [Fact]
    [Trait("Rule", "OQ-22")]
    [Trait("Rule", "LIFE-21")]
    public void Complete_JobWithoutFiles_IsOkOrRefused()
    {
        using Bench usual = new();
        usual.Manager.CreateJob("empty").Complete().Should().Be(BackgroundCopyResult.Ok);
        using Bench other = new(options => options.Readings.CompleteNeedsAnArrivedFile = true);
        BackgroundCopyJob empty = other.Manager.CreateJob("empty");
        empty.Invoking(it => it.Complete()).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);

        empty.State.Should().Be(Suspended);
    }

    [Theory]
    [InlineData(BlockConditions.None, Transferring)]
    [InlineData(BlockConditions.Standby, Transferring)]
    [InlineData(BlockConditions.Standby | BlockConditions.BatterySaver, TransientError)]
    [InlineData(BlockConditions.All, TransientError)]
    [Trait("Rule", "OQ-39")]
    [Trait("Rule", "NET-9")]
    public void BatterySaver_ForegroundJob_BlocksItIfTheReadingSaysSo(BlockConditions holding, BackgroundCopyJobState after)
    {
        using Bench bench = new(options => options.Readings.BlocksForeground = holding);
        BackgroundCopyJob job = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        bench.Environment.BatterySaver = true;

        job.State.Should().Be(after);
    }

    /// <summary>A job that failed to connect at 0, with a delay of 50 and a timeout of 100.</summary>
    private static BackgroundCopyJob Failed(Bench bench)
    {
        BackgroundCopyJob job = bench.JobIn(Connecting);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(50);
        job.NoProgressTimeout = TimeSpan.FromSeconds(100);
        bench.Attempt.FailHttp(503);
        return job;
    }
}

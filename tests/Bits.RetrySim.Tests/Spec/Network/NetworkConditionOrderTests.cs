namespace Bits.RetrySim.Tests;

/// <summary>Several of the ten conditions of RETRY-16 at once.</summary>
[Trait("Rule", "OQ-39")]
public sealed class NetworkConditionOrderTests
{
    /// <summary>All pairs, the one that counts first.</summary>
    public static TheoryData<RetryReason, RetryReason> Pairs
    {
        get
        {
            TheoryData<RetryReason, RetryReason> rows = [];
            for (int first = 0; first < Blocking.InOrder.Count; first++)
            {
                for (int second = first + 1; second < Blocking.InOrder.Count; second++)
                {
                    rows.Add(Blocking.InOrder[first], Blocking.InOrder[second]);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Pair_BackgroundJobResumed_WaitsForTheFirstThenForTheSecond(RetryReason first, RetryReason second)
    {
        using Bench bench = Blocking.NewBench();
        bench.Manager.Block(second);
        bench.Manager.Block(first);
        BackgroundCopyJob job = bench.ResumeJob();
        bench.GoTo(10);
        bench.Manager.Unblock(first);
        bench.GoTo(20);
        bench.Manager.Unblock(second);
        bench.GoTo(30);

        bench.Log.StatesOf(job).Should().Equal(
            "0 Queued",
            $"0 TransientError 0x{Blocking.CodeOf(first):X8}",
            "10 Queued",
            $"10 TransientError 0x{Blocking.CodeOf(second):X8}",
            "20 Queued",
            "20 Connecting");
        job.ErrorCount.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Pair_ForegroundJobResumed_WaitsForThoseThatApplyToIt(RetryReason first, RetryReason second)
    {
        using Bench bench = Blocking.NewBench();
        bench.Manager.Block(second);
        bench.Manager.Block(first);
        BackgroundCopyJob job = bench.ResumeJob(priority: BackgroundCopyJobPriority.Foreground);
        bench.GoTo(10);
        bench.Manager.Unblock(first);
        bench.GoTo(20);
        bench.Manager.Unblock(second);
        bench.GoTo(30);

        List<string> expected = ["0 Queued"];
        double starts = 0;
        if (Blocking.HoldsForForeground(first))
        {
            expected.AddRange([$"0 TransientError 0x{Blocking.CodeOf(first):X8}", "10 Queued"]);
            starts = 10;
        }

        if (Blocking.HoldsForForeground(second))
        {
            expected.AddRange([$"{starts} TransientError 0x{Blocking.CodeOf(second):X8}", "20 Queued"]);
            starts = 20;
        }

        bench.Log.StatesOf(job).Should().Equal([.. expected, $"{starts} Connecting"]);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "STATE-22")]
    public void Pair_TheFirstBeginsLater_TheWaitingJobKeepsItsCodeUntilThatConditionEnds(RetryReason first, RetryReason second)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.Transferring);
        bench.GoTo(10);
        bench.Manager.Block(second);
        bench.GoTo(20);
        bench.Manager.Block(first);
        bench.GoTo(30);
        bench.Manager.Unblock(second);
        bench.GoTo(40);
        bench.Manager.Unblock(first);
        bench.GoTo(50);

        bench.Log.StatesOf(job, from: 1).Should().Equal(
            $"10 TransientError 0x{Blocking.CodeOf(second):X8}",
            "30 Queued",
            $"30 TransientError 0x{Blocking.CodeOf(first):X8}",
            "40 Queued",
            "40 Connecting");
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "STATE-20")]
    public void Pair_AnotherConditionThanTheJobsEnds_OnlyTheNetworksReturnQueuesIt(RetryReason first, RetryReason second)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.Transferring);
        bench.GoTo(10);
        bench.Manager.Block(second);
        bench.GoTo(20);
        bench.Manager.Block(first);
        bench.GoTo(30);
        bench.Manager.Unblock(first);
        bench.GoTo(40);

        string block = $"TransientError 0x{Blocking.CodeOf(second):X8}";
        bench.Log.StatesOf(job, from: 1).Should().Equal(first == RetryReason.BlockedByNetwork
            ? [$"10 {block}", "30 Queued", $"30 {block}"]
            : [$"10 {block}"]);
        bench.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    public void All_EndOneAfterTheOther_TheJobGoesFromCodeToCode()
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob background = bench.CreateJob();
        BackgroundCopyJob foreground = bench.CreateJob(priority: BackgroundCopyJobPriority.Foreground);
        foreach (RetryReason condition in Blocking.InOrder)
        {
            bench.Manager.Block(condition);
        }

        background.Resume();
        foreground.Resume();
        for (int i = 0; i < Blocking.InOrder.Count; i++)
        {
            bench.GoTo(10 * (i + 1));
            bench.Manager.Unblock(Blocking.InOrder[i]);
        }

        bench.Pump();
        bench.Log.StatesOf(background).Where(line => !line.EndsWith("Queued", StringComparison.Ordinal)).Should().Equal(
            "0 TransientError 0x80200010",
            "10 TransientError 0x80200065",
            "20 TransientError 0x8020003E",
            "30 TransientError 0x80200059",
            "40 TransientError 0x80200067",
            "50 TransientError 0x80200068",
            "60 TransientError 0x8020006F",
            "70 TransientError 0x8020006E",
            "80 TransientError 0x80200070",
            "90 TransientError 0x8020000D",
            "100 Connecting");
        bench.Log.StatesOf(foreground).Where(line => !line.EndsWith("Queued", StringComparison.Ordinal)).Should().Equal(
            "0 TransientError 0x80200010",
            "10 TransientError 0x80200065",
            "20 TransientError 0x80200059",
            "40 TransientError 0x80200067",
            "50 TransientError 0x8020006F",
            "70 TransientError 0x80200070",
            "90 TransientError 0x8020000D",
            "100 Connecting");
        background.ErrorCount.Should().Be(0);
    }

    [Fact]
    public void All_EndInReverse_TheJobWaitsForTheNetworkThroughout()
    {
        using Bench bench = Blocking.NewBench();
        foreach (RetryReason condition in Blocking.InOrder)
        {
            bench.Manager.Block(condition);
        }

        BackgroundCopyJob job = bench.ResumeJob();
        for (int i = Blocking.InOrder.Count - 1; i >= 0; i--)
        {
            bench.GoTo(10 * (Blocking.InOrder.Count - i));
            bench.Manager.Unblock(Blocking.InOrder[i]);
        }

        bench.Pump();
        bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 TransientError 0x80200010", "100 Queued", "100 Connecting");
    }

    [Fact]
    [Trait("Rule", "OQ-30")]
    public void RetryDue_SeveralConditions_TheCodeIsThatOfTheFirst()
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob background = bench.JobIn(BackgroundCopyJobState.TransientError);
        BackgroundCopyJob foreground = bench.JobIn(BackgroundCopyJobState.TransientError, priority: BackgroundCopyJobPriority.Foreground);
        bench.GoTo(100);
        bench.Manager.Block(RetryReason.BlockedBySystemPolicy);
        bench.Manager.Block(RetryReason.BlockedByBandwidthPolicy);
        bench.Manager.Block(RetryReason.BlockedByGameMode);
        bench.GoTo(600);

        background.Error!.Code.Should().Be(HResults.BG_E_BLOCKED_BY_POLICY);
        foreground.Error!.Code.Should().Be(HResults.BG_E_BLOCKED_BY_GAME_MODE);
    }

    public static TheoryData<RetryReason, BackgroundCopyJobPriority> BackgroundOnly
    {
        get
        {
            TheoryData<RetryReason, BackgroundCopyJobPriority> rows = [];
            foreach (RetryReason condition in Blocking.InOrder.Where(condition => !Blocking.HoldsForForeground(condition)))
            {
                rows.Add(condition, BackgroundCopyJobPriority.High);
                rows.Add(condition, BackgroundCopyJobPriority.Normal);
                rows.Add(condition, BackgroundCopyJobPriority.Low);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(BackgroundOnly))]
    public void SetPriority_BlockedJobToForegroundAndBack_RunsMeanwhile(RetryReason condition, BackgroundCopyJobPriority priority)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.Transferring, priority: priority);
        bench.GoTo(10);
        bench.Manager.Block(condition);
        bench.GoTo(20);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        bench.Pump();
        bench.AttemptOf(job).IsForeground.Should().BeTrue();
        bench.GoTo(30);
        job.Priority = priority;
        bench.GoTo(40);
        bench.Manager.Unblock(condition);
        bench.Pump();

        string block = $"TransientError 0x{Blocking.CodeOf(condition):X8}";
        bench.Log.StatesOf(job, from: 1).Should().Equal(
            $"10 {block}", "20 Queued", "20 Connecting", $"30 {block}", "40 Queued", "40 Connecting");
        job.ErrorCount.Should().Be(0);
    }

    [Fact]
    public void SetPriority_OneConditionAppliesToForegroundToo_TheJobGoesOnWaitingForThat()
    {
        using Bench bench = Blocking.NewBench();
        bench.Manager.Block(RetryReason.BlockedByBandwidthPolicy);
        bench.Manager.Block(RetryReason.BlockedByBatteryPolicy);
        BackgroundCopyJob job = bench.ResumeJob();
        bench.GoTo(10);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        bench.GoTo(20);
        bench.Manager.Unblock(RetryReason.BlockedByBatteryPolicy);
        bench.Pump();

        bench.Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 TransientError 0x8020003E", "10 Queued", "10 TransientError 0x80200067", "20 Queued", "20 Connecting");
    }

    [Fact]
    public void SetPriority_AmongBackgroundLevels_ChangesNothing()
    {
        using Bench bench = Blocking.NewBench();
        bench.Manager.Block(RetryReason.BlockedByBatterySaver);
        BackgroundCopyJob job = bench.ResumeJob();
        bench.GoTo(10);
        job.Priority = BackgroundCopyJobPriority.High;
        bench.GoTo(20);

        bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 TransientError 0x80200068");
    }

    [Fact]
    public void SetPriority_JobWaitsForItsDelay_TheEndOfABlockThatIsNotItsOwnBringsNothingForward()
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.TransientError);
        bench.Manager.Block(RetryReason.BlockedByBatterySaver);
        bench.GoTo(10);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        bench.GoTo(700);

        bench.Log.AttemptsOf(job).Should().Equal(0, 600);
    }
}

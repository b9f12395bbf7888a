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
            for (int first = 0; first < NetworkCondition.InOrder.Count; first++)
            {
                for (int second = first + 1; second < NetworkCondition.InOrder.Count; second++)
                {
                    rows.Add(NetworkCondition.InOrder[first], NetworkCondition.InOrder[second]);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Pair_BackgroundJobResumed_WaitsForTheFirstThenForTheSecond(RetryReason first, RetryReason second)
    {
        using ManualService service = NetworkCondition.Service();
        service.Begin(second);
        service.Begin(first);
        BackgroundCopyJob job = service.Resumed();
        service.To(10);
        service.End(first);
        service.To(20);
        service.End(second);
        service.To(30);

        service.Log.StatesOf(job).Should().Equal(
            "0 Queued",
            $"0 TransientError {NetworkCondition.CodeOf(first)}",
            "10 Queued",
            $"10 TransientError {NetworkCondition.CodeOf(second)}",
            "20 Queued",
            "20 Connecting");
        job.ErrorCount.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Pair_ForegroundJobResumed_WaitsForThoseThatApplyToIt(RetryReason first, RetryReason second)
    {
        using ManualService service = NetworkCondition.Service();
        service.Begin(second);
        service.Begin(first);
        BackgroundCopyJob job = service.Resumed(BackgroundCopyJobPriority.Foreground);
        service.To(10);
        service.End(first);
        service.To(20);
        service.End(second);
        service.To(30);

        List<string> expected = ["0 Queued"];
        double starts = 0;
        if (NetworkCondition.HoldsForForeground(first))
        {
            expected.AddRange([$"0 TransientError {NetworkCondition.CodeOf(first)}", "10 Queued"]);
            starts = 10;
        }

        if (NetworkCondition.HoldsForForeground(second))
        {
            expected.AddRange([$"{starts} TransientError {NetworkCondition.CodeOf(second)}", "20 Queued"]);
            starts = 20;
        }

        service.Log.StatesOf(job).Should().Equal([.. expected, $"{starts} Connecting"]);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "STATE-22")]
    public void Pair_TheFirstBeginsLater_TheWaitingJobKeepsItsCodeUntilThatConditionEnds(RetryReason first, RetryReason second)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Running();
        service.To(10);
        service.Begin(second);
        service.To(20);
        service.Begin(first);
        service.To(30);
        service.End(second);
        service.To(40);
        service.End(first);
        service.To(50);

        service.Log.StatesOf(job, from: 1).Should().Equal(
            $"10 TransientError {NetworkCondition.CodeOf(second)}",
            "30 Queued",
            $"30 TransientError {NetworkCondition.CodeOf(first)}",
            "40 Queued",
            "40 Connecting");
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "STATE-20")]
    public void Pair_AnotherConditionThanTheJobsEnds_OnlyTheNetworksReturnQueuesIt(RetryReason first, RetryReason second)
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Running();
        service.To(10);
        service.Begin(second);
        service.To(20);
        service.Begin(first);
        service.To(30);
        service.End(first);
        service.To(40);

        string block = $"TransientError {NetworkCondition.CodeOf(second)}";
        service.Log.StatesOf(job, from: 1).Should().Equal(first == RetryReason.BlockedByNetwork
            ? [$"10 {block}", "30 Queued", $"30 {block}"]
            : [$"10 {block}"]);
        service.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    public void All_EndOneAfterTheOther_TheJobGoesFromCodeToCode()
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob background = service.Job();
        BackgroundCopyJob foreground = service.Job(BackgroundCopyJobPriority.Foreground);
        foreach (RetryReason condition in NetworkCondition.InOrder)
        {
            service.Begin(condition);
        }

        background.Resume();
        foreground.Resume();
        for (int i = 0; i < NetworkCondition.InOrder.Count; i++)
        {
            service.To(10 * (i + 1));
            service.End(NetworkCondition.InOrder[i]);
        }

        service.Settle();
        service.Log.StatesOf(background).Where(line => !line.EndsWith("Queued", StringComparison.Ordinal)).Should().Equal(
            "0 TransientError 80200010",
            "10 TransientError 80200065",
            "20 TransientError 8020003E",
            "30 TransientError 80200059",
            "40 TransientError 80200067",
            "50 TransientError 80200068",
            "60 TransientError 8020006F",
            "70 TransientError 8020006E",
            "80 TransientError 80200070",
            "90 TransientError 8020000D",
            "100 Connecting");
        service.Log.StatesOf(foreground).Where(line => !line.EndsWith("Queued", StringComparison.Ordinal)).Should().Equal(
            "0 TransientError 80200010",
            "10 TransientError 80200065",
            "20 TransientError 80200059",
            "40 TransientError 80200067",
            "50 TransientError 80200070",
            "90 TransientError 8020000D",
            "100 Connecting");
        background.ErrorCount.Should().Be(0);
    }

    [Fact]
    public void All_EndInReverse_TheJobWaitsForTheNetworkThroughout()
    {
        using ManualService service = NetworkCondition.Service();
        foreach (RetryReason condition in NetworkCondition.InOrder)
        {
            service.Begin(condition);
        }

        BackgroundCopyJob job = service.Resumed();
        for (int i = NetworkCondition.InOrder.Count - 1; i >= 0; i--)
        {
            service.To(10 * (NetworkCondition.InOrder.Count - i));
            service.End(NetworkCondition.InOrder[i]);
        }

        service.Settle();
        service.Log.StatesOf(job).Should().Equal("0 Queued", "0 TransientError 80200010", "100 Queued", "100 Connecting");
    }

    [Fact]
    [Trait("Rule", "OQ-30")]
    public void RetryDue_SeveralConditions_TheCodeIsThatOfTheFirst()
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob background = service.Failed();
        BackgroundCopyJob foreground = service.Failed(BackgroundCopyJobPriority.Foreground);
        service.To(100);
        service.Begin(RetryReason.BlockedBySystemPolicy);
        service.Begin(RetryReason.BlockedByBandwidthPolicy);
        service.Begin(RetryReason.BlockedByGameMode);
        service.To(600);

        background.Error!.Code.Should().Be(HResults.BG_E_BLOCKED_BY_POLICY);
        foreground.Error!.Code.Should().Be(HResults.BG_E_BLOCKED_BY_SYSTEM_POLICY);
    }

    public static TheoryData<RetryReason, BackgroundCopyJobPriority> BackgroundOnly
    {
        get
        {
            TheoryData<RetryReason, BackgroundCopyJobPriority> rows = [];
            foreach (RetryReason condition in NetworkCondition.InOrder.Where(condition => !NetworkCondition.HoldsForForeground(condition)))
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
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Running(priority);
        service.To(10);
        service.Begin(condition);
        service.To(20);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        service.Settle();
        service.AttemptOf(job).IsForeground.Should().BeTrue();
        service.To(30);
        job.Priority = priority;
        service.To(40);
        service.End(condition);
        service.Settle();

        string block = $"TransientError {NetworkCondition.CodeOf(condition)}";
        service.Log.StatesOf(job, from: 1).Should().Equal(
            $"10 {block}", "20 Queued", "20 Connecting", $"30 {block}", "40 Queued", "40 Connecting");
        job.ErrorCount.Should().Be(0);
    }

    [Fact]
    public void SetPriority_OneConditionAppliesToForegroundToo_TheJobGoesOnWaitingForThat()
    {
        using ManualService service = NetworkCondition.Service();
        service.Begin(RetryReason.BlockedByBandwidthPolicy);
        service.Begin(RetryReason.BlockedByBatteryPolicy);
        BackgroundCopyJob job = service.Resumed();
        service.To(10);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        service.To(20);
        service.End(RetryReason.BlockedByBatteryPolicy);
        service.Settle();

        service.Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 TransientError 8020003E", "10 Queued", "10 TransientError 80200067", "20 Queued", "20 Connecting");
    }

    [Fact]
    public void SetPriority_AmongBackgroundLevels_ChangesNothing()
    {
        using ManualService service = NetworkCondition.Service();
        service.Begin(RetryReason.BlockedByBatterySaver);
        BackgroundCopyJob job = service.Resumed();
        service.To(10);
        job.Priority = BackgroundCopyJobPriority.High;
        service.To(20);

        service.Log.StatesOf(job).Should().Equal("0 Queued", "0 TransientError 80200068");
    }

    [Fact]
    public void SetPriority_JobWaitsForItsDelay_TheEndOfABlockThatIsNotItsOwnBringsNothingForward()
    {
        using ManualService service = NetworkCondition.Service();
        BackgroundCopyJob job = service.Failed();
        service.Begin(RetryReason.BlockedByBatterySaver);
        service.To(10);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        service.To(700);

        service.Log.AttemptsOf(job).Should().Equal(0, 600);
    }
}

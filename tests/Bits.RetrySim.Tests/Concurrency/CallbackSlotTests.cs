namespace Bits.RetrySim.Tests;

/// <summary>At most four callbacks of one owner at a time.</summary>
public sealed class CallbackSlotTests
{
    [Fact]
    [Trait("Rule", "CB-9")]
    [Trait("Rule", "LIM-15")]
    [Trait("Rule", "D-20")]
    public async Task Notify_FourCallbacksRun_FifthWaitsUntilOneReturns()
    {
        using PoolSimulation pool = new();
        for (int i = 0; i < 5; i++)
        {
            pool.FailingJob();
        }

        pool.Pump();
        List<GatedCall> calls = await pool.Callback.NextAsync(4);
        pool.Pump();
        pool.Told.Should().Equal("1 JobError", "2 JobError", "3 JobError", "4 JobError");

        calls[2].Return();
        GatedCall fifth = await pool.Callback.NextAsync();

        fifth.Job.Number.Should().Be(5);
        pool.Callback.MostRunning.Should().Be(4);
        calls.ForEach(call => Release(call, unless: calls[2]));
        fifth.Return();
    }

    [Fact]
    [Trait("Rule", "CB-9")]
    [Trait("Rule", "D-20")]
    public async Task Notify_ManyJobsWait_AllAreToldInOrderFourAtATime()
    {
        using PoolSimulation pool = new();
        for (int i = 0; i < 30; i++)
        {
            pool.FailingJob();
        }

        pool.Pump();
        for (int i = 0; i < 30; i++)
        {
            (await pool.Callback.NextAsync()).Return();
        }

        pool.Manager.Dispose();
        pool.Callback.MostRunning.Should().BeLessThanOrEqualTo(4);
        pool.Told.Should().Equal(Enumerable.Range(1, 30).Select(number => $"{number} JobError"));
    }

    [Fact]
    [Trait("Rule", "CB-9")]
    public async Task Notify_OneOwnersCallbacksBlock_OtherOwnersAreNotHeldUp()
    {
        using PoolSimulation pool = new();
        for (int i = 0; i < 5; i++)
        {
            pool.FailingJob("slow");
        }

        pool.FailingJob("quick");
        pool.Pump();
        List<GatedCall> calls = await pool.Callback.NextAsync(5);

        calls.Select(call => call.Job.Owner.Name).Should().BeEquivalentTo("slow", "slow", "slow", "slow", "quick");
        calls.ForEach(call => call.Return());
        (await pool.Callback.NextAsync()).Return();
    }

    [Fact]
    [Trait("Rule", "CB-9")]
    public async Task Notify_WaitingJobsHaveNothingToTellAnyMore_TheirPlaceGoesToTheNext()
    {
        using PoolSimulation pool = new();
        List<BackgroundCopyJob> jobs = Enumerable.Range(0, 9).Select(_ => pool.FailingJob()).ToList();
        pool.Pump();
        List<GatedCall> calls = await pool.Callback.NextAsync(4);
        jobs[4].Cancel();
        jobs[5].Suspend();
        jobs[6].NotifyInterface = null;
        jobs[7].NotifyFlags = BackgroundCopyNotifications.Disable;

        calls[0].Return();
        GatedCall last = await pool.Callback.NextAsync();

        last.Job.Number.Should().Be(9);
        last.Return();
        calls.Skip(1).ToList().ForEach(call => call.Return());
    }

    [Fact]
    [Trait("Rule", "CB-9")]
    public async Task Notify_PlacesAreFreeAgain_JobsThatComeLaterNeedNotWait()
    {
        using PoolSimulation pool = new();
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 4; i++)
            {
                pool.FailingJob();
            }

            pool.Pump();
            List<GatedCall> calls = await pool.Callback.NextAsync(4);
            calls.ForEach(call => call.Return());
        }

        pool.Callback.Begun.Should().Be(12);
    }

    private static void Release(GatedCall call, GatedCall unless)
    {
        if (call != unless)
        {
            call.Return();
        }
    }
}

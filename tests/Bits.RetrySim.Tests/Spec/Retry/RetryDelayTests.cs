namespace Bits.RetrySim.Tests;

/// <summary>The minimum retry delay.</summary>
public sealed class RetryDelayTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "RETRY-1")]
    public void RecoverableFailure_WaitsForTheDelayThenForItsTurn()
    {
        BackgroundCopyJob job = _bench.StartJob(configure: job => job.MinimumRetryDelay = TimeSpan.FromSeconds(700));
        BackgroundCopyJob other = _bench.CreateJob();
        other.Resume();
        _bench.Attempt.FailHttp(503);
        _bench.Pump();
        _bench.Attempt.Accept(1000);

        _bench.GoTo(699.9999999);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        _bench.GoTo(1000);

        other.State.Should().Be(BackgroundCopyJobState.Queued, "its slice was over at 900");
        _bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 TransientError 0x801901F7", "700 Queued", "900 Connecting");
    }

    [Fact]
    [Trait("Rule", "RETRY-1")]
    public void SecondFailure_DelayCountsFromIt()
    {
        BackgroundCopyJob job = _bench.StartJob();
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(600);
        _bench.GoTo(650);
        _bench.Attempt.FailHttp(503);

        _bench.GoTo(1249);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        _bench.GoTo(1250);

        _bench.Log.AttemptsOf(job).Should().Equal(0, 600, 1250);
    }

    [Fact]
    [Trait("Rule", "RETRY-2")]
    public void NewJob_HasADelayOf600() => _bench.CreateJob().MinimumRetryDelay.Should().Be(TimeSpan.FromSeconds(600));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(4, 5)]
    [InlineData(5, 5)]
    [InlineData(6, 6)]
    [InlineData(5.0000001, 6)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    [Trait("Rule", "RETRY-3")]
    [Trait("Rule", "OQ-1")]
    public void Delay_BelowTheFloor_IsStoredAsTheFloor(double seconds, double stored)
    {
        BackgroundCopyJob job = _bench.CreateJob();

        job.MinimumRetryDelay = TimeSpan.FromSeconds(seconds);

        job.MinimumRetryDelay.Should().Be(TimeSpan.FromSeconds(stored));
    }

    [Fact]
    [Trait("Rule", "RETRY-3")]
    public void Delay_SetTo0_JobIsRetriedEvery5Seconds()
    {
        BackgroundCopyJob job = _bench.StartJob(configure: job => job.MinimumRetryDelay = TimeSpan.Zero);
        _bench.Attempt.FailHttp(503);

        _bench.GoTo(4.9999999);
        _bench.Log.AttemptsOf(job).Should().Equal(0);
        _bench.GoTo(5);

        _bench.Log.AttemptsOf(job).Should().Equal(0, 5);
    }

    [Theory]
    [InlineData(35, 60)]
    [InlineData(60, 60)]
    [InlineData(61, 61)]
    [Trait("Rule", "RETRY-4")]
    [Trait("Rule", "OQ-1")]
    public void Floor_Configured_HoldsInsteadOf5(double seconds, double stored)
    {
        using Bench bench = new(options => options.Readings.MinimumRetryDelayFloor = TimeSpan.FromSeconds(60));
        BackgroundCopyJob job = bench.CreateJob();

        job.MinimumRetryDelay = TimeSpan.FromSeconds(seconds);

        job.MinimumRetryDelay.Should().Be(TimeSpan.FromSeconds(stored));
    }

    [Fact]
    [Trait("Rule", "RETRY-5")]
    public void Resume_DuringTheWait_StartsAtOnce()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.TransientError);
        _bench.GoTo(1);

        job.Resume();
        _bench.Pump();

        _bench.Log.StatesOf(job).Skip(3).Should().Equal("1 Queued", "1 Connecting");
        _bench.GoTo(2000);
        _bench.Log.AttemptsOf(job).Should().Equal([0, 1], "the retry of 600 is forgotten");
    }

    [Fact]
    [Trait("Rule", "RETRY-6")]
    [Trait("Rule", "RETRY-13")]
    public void SettingTheTimers_InEveryState_SucceedsUntilTheJobIsFinal()
    {
        foreach (BackgroundCopyJobState state in JobStates.TableOrder)
        {
            using Bench bench = new();
            BackgroundCopyJob job = bench.JobIn(state);
            Action setDelay = () => job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
            Action setTimeout = () => job.NoProgressTimeout = TimeSpan.FromDays(100);
            if (state is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled)
            {
                Refusal.Of(setDelay).Should().Be(HResults.BG_E_INVALID_STATE);
                Refusal.Of(setTimeout).Should().Be(HResults.BG_E_INVALID_STATE);
                job.MinimumRetryDelay.Should().Be(TimeSpan.FromSeconds(600));
                job.NoProgressTimeout.Should().Be(TimeSpan.FromDays(14));
            }
            else
            {
                setDelay();
                setTimeout();
                job.MinimumRetryDelay.Should().Be(TimeSpan.FromSeconds(60));
                job.NoProgressTimeout.Should().Be(TimeSpan.FromDays(100));
            }
        }
    }

    [Theory]
    [InlineData(60, 59, BackgroundCopyJobState.Error)]
    [InlineData(60, 15, BackgroundCopyJobState.Error)]
    [InlineData(60, 60, BackgroundCopyJobState.TransientError)]
    [InlineData(60, 61, BackgroundCopyJobState.TransientError)]
    [InlineData(3, 4, BackgroundCopyJobState.Error)]
    [InlineData(3, 5, BackgroundCopyJobState.TransientError)]
    [Trait("Rule", "RETRY-7")]
    [Trait("Rule", "STATE-13")]
    public void Delay_OnlyWhenGreaterThanTheTimeout_RulesOutTheRetry(double delay, double timeout, BackgroundCopyJobState expected)
    {
        BackgroundCopyJob job = _bench.StartJob(configure: job =>
        {
            job.MinimumRetryDelay = TimeSpan.FromSeconds(delay);
            job.NoProgressTimeout = TimeSpan.FromSeconds(timeout);
        });

        _bench.Attempt.FailHttp(503);

        job.State.Should().Be(expected);
        job.ErrorCount.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "OQ-2")]
    public void DelayAboveTimeout_ValuesInForceAtTheFailureCount()
    {
        BackgroundCopyJob job = _bench.StartJob(configure: job =>
        {
            job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
            job.NoProgressTimeout = TimeSpan.FromSeconds(15);
        });
        job.NoProgressTimeout = TimeSpan.FromSeconds(60);

        _bench.Attempt.FailHttp(503);

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
    }

    [Fact]
    [Trait("Rule", "OQ-2")]
    [Trait("Rule", "RETRY-7")]
    public void DelayAboveTimeout_OtherReading_FailsWhenTheTimeoutIsOver()
    {
        using Bench bench = new(options => options.Readings.DelayAboveTimeout = DelayAboveTimeout.FailAtTimeout);
        BackgroundCopyJob job = bench.StartJob(configure: job =>
        {
            job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
            job.NoProgressTimeout = TimeSpan.FromSeconds(15);
        });
        bench.Attempt.FailHttp(503);
        bench.GoTo(1000);

        bench.Log.StatesOf(job).Skip(2).Should().Equal("0 TransientError 0x801901F7", "15 Error 0x801901F7");
        bench.Log.AttemptsOf(job).Should().Equal(0);
        job.ErrorCount.Should().Be(1);
    }
}

namespace Bits.RetrySim.Tests;

public sealed class BitsReadingsTests
{
    [Fact]
    [Trait("Rule", "OQ-1")]
    [Trait("Rule", "OQ-2")]
    [Trait("Rule", "OQ-4")]
    [Trait("Rule", "OQ-7")]
    [Trait("Rule", "OQ-8")]
    [Trait("Rule", "OQ-9")]
    [Trait("Rule", "OQ-10")]
    [Trait("Rule", "OQ-13")]
    [Trait("Rule", "OQ-15")]
    [Trait("Rule", "OQ-17")]
    [Trait("Rule", "OQ-20")]
    [Trait("Rule", "OQ-22")]
    [Trait("Rule", "OQ-24")]
    [Trait("Rule", "OQ-31")]
    [Trait("Rule", "OQ-39")]
    [Trait("Rule", "RETRY-28")]
    public void Constructor_NothingSet_HasTheRecommendedReadings()
    {
        BitsReadings readings = new();

        readings.MinimumRetryDelayFloor.Should().Be(TimeSpan.FromSeconds(5));
        readings.DelayAboveTimeout.Should().Be(DelayAboveTimeout.FailAtOnce);
        readings.BlockedTimeout.Should().Be(BlockedTimeout.Run);
        (readings.ImmediateRetries, readings.SettlingTries).Should().Be((3, 0));
        readings.RestartKeepsTransientError.Should().BeFalse();
        readings.ResumeKeepsNoProgressTimer.Should().BeFalse();
        readings.CountsFirstConnectFailure.Should().BeTrue();
        readings.CompleteNeedsAnArrivedFile.Should().BeFalse();
        readings.SuspendHidesError.Should().BeFalse();
        readings.BlocksForeground.Should().Be(
            BlockConditions.All & ~(BlockConditions.Bandwidth | BlockConditions.BatterySaver | BlockConditions.BackgroundAccess));
        readings.SuspendKeepsErrorAndTransferred.Should().BeFalse();
        readings.ResumeTransferredIsEmpty.Should().BeFalse();
        readings.DefaultCostFlags.Should().Be(BackgroundCopyCostStates.TransferUnrestricted);
        readings.RedeliveryInterval.Should().BeNull();
        readings.TimeSlice.Should().Be(TimeSpan.FromSeconds(300));
        readings.ZeroTimeoutFailsBlocks.Should().BeTrue();
        Validating(readings).Should().NotThrow();
    }

    [Theory]
    [Trait("Rule", "RETRY-4")]
    [InlineData(0L, true)]
    [InlineData(60L, true)]
    [InlineData((long)uint.MaxValue, true)]
    [InlineData(-1L, false)]
    [InlineData(uint.MaxValue + 1L, false)]
    public void AddTo_Floor_AllowsWhatADwordHolds(long seconds, bool allowed) =>
        Check(new BitsReadings { MinimumRetryDelayFloor = TimeSpan.FromSeconds(seconds) }, allowed, "MinimumRetryDelayFloor is");

    [Fact]
    public void AddTo_FloorOfPartOfASecond_IsAViolation() =>
        Check(new BitsReadings { MinimumRetryDelayFloor = TimeSpan.FromMilliseconds(1500) }, false, "a whole number of seconds");

    [Theory]
    [InlineData(1L, true)]
    [InlineData(uint.MaxValue * TimeSpan.TicksPerSecond, true)]
    [InlineData(0L, false)]
    [InlineData(-1L, false)]
    [InlineData((uint.MaxValue * TimeSpan.TicksPerSecond) + 1, false)]
    public void AddTo_SliceAndRedelivery_MustBePositiveAndFitADword(long ticks, bool allowed)
    {
        Check(new BitsReadings { TimeSlice = TimeSpan.FromTicks(ticks) }, allowed, "TimeSlice is");
        Check(new BitsReadings { RedeliveryInterval = TimeSpan.FromTicks(ticks) }, allowed, "RedeliveryInterval is");
    }

    [Theory]
    [InlineData(BackgroundCopyCostStates.Unrestricted, true)]
    [InlineData(BackgroundCopyCostStates.TransferStandard, true)]
    [InlineData(BackgroundCopyCostStates.IgnoreCongestion, false)]
    [InlineData((BackgroundCopyCostStates)0x100, false)]
    public void AddTo_CostFlags_MustHoldAState(BackgroundCopyCostStates flags, bool allowed) =>
        Check(new BitsReadings { DefaultCostFlags = flags }, allowed, "DefaultCostFlags is");

    [Fact]
    public void AddTo_UndefinedReadings_TellsAllAtOnce()
    {
        BitsReadings readings = new() { DelayAboveTimeout = (DelayAboveTimeout)2, BlockedTimeout = (BlockedTimeout)(-1) };

        Check(readings, false, "DelayAboveTimeout is 2, which is no value of DelayAboveTimeout. BlockedTimeout is -1");
    }

    [Fact]
    public void Copy_LaterChange_DoesNotReachTheCopy()
    {
        BitsReadings readings = new() { ResumeTransferredIsEmpty = true, TimeSlice = TimeSpan.FromSeconds(7) };

        BitsReadings copy = readings.Copy();
        readings.TimeSlice = TimeSpan.FromSeconds(8);

        copy.ResumeTransferredIsEmpty.Should().BeTrue();
        copy.TimeSlice.Should().Be(TimeSpan.FromSeconds(7));
    }

    private static Action Validating(BitsReadings readings) => () =>
    {
        Violations violations = new(Wording.CSharp);
        readings.AddTo(violations);
        violations.ThrowIfAny(nameof(readings));
    };

    private static void Check(BitsReadings readings, bool allowed, string told)
    {
        if (allowed)
        {
            Validating(readings).Should().NotThrow();
        }
        else
        {
            ArgumentException exception = Validating(readings).Should().Throw<ArgumentException>().WithParameterName(nameof(readings)).Which;
            exception.Message.Should().Contain(told);
            exception.HResult.Should().Be(HResults.E_INVALIDARG);
        }
    }
}

namespace Bits.RetrySim.Tests;

/// <summary>The numbers of the enumerations are those of BITS: code that stores or compares them must not notice a difference.</summary>
public sealed class EnumerationTests
{
    [Theory]
    [Trait("Rule", "SCHED-1")]
    [InlineData(BackgroundCopyJobPriority.Foreground, 0)]
    [InlineData(BackgroundCopyJobPriority.High, 1)]
    [InlineData(BackgroundCopyJobPriority.Normal, 2)]
    [InlineData(BackgroundCopyJobPriority.Low, 3)]
    public void Priority_EachValue_HasTheNumberOfBits(BackgroundCopyJobPriority value, int number) =>
        ((int)value).Should().Be(number);

    [Theory]
    [Trait("Rule", "LIFE-2")]
    [InlineData(BackgroundCopyJobType.Download, 0)]
    [InlineData(BackgroundCopyJobType.Upload, 1)]
    [InlineData(BackgroundCopyJobType.UploadReply, 2)]
    public void JobType_EachValue_HasTheNumberOfBits(BackgroundCopyJobType value, int number) =>
        ((int)value).Should().Be(number);

    [Theory]
    [Trait("Rule", "CB-2")]
    [InlineData(BackgroundCopyNotifications.None, 0)]
    [InlineData(BackgroundCopyNotifications.JobTransferred, 0x1)]
    [InlineData(BackgroundCopyNotifications.JobError, 0x2)]
    [InlineData(BackgroundCopyNotifications.Disable, 0x4)]
    [InlineData(BackgroundCopyNotifications.JobModification, 0x8)]
    [InlineData(BackgroundCopyNotifications.FileTransferred, 0x10)]
    public void Notifications_EachFlag_HasTheNumberOfBits(BackgroundCopyNotifications value, int number) =>
        ((int)value).Should().Be(number);

    [Fact]
    [Trait("Rule", "CB-2")]
    public void NotifyFlags_Default_IsTransferredAndError() => ((int)Defaults.NotifyFlags).Should().Be(3);

    [Theory]
    [Trait("Rule", "COST-1")]
    [InlineData(BackgroundCopyCostStates.Unrestricted, 0x1u)]
    [InlineData(BackgroundCopyCostStates.CappedUsageUnknown, 0x2u)]
    [InlineData(BackgroundCopyCostStates.BelowCap, 0x4u)]
    [InlineData(BackgroundCopyCostStates.NearCap, 0x8u)]
    [InlineData(BackgroundCopyCostStates.OvercapCharged, 0x10u)]
    [InlineData(BackgroundCopyCostStates.OvercapThrottled, 0x20u)]
    [InlineData(BackgroundCopyCostStates.UsageBased, 0x40u)]
    [InlineData(BackgroundCopyCostStates.Roaming, 0x80u)]
    [InlineData(BackgroundCopyCostStates.IgnoreCongestion, 0x80000000u)]
    [InlineData(BackgroundCopyCostStates.TransferAlways, 0x800000FFu)]
    [InlineData(BackgroundCopyCostStates.TransferNotRoaming, 0x8000007Fu)]
    [InlineData(BackgroundCopyCostStates.TransferNoSurcharge, 0x8000006Fu)]
    [InlineData(BackgroundCopyCostStates.TransferStandard, 0x80000067u)]
    [InlineData(BackgroundCopyCostStates.TransferUnrestricted, 0x80000021u)]
    public void CostStates_EachValue_HasTheNumberOfBits(BackgroundCopyCostStates value, uint number) =>
        ((uint)value).Should().Be(number);

    [Theory]
    [Trait("Rule", "COST-2")]
    [InlineData(BackgroundCopyCostStates.TransferAlways)]
    [InlineData(BackgroundCopyCostStates.TransferNotRoaming)]
    [InlineData(BackgroundCopyCostStates.TransferNoSurcharge)]
    [InlineData(BackgroundCopyCostStates.TransferStandard)]
    [InlineData(BackgroundCopyCostStates.TransferUnrestricted)]
    public void CostStates_PredefinedSet_IgnoresCongestion(BackgroundCopyCostStates set)
    {
        set.Should().HaveFlag(BackgroundCopyCostStates.IgnoreCongestion);
        CostMask.IsSet(set).Should().BeTrue();
        CostMask.IsPredefined(set).Should().BeTrue();
        CostMask.IsState(set).Should().BeFalse();
    }

    [Theory]
    [Trait("Rule", "COST-1")]
    [InlineData(0u, false, false)]
    [InlineData(0x1u, true, true)]
    [InlineData(0x80u, true, true)]
    [InlineData(0x3u, true, false)]
    [InlineData(0x80000001u, true, false)]
    [InlineData(0x80000000u, false, false)]
    [InlineData(0x40000001u, false, false)]
    [InlineData(0x101u, false, false)]
    [InlineData(0x100u, false, false)]
    public void CostMask_AnyValue_IsSetOrStateOrNeither(uint number, bool isSet, bool isState)
    {
        BackgroundCopyCostStates value = (BackgroundCopyCostStates)number;

        CostMask.IsSet(value).Should().Be(isSet);
        CostMask.IsState(value).Should().Be(isState);
        CostMask.IsPredefined(value).Should().BeFalse();
    }

    [Theory]
    [Trait("Rule", "LIFE-10")]
    [Trait("Rule", "LIFE-11")]
    [InlineData(BackgroundCopyResult.Ok, 0)]
    [InlineData(BackgroundCopyResult.PartialComplete, HResults.BG_S_PARTIAL_COMPLETE)]
    [InlineData(BackgroundCopyResult.UnableToDeleteFiles, HResults.BG_S_UNABLE_TO_DELETE_FILES)]
    public void Result_EachValue_IsTheSuccessCode(BackgroundCopyResult value, int code) => ((int)value).Should().Be(code);
}

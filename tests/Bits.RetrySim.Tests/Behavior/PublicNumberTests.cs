namespace Bits.RetrySim.Tests;

/// <summary>Enumerations that clients of BITS know by name and number.</summary>
public sealed class PublicNumberTests
{
    [Fact]
    [Trait("Rule", "PS-1")]
    public void JobStates_Printed_HaveTheNamesPowerShellShows() =>
        Enum.GetValues<BackgroundCopyJobState>().Select(state => state.ToString()).Should().Equal(
            "Queued", "Connecting", "Transferring", "Suspended", "Error", "TransientError", "Transferred", "Acknowledged", "Cancelled");

    [Fact]
    public void JobStates_InOrder_AreNumberedAsInBits() =>
        Enum.GetValues<BackgroundCopyJobState>().Select(state => (int)state).Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8);

    [Theory]
    [InlineData(BackgroundCopyErrorContext.None, 0)]
    [InlineData(BackgroundCopyErrorContext.Unknown, 1)]
    [InlineData(BackgroundCopyErrorContext.GeneralQueueManager, 2)]
    [InlineData(BackgroundCopyErrorContext.QueueManagerNotification, 3)]
    [InlineData(BackgroundCopyErrorContext.LocalFile, 4)]
    [InlineData(BackgroundCopyErrorContext.RemoteFile, 5)]
    [InlineData(BackgroundCopyErrorContext.GeneralTransport, 6)]
    [InlineData(BackgroundCopyErrorContext.RemoteApplication, 7)]
    [InlineData(BackgroundCopyErrorContext.ServerCertificateCallback, 8)]
    public void ErrorContexts_Cast_AreNumberedAsInBits(BackgroundCopyErrorContext context, int number) =>
        ((int)context).Should().Be(number);

    [Fact]
    public void JobTypes_InOrder_AreNumberedAsInBits() =>
        Enum.GetValues<BackgroundCopyJobType>().Should().Equal(
            BackgroundCopyJobType.Download, BackgroundCopyJobType.Upload, BackgroundCopyJobType.UploadReply)
            .And.Subject.Select(type => (int)type).Should().Equal(0, 1, 2);

    [Fact]
    public void Priorities_InOrder_AreNumberedAsInBits() =>
        Enum.GetValues<BackgroundCopyJobPriority>().Should().Equal(
            BackgroundCopyJobPriority.Foreground, BackgroundCopyJobPriority.High, BackgroundCopyJobPriority.Normal, BackgroundCopyJobPriority.Low)
            .And.Subject.Select(priority => (int)priority).Should().Equal(0, 1, 2, 3);

    [Theory]
    [InlineData(BackgroundCopyNotifications.None, 0)]
    [InlineData(BackgroundCopyNotifications.JobTransferred, 0x1)]
    [InlineData(BackgroundCopyNotifications.JobError, 0x2)]
    [InlineData(BackgroundCopyNotifications.Disable, 0x4)]
    [InlineData(BackgroundCopyNotifications.JobModification, 0x8)]
    [InlineData(BackgroundCopyNotifications.FileTransferred, 0x10)]
    public void Notifications_Cast_AreNumberedAsInBits(BackgroundCopyNotifications flags, int number) => ((int)flags).Should().Be(number);

    [Theory]
    [InlineData(BackgroundCopyResult.Ok, 0)]
    [InlineData(BackgroundCopyResult.PartialComplete, 0x00200017)]
    [InlineData(BackgroundCopyResult.UnableToDeleteFiles, 0x0020001A)]
    public void Results_Cast_AreTheSuccessCodesOfBits(BackgroundCopyResult result, int code) => ((int)result).Should().Be(code);

    [Theory]
    [InlineData(BackgroundCopyCostStates.Unrestricted, 0x1)]
    [InlineData(BackgroundCopyCostStates.CappedUsageUnknown, 0x2)]
    [InlineData(BackgroundCopyCostStates.BelowCap, 0x4)]
    [InlineData(BackgroundCopyCostStates.NearCap, 0x8)]
    [InlineData(BackgroundCopyCostStates.OvercapCharged, 0x10)]
    [InlineData(BackgroundCopyCostStates.OvercapThrottled, 0x20)]
    [InlineData(BackgroundCopyCostStates.UsageBased, 0x40)]
    [InlineData(BackgroundCopyCostStates.Roaming, 0x80)]
    [InlineData(BackgroundCopyCostStates.IgnoreCongestion, 0x80000000)]
    [InlineData(BackgroundCopyCostStates.TransferAlways, 0x800000FF)]
    [InlineData(BackgroundCopyCostStates.TransferNotRoaming, 0x8000007F)]
    [InlineData(BackgroundCopyCostStates.TransferNoSurcharge, 0x8000006F)]
    [InlineData(BackgroundCopyCostStates.TransferStandard, 0x80000067)]
    [InlineData(BackgroundCopyCostStates.TransferUnrestricted, 0x80000021)]
    public void CostStates_Cast_AreNumberedAsInBits(BackgroundCopyCostStates states, uint number) => ((uint)states).Should().Be(number);

    [Fact]
    [Trait("Rule", "COST-2")]
    public void CostStates_PredefinedSets_IgnoreCongestion() =>
        Enum.GetValues<BackgroundCopyCostStates>()
            .Where(states => states.ToString().StartsWith("Transfer", StringComparison.Ordinal))
            .Should().HaveCount(5).And.OnlyContain(states => states.HasFlag(BackgroundCopyCostStates.IgnoreCongestion));

    [Fact]
    [Trait("Rule", "OQ-14")]
    public void GroupPolicy_Unset_AllowsSixtyJobsOfOneUser() => new GroupPolicy().MaxJobsPerUser.Should().Be(60);
}

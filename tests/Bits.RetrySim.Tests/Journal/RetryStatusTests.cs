using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

public sealed class RetryStatusTests
{
    private const int Http503 = unchecked((int)0x801901F7);

    public static TheoryData<RetryReason, BackgroundCopyJobState, string> Reasons => new()
    {
        { RetryReason.Suspended, Suspended, "Suspended since +00:00:05, attempt 2; nothing is transferred before Resume, cancelled by policy at +90.00:00:00." },
        { RetryReason.WaitingForTurn, Queued, "Waits for its turn since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.WaitingForLogon, Queued, "Waits for its owner to log on since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.Connecting, Connecting, "Connecting since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.Transferring, Transferring, "Transferring since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.WaitingForRetryDelay, TransientError, "Waits for the retry delay since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        {
            RetryReason.WaitingForTimeout,
            TransientError,
            "Waits for the no-progress timeout since +00:00:05, attempt 2; not retried, as the retry delay ends later, cancelled by policy at +90.00:00:00."
        },
        { RetryReason.BlockedByNetwork, TransientError, "Waits for the network since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.BlockedByLockedVolume, TransientError, "Waits for the destination volume to be unlocked since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.BlockedByStandby, TransientError, "Waits for the end of standby since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.BlockedByBandwidthPolicy, TransientError, "Waits for the bandwidth policy to allow transfers since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.BlockedByCost, TransientError, "Waits for a network whose cost it allows since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.BlockedByBatteryPolicy, TransientError, "Waits for mains power since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.BlockedByBatterySaver, TransientError, "Waits for the end of battery saver since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.BlockedByGameMode, TransientError, "Waits for the end of game mode since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.BlockedByBackgroundAccess, TransientError, "Waits for background work to be allowed since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.BlockedBySystemPolicy, TransientError, "Waits for the system policy to allow transfers since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00." },
        { RetryReason.Failed, Error, "Failed since +00:00:05, attempt 2; nothing is transferred before Resume, cancelled by policy at +90.00:00:00." },
        { RetryReason.Transferred, Transferred, "Transferred since +00:00:05, attempt 2; the files are not available before Complete, cancelled by policy at +90.00:00:00." },
        {
            RetryReason.WaitingForServerApplication,
            Transferring,
            "Waits for the server application, transferring since +00:00:05, attempt 2; cancelled by policy at +90.00:00:00."
        },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void ToString_EachReason_SaysWhatTheJobWaitsFor(RetryReason reason, BackgroundCopyJobState state, string expected) =>
        new RetryStatus
        {
            State = state,
            Reason = reason,
            Since = TimeSpan.FromSeconds(5),
            Attempts = 2,
            CancelledByPolicyAt = TimeSpan.FromDays(90),
        }.ToString().Should().Be(expected);

    [Theory]
    [InlineData(Acknowledged, "Acknowledged since +00:00:05, attempt 2.")]
    [InlineData(Cancelled, "Cancelled since +00:00:05, attempt 2.")]
    public void ToString_FinalState_NamesTheState(BackgroundCopyJobState state, string expected) =>
        new RetryStatus { State = state, Reason = RetryReason.Finished, Since = TimeSpan.FromSeconds(5), Attempts = 2 }
            .ToString().Should().Be(expected);

    [Fact]
    public void Reasons_Table_CoversEveryReason() =>
        Reasons.Select(row => (RetryReason)row[0]).Append(RetryReason.Finished).Should().BeEquivalentTo(Enum.GetValues<RetryReason>());

    [Fact]
    public void ToString_EverythingKnown_TellsItInOrder() =>
        new RetryStatus
        {
            State = TransientError,
            Reason = RetryReason.WaitingForRetryDelay,
            Since = TimeSpan.Zero,
            Attempts = 3,
            ErrorCode = Http503,
            NextAttemptAt = TimeSpan.FromMinutes(20),
            GivesUpAt = TimeSpan.FromDays(14),
            CancelledByPolicyAt = TimeSpan.FromDays(90),
        }.ToString().Should().Be(
            "Waits for the retry delay since +00:00:00 after HTTP 503 (0x801901F7), attempt 3; "
            + "next attempt at +00:20:00, gives up at +14.00:00:00, cancelled by policy at +90.00:00:00.");

    [Fact]
    public void ToString_NewJob_SaysThatNothingWasTried() =>
        new RetryStatus { State = Suspended, Reason = RetryReason.Suspended, Since = TimeSpan.Zero }
            .ToString().Should().Be("Suspended since +00:00:00, no attempt yet; nothing is transferred before Resume.");

    [Fact]
    [Trait("Rule", "RETRY-14")]
    public void ToString_BlockIsTheError_NamesItOnce() =>
        new RetryStatus
        {
            State = TransientError,
            Reason = RetryReason.BlockedByNetwork,
            Since = TimeSpan.FromSeconds(10),
            Attempts = 1,
            ErrorCode = HResults.BG_E_NETWORK_DISCONNECTED,
            BlockedBy = HResults.BG_E_NETWORK_DISCONNECTED,
        }.ToString().Should().Be("Waits for the network since +00:00:10, attempt 1, blocked by BG_E_NETWORK_DISCONNECTED (0x80200010).");

    [Fact]
    public void ToString_BlockedAfterAnotherError_NamesBoth() =>
        new RetryStatus
        {
            State = TransientError,
            Reason = RetryReason.WaitingForRetryDelay,
            Since = TimeSpan.FromTicks(1),
            Attempts = 1,
            ErrorCode = unchecked((int)0x8ABCDEF0),
            BlockedBy = HResults.BG_E_STANDBY_MODE,
        }.ToString().Should().Be(
            "Waits for the retry delay since +00:00:00.0000001 after error 0x8ABCDEF0, attempt 1, blocked by BG_E_STANDBY_MODE (0x80200065).");

    [Theory]
    [Trait("Rule", "RETRY-16")]
    [InlineData(0x8020000D, RetryReason.BlockedByLockedVolume)]
    [InlineData(0x80200010, RetryReason.BlockedByNetwork)]
    [InlineData(0x8020003E, RetryReason.BlockedByBandwidthPolicy)]
    [InlineData(0x80200059, RetryReason.BlockedByCost)]
    [InlineData(0x80200065, RetryReason.BlockedByStandby)]
    [InlineData(0x80200067, RetryReason.BlockedByBatteryPolicy)]
    [InlineData(0x80200068, RetryReason.BlockedByBatterySaver)]
    [InlineData(0x8020006E, RetryReason.BlockedByBackgroundAccess)]
    [InlineData(0x8020006F, RetryReason.BlockedByGameMode)]
    [InlineData(0x80200070, RetryReason.BlockedBySystemPolicy)]
    [InlineData(0x801901F7, null)]
    public void Of_EachCondition_HasItsReason(uint code, RetryReason? expected) =>
        Blocks.ReasonOf(unchecked((int)code)).Should().Be(expected);
}

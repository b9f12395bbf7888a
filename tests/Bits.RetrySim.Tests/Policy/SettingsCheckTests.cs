using Kind = Bits.RetrySim.SettingsWarningKind;

namespace Bits.RetrySim.Tests;

public sealed class SettingsCheckTests
{
    private const BackgroundCopyJobPriority Foreground = BackgroundCopyJobPriority.Foreground;
    private const BackgroundCopyJobPriority Normal = BackgroundCopyJobPriority.Normal;
    private const BackgroundCopyJobPriority Low = BackgroundCopyJobPriority.Low;

    /// <summary>What public clients of BITS set, and what there is to say about it.</summary>
    public static TheoryData<string, int, int, BackgroundCopyJobPriority, Kind[]> Clients => new()
    {
        { "the defaults", 600, 1_209_600, Normal, [] },
        { "Chromium", 60, 86_400, Normal, [] },
        { "Omaha until 2021", 60, 15, Normal, [Kind.DelayAboveTimeout] },
        { "Omaha's tests", 60, 5, Normal, [Kind.DelayAboveTimeout] },
        { "Omaha's usual callers", 60, 300, Normal, [] },
        { "Omaha today", 60, 0, Normal, [Kind.TimeoutZero] },
        { "Firefox, idle", 60, 3600, Normal, [] },
        { "Firefox, active", 60, 5, Normal, [Kind.DelayAboveTimeout] },
        { "WiX Burn", 600, 120, Foreground, [Kind.DelayAboveTimeout, Kind.ForegroundWithDefaultDelay] },
        { "SevenUpdate", 60, 60, Normal, [] },
        { "AerialForWindows", 300, 1800, Low, [] },
        { "CrucibleBox", 600, 120, Normal, [Kind.DelayAboveTimeout] },
        { "Snap.Hutao", 600, 30, Foreground, [Kind.DelayAboveTimeout, Kind.ForegroundWithDefaultDelay] },
        { "pymanager, Start-BitsTransfer", 600, 1_209_600, Foreground, [Kind.ForegroundWithDefaultDelay] },
        { "a script", 120, 60, Normal, [Kind.DelayAboveTimeout] },
        { "a script that wants no retry", 600, 0, Foreground, [Kind.TimeoutZero] },
    };

    [Theory]
    [Trait("Rule", "RETRY-7")]
    [Trait("Rule", "RETRY-9")]
    [Trait("Rule", "RETRY-26")]
    [Trait("Rule", "RETRY-27")]
    [MemberData(nameof(Clients))]
    public void Check_KnownClient_WarnsOfWhatItsSettingsDo(
        string client, int delay, int timeout, BackgroundCopyJobPriority priority, Kind[] expected) =>
        Check(delay, timeout, priority).Select(warning => warning.Kind).Should().Equal(expected, "these are the settings of {0}", client);

    [Fact]
    [Trait("Rule", "RETRY-7")]
    public void Check_DelayAboveTimeout_SaysThatNothingIsRetried() =>
        Check(600, 120).Should().Equal(new SettingsWarning(
            Kind.DelayAboveTimeout,
            "The retry delay of 00:10:00 exceeds the no-progress timeout of 00:02:00: the job is never retried; its first transient error "
            + "puts it in ERROR. Set NoProgressTimeout to 00:10:00 or more, or MinimumRetryDelay to 00:02:00 or less; if no retry is "
            + "wanted, NoProgressTimeout 0 says so."));

    [Fact]
    [Trait("Rule", "OQ-2")]
    public void Check_DelayAboveTimeoutReadTheOtherWay_SaysWhenItFails() =>
        Check(600, 120, readings: new() { DelayAboveTimeout = DelayAboveTimeout.FailAtTimeout })
            .Should().ContainSingle().Which.Message.Should()
            .Contain("after a transient error it only waits for the timeout to put it in ERROR.");

    [Fact]
    [Trait("Rule", "RETRY-3")]
    public void Check_TimeoutBelowTheFloor_DoesNotAdviseADelayThatCannotBe() =>
        Check(5, 3).Should().ContainSingle().Which.Message.Should()
            .Contain("Set NoProgressTimeout to 00:00:05 or more; if").And.NotContain("MinimumRetryDelay to");

    [Fact]
    [Trait("Rule", "RETRY-7")]
    public void Check_DelayEqualToTimeout_IsNoExcess() => Check(60, 60).Should().BeEmpty();

    [Fact]
    [Trait("Rule", "RETRY-3")]
    public void Check_DelayRaisedToTheFloor_NamesBothValues() =>
        Check(5, 86_400, requestedDelay: 1).Should().Equal(new SettingsWarning(
            Kind.DelayRaisedToFloor,
            "A retry delay of 00:00:01 is below the lowest there is and was raised to 00:00:05. Ask for 00:00:05 or more, or set "
            + "BitsReadings.MinimumRetryDelayFloor."));

    [Theory]
    [Trait("Rule", "RETRY-13")]
    [InlineData(90, false)]
    [InlineData(91, true)]
    public void Check_TimeoutAndInactivityPolicy_WarnsOnlyAboveIt(int days, bool warns) =>
        Check(600, days * 86_400).Any(warning => warning.Kind == Kind.TimeoutAboveInactivityPolicy).Should().Be(warns);

    [Fact]
    [Trait("Rule", "RETRY-13")]
    public void Check_TimeoutAboveInactivityPolicy_SaysThatThePolicyIsFirst() =>
        Check(600, 1_209_600, policy: new() { JobInactivityTimeout = TimeSpan.FromDays(7) }).Should().Equal(new SettingsWarning(
            Kind.TimeoutAboveInactivityPolicy,
            "The no-progress timeout of 14.00:00:00 exceeds the inactivity policy of 7.00:00:00: a job that makes no progress is cancelled "
            + "by the policy, with its files and without JobError, before it can fail. Set NoProgressTimeout to 7.00:00:00 or less, or raise "
            + "GroupPolicy.JobInactivityTimeout."));

    [Fact]
    [Trait("Rule", "RETRY-26")]
    public void Check_ForegroundWithDefaultDelay_RecommendsAMinute() =>
        Check(600, 1_209_600, Foreground).Should().Equal(new SettingsWarning(
            Kind.ForegroundWithDefaultDelay,
            "A foreground job with the default retry delay of 00:10:00: somebody who waits for it sees nothing happen that long after each "
            + "transient error. Set MinimumRetryDelay to 00:01:00 and a short NoProgressTimeout, or 0 to be told of the first error."));

    [Fact]
    [Trait("Rule", "RETRY-9")]
    [Trait("Rule", "OQ-31")]
    public void Check_TimeoutZero_SaysThatBlocksAreFatalToo() =>
        Check(600, 0).Should().Equal(new SettingsWarning(
            Kind.TimeoutZero,
            "The no-progress timeout is 0: the job is never retried; its first error of any kind puts it in ERROR, and so does a lost "
            + "network or another block. If retries are wanted, set NoProgressTimeout to a multiple of MinimumRetryDelay."));

    [Fact]
    [Trait("Rule", "OQ-31")]
    public void Check_TimeoutZeroWithBlocksTolerated_DoesNotSpeakOfBlocks() =>
        Check(600, 0, readings: new() { ZeroTimeoutFailsBlocks = false }).Should().ContainSingle().Which.Message.Should()
            .Contain("puts it in ERROR. If retries").And.NotContain("block");

    [Fact]
    [Trait("Rule", "OQ-38")]
    public void Check_MaximumDownloadTimeZero_SaysWhatHappensOnConnecting() =>
        Check(600, 1_209_600, maximumDownloadTime: 0).Should().Equal(new SettingsWarning(
            Kind.MaximumDownloadTimeZero,
            "The maximum download time is 0: the job goes to ERROR with BG_E_MAXDOWNLOAD_TIMEOUT as soon as it connects. Set "
            + "MaximumDownloadTime to the longest time the transfer may take, or leave it at the policy's 90.00:00:00."));

    [Fact]
    [Trait("Rule", "CB-12")]
    public void Check_NotificationIntervalZero_SaysThatItIsAMillisecond()
    {
        Check(600, 86_400, notificationInterval: 0).Should().ContainSingle().Which.Should().Be(new SettingsWarning(
            Kind.NotificationIntervalZero,
            "The minimum notification interval is 0 and acts as 00:00:00.0010000: a JobModification call for each byte would leave no time for anything else. "
            + "Set MinimumNotificationInterval to what the client needs; the default is 00:00:00.5000000."));
        Check(600, 86_400, notificationInterval: 1).Should().BeEmpty();
    }

    [Fact]
    public void Check_SeveralThings_WarnsInAFixedOrder()
    {
        GroupPolicy policy = new() { JobInactivityTimeout = TimeSpan.FromDays(1) };
        BitsReadings readings = new() { MinimumRetryDelayFloor = TimeSpan.FromSeconds(600) };

        Check(600, 90_000, Foreground, requestedDelay: 60, maximumDownloadTime: 0, policy, readings).Select(warning => warning.Kind)
            .Should().Equal(Kind.DelayRaisedToFloor, Kind.TimeoutAboveInactivityPolicy, Kind.ForegroundWithDefaultDelay, Kind.MaximumDownloadTimeZero);
        Check(600, 10, Foreground, requestedDelay: 60, maximumDownloadTime: 0, policy, readings).Select(warning => warning.Kind)
            .Should().Equal(Kind.DelayAboveTimeout, Kind.DelayRaisedToFloor, Kind.ForegroundWithDefaultDelay, Kind.MaximumDownloadTimeZero);
        Check(600, 0, Foreground, requestedDelay: 60, maximumDownloadTime: 0, policy, readings).Select(warning => warning.Kind)
            .Should().Equal(Kind.DelayRaisedToFloor, Kind.TimeoutZero, Kind.MaximumDownloadTimeZero);
    }

    [Fact]
    public void Check_ForAScenario_SpeaksOfItsFields() =>
        SettingsCheck.Check(
                TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10), TimeSpan.FromDays(100), TimeSpan.FromDays(90), TimeSpan.FromSeconds(1), Normal, new GroupPolicy(), new BitsReadings(), Wording.Json)
            .Should().ContainSingle().Which.Message.Should().Contain("\"noProgressTimeout\"").And.Contain("\"policy.jobInactivityTimeout\"")
            .And.NotContainAny("NoProgressTimeout", "GroupPolicy", "JobInactivityTimeout");

    private static IReadOnlyList<SettingsWarning> Check(
        int delay,
        int timeout,
        BackgroundCopyJobPriority priority = Normal,
        int? requestedDelay = null,
        int maximumDownloadTime = 7_776_000,
        GroupPolicy? policy = null,
        BitsReadings? readings = null,
        int notificationInterval = 500) => SettingsCheck.Check(
            TimeSpan.FromSeconds(requestedDelay ?? delay),
            TimeSpan.FromSeconds(delay),
            TimeSpan.FromSeconds(timeout),
            TimeSpan.FromSeconds(maximumDownloadTime),
            TimeSpan.FromMilliseconds(notificationInterval),
            priority,
            policy ?? new(),
            readings ?? new(),
            Wording.CSharp);
}

namespace Bits.RetrySim.Tests;

public sealed class GroupPolicyTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    [Trait("Rule", "POLICY-1")]
    [Trait("Rule", "POLICY-2")]
    [Trait("Rule", "POLICY-3")]
    [Trait("Rule", "POLICY-4")]
    [Trait("Rule", "POLICY-6")]
    [Trait("Rule", "LIM-5")]
    [Trait("Rule", "LIM-8")]
    [Trait("Rule", "OQ-14")]
    [Trait("Rule", "OQ-35")]
    public void Constructor_NothingConfigured_HasTheDocumentedDefaults()
    {
        GroupPolicy policy = new();

        policy.JobInactivityTimeout.Should().Be(TimeSpan.FromDays(90));
        policy.MaxDownloadTime.Should().Be(TimeSpan.FromSeconds(7_776_000));
        policy.MaxJobsPerMachine.Should().Be(300);
        policy.MaxJobsPerUser.Should().Be(60);
        policy.MaxFilesPerJob.Should().Be(200);
        policy.MaxInternetBandwidth.Should().BeNull();
        policy.ForegroundCostFlags.Should().BeNull();
        policy.BackgroundCostFlags.Should().BeNull();
        Validating(policy).Should().NotThrow();
    }

    [Theory]
    [Trait("Rule", "POLICY-1")]
    [InlineData(1, true)]
    [InlineData(999, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1000, false)]
    public void Validate_InactivityTimeout_AllowsOneTo999Days(int days, bool allowed) =>
        Check(new GroupPolicy { JobInactivityTimeout = days * Day }, allowed, nameof(GroupPolicy.JobInactivityTimeout));

    [Fact]
    [Trait("Rule", "POLICY-1")]
    public void Validate_InactivityTimeoutOfPartOfADay_Throws() =>
        Check(new GroupPolicy { JobInactivityTimeout = (2 * Day) - Second }, false, "whole number of days");

    [Theory]
    [Trait("Rule", "POLICY-2")]
    [InlineData(1L, true)]
    [InlineData(2_147_483_648L, true)]
    [InlineData(0L, false)]
    [InlineData(2_147_483_649L, false)]
    public void Validate_MaxDownloadTime_AllowsOneSecondToTwoToThe31(long seconds, bool allowed) =>
        Check(new GroupPolicy { MaxDownloadTime = seconds * Second }, allowed, nameof(GroupPolicy.MaxDownloadTime));

    [Fact]
    [Trait("Rule", "POLICY-2")]
    public void Validate_MaxDownloadTimeOfPartOfASecond_Throws() =>
        Check(new GroupPolicy { MaxDownloadTime = 1.5 * Second }, false, "whole number of seconds");

    [Theory]
    [Trait("Rule", "POLICY-4")]
    [InlineData(10, 10, true)]
    [InlineData(11, 10, false)]
    [InlineData(0, 10, false)]
    [InlineData(0, 0, false)]
    public void Validate_JobsPerUser_MustNotExceedJobsPerMachine(int perUser, int perMachine, bool allowed) =>
        Check(new GroupPolicy { MaxJobsPerUser = perUser, MaxJobsPerMachine = perMachine }, allowed, "MaxJobsPerUser is");

    [Fact]
    [Trait("Rule", "POLICY-4")]
    public void Validate_JobsPerMachineBelowDefaultPerUser_NamesBoth() =>
        Check(
            new GroupPolicy { MaxJobsPerMachine = 2 },
            false,
            "MaxJobsPerUser is 60 and must not exceed MaxJobsPerMachine, which is 2; set both.");

    [Theory]
    [Trait("Rule", "POLICY-6")]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void Validate_FilesPerJob_MustBeOneOrMore(int files, bool allowed) =>
        Check(new GroupPolicy { MaxFilesPerJob = files }, allowed, "MaxFilesPerJob is 0 and must be 1 or more.");

    [Theory]
    [Trait("Rule", "POLICY-11")]
    [InlineData(BackgroundCopyCostStates.TransferAlways, true)]
    [InlineData(BackgroundCopyCostStates.TransferNotRoaming, true)]
    [InlineData(BackgroundCopyCostStates.TransferNoSurcharge, true)]
    [InlineData(BackgroundCopyCostStates.TransferStandard, true)]
    [InlineData(BackgroundCopyCostStates.TransferUnrestricted, true)]
    [InlineData(BackgroundCopyCostStates.Unrestricted, false)]
    [InlineData((BackgroundCopyCostStates)0, false)]
    public void Validate_CostFlags_MustBeOneOfTheFiveSets(BackgroundCopyCostStates flags, bool allowed)
    {
        Check(new GroupPolicy { ForegroundCostFlags = flags }, allowed, nameof(GroupPolicy.ForegroundCostFlags));
        Check(new GroupPolicy { BackgroundCostFlags = flags }, allowed, nameof(GroupPolicy.BackgroundCostFlags));
    }

    [Fact]
    public void Validate_SeveralMistakes_TellsAllAtOnce()
    {
        GroupPolicy policy = new() { JobInactivityTimeout = TimeSpan.Zero, MaxDownloadTime = TimeSpan.Zero, MaxFilesPerJob = 0 };

        Validating(policy).Should().Throw<ArgumentException>().WithParameterName("policy")
            .WithMessage("*JobInactivityTimeout is 00:00:00 and must be between 1.00:00:00 and 999.00:00:00.*"
                + "*MaxDownloadTime is 00:00:00 and must be between 00:00:01 and 24855.03:14:08.*MaxFilesPerJob is 0*");
    }

    private static Action Validating(GroupPolicy policy) => () => policy.Validate("policy", Wording.CSharp);

    private static void Check(GroupPolicy policy, bool allowed, string told)
    {
        if (allowed)
        {
            Validating(policy).Should().NotThrow();
        }
        else
        {
            ArgumentException exception = Validating(policy).Should().Throw<ArgumentException>().Which;
            exception.Message.Should().Contain(told);
            exception.HResult.Should().Be(HResults.E_INVALIDARG);
        }
    }
}

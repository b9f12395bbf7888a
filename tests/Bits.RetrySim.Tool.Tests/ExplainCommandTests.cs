namespace Bits.RetrySim.Tool.Tests;

/// <summary><c>explain</c>.</summary>
public sealed class ExplainCommandTests
{
    private const string Longest = "49710 d 6 h 28 min 15 s";

    [Fact]
    public void Explain_Nothing_ExplainsTheDefaults() => ToolRun.OutputOf("explain").Should()
        .Contain("retry delay            10 min  BITS's default").And
        .Contain("no-progress timeout    14 d    BITS's default").And
        .Contain("inactivity policy      90 d    BITS's default").And
        .NotContain("Warning").And
        .Contain("2,017, after 0 s, 10 min, 20 min, and every 10 min until 14 d").And
        .Contain("after 14 d; JobError tells the client").And
        .Contain("after 104 d, by the inactivity policy").And
        .Contain("one, 10 min after Resume, moves Error from 14 d to 14 d 10 min").And
        .Contain("Error after 14 d of it").And
        .Contain("Error  after 90 d, when the maximum download time is over");

    [Theory]
    [InlineData("5m", "after 5 min, when the maximum download time is over")]
    [InlineData("0", "at once, when the maximum download time is over")]
    [InlineData("49710d", "not for years")]
    public void Explain_MaximumDownloadTime_SaysWhenItEndsAJob(string time, string when) =>
        ToolRun.OutputOf("explain", "--max-download-time", time).Should().Contain($"Error  {when}");

    /// <summary>0 is raised to the floor of 5 s; a minute then holds 12 delays.</summary>
    [Fact]
    public void Explain_DelayZero_IsRaisedToTheFloor() => ToolRun.OutputOf("explain", "--delay", "0", "--timeout", "60").Should()
        .Contain("5 s     raised from 0 s to the lowest there is").And.Contain("Warning: A retry delay of 0 is below the lowest there is and was raised to 5s. Ask for 5s or more.").And
        .Contain("13, after 0 s, 5 s, 10 s, and every 5 s until 1 min");

    [Fact]
    public void Explain_TimeoutZero_HasNoRetriesAndDoesNotWaitForTheNetwork() => ToolRun.OutputOf("explain", "--timeout", "0").Should()
        .Contain("Warning: The no-progress timeout is 0").And.Contain("attempts   1, at once").And.Contain("Error      at once;").And
        .Contain("changes nothing here").And.Contain("Error at once, as without a timeout every error is final");

    [Fact]
    public void Explain_DelayAboveTimeout_NeverRetriesButWaitsForTheNetworkAsLong() => ToolRun.OutputOf("explain", "--delay", "121", "--timeout", "2m").Should()
        .Contain("Warning: The retry delay of 121s exceeds").And.Contain("attempts   1, at once").And.Contain("Error      at once;").And
        .Contain("waits in Transient error; no attempts; the timeout runs;").And.Contain("Error after 2 min of it");

    [Fact]
    public void Explain_DelayEqualToTimeout_RetriesOnce() => ToolRun.OutputOf("explain", "--delay", "2m", "--timeout", "120").Should()
        .NotContain("Warning").And.Contain("2, after 0 s, 2 min").And.Contain("after 2 min; JobError tells").And
        .Contain("one, 2 min after Resume, moves Error from 2 min to 4 min");

    [Theory]
    [InlineData("10m", "0", "changes nothing here, as the job is in Error by then")]
    [InlineData("10m", "2m", "changes nothing here, as the job is in Error by then")]
    [InlineData("10m", "10m", "tries at once, whatever the delay; but the timeout goes on")]
    [InlineData("2d", "3d", "tries at once, whatever the delay; but the timeout goes on")]
    public void Explain_ReturnOfTheNetwork_HelpsUnlessTheJobHasFailed(string delay, string timeout, string effect) =>
        ToolRun.OutputOf("explain", "--delay", delay, "--timeout", timeout, "--inactivity", "1").Should().Contain($"network returns  {effect}\n");

    /// <summary>A job idle for a day is cancelled before its delay of two days is over.</summary>
    [Fact]
    public void Explain_TimeoutAboveInactivity_IsCancelledBeforeAnError() =>
        ToolRun.OutputOf("explain", "--delay", "2d", "--timeout", "3d", "--inactivity", "1").Should()
            .Contain("Warning: The no-progress timeout of 3d exceeds the inactivity policy").And
            .Contain("Error      never: the job is cancelled before").And.Contain("cancelled  after 1 d,").And
            .Contain("goes on as soon as that is over; cancelled after 1 d of it");

    /// <summary>Two days hold 2,880 minutes, and at the same instant the retry comes before the policy (OQ-36).</summary>
    [Fact]
    public void Explain_MoreRetriesThanInactivityAllows_AreCountedUntilItIsOver() =>
        ToolRun.OutputOf("explain", "--delay", "60", "--timeout", "4294967295", "--inactivity", "2").Should()
            .Contain("2,881, after 0 s, 1 min, 2 min, and every 1 min until 2 d").And.Contain("stops it; it begins again with the next failure");

    [Fact]
    public void Explain_LongestTimes_AreTaken() =>
        ToolRun.OutputOf("explain", "--delay", "4294967295", "--timeout", "4294967295", "--inactivity", "999").Should()
            .Contain($"retry delay            {Longest}").And.Contain($"no-progress timeout    {Longest}").And
            .Contain("attempts   1, at once").And.Contain("Error      never").And.Contain("cancelled  after 999 d,");

    /// <summary>ERROR is activity: from then on the policy counts anew.</summary>
    [Theory]
    [InlineData("1", "after 1 d 2 h, by")]
    [InlineData("999", "after 999 d 2 h, by")]
    public void Explain_Inactivity_CountsFromTheError(string days, string cancelled) =>
        ToolRun.OutputOf("explain", "--delay", "1h", "--timeout", "2h", "--inactivity", days).Should().Contain(cancelled);

    [Fact]
    public void Explain_Foreground_TellsWhatItIgnores() => ToolRun.OutputOf("explain", "--client", "wix", "--timeout", "1h").Should()
        .Contain("Warning: A foreground job with the default retry delay").And
        .Contain("because of  no network, standby, battery policy, game mode,\n             system policy, locked volume\n").And
        .Contain("ignored     zero bandwidth, battery saver, no background work\n").And
        .Contain("background  jobs wait for these too; their timers are the same\n");

    [Fact]
    public void Explain_Background_TellsWhatItWaitsFor() => ToolRun.OutputOf("explain").Should()
        .Contain("because of  no network, standby, battery policy, game mode,\n             system policy, locked volume\n").And
        .Contain("also        zero bandwidth, battery saver, no background work\n").And
        .Contain("foreground  jobs ignore these last ones; their timers are the same\n");

    [Fact]
    public void Explain_Anything_FitsEightyColumnsButForTheWarnings() =>
        ToolRun.LinesOf("explain").Should().OnlyContain(line => line.Length <= 80);

    /// <summary>The plan says that the timers are the same; it is made twice to see that they are.</summary>
    [Fact]
    public void Explain_ForegroundAndBackground_HaveTheSameTimers() =>
        Failing("foreground").Should().Equal(Failing("low")).And.Contain(line => line.Contains("every 1 min until 1 h"));

    private static string[] Failing(string priority) =>
        [.. ToolRun.LinesOf("explain", "--delay", "60", "--timeout", "1h", "--priority", priority)
            .SkipWhile(line => !line.StartsWith("A server", StringComparison.Ordinal)).Take(4)];
}

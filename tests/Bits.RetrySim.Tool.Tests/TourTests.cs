namespace Bits.RetrySim.Tool.Tests;

/// <summary>
/// The tour. Every download takes 500 MB * 8 / 8 Mbit/s = 500 s and begins 60 s before its incident, so 440 s of it are left when the
/// incident begins. The numbers below follow from that by hand.
/// </summary>
public sealed class TourTests
{
    private static readonly string[] Lines = ToolRun.LinesOf("simulate");

    /// <summary>
    /// Amazon S3 was away for 4 h 17 min from minute 1 on. By default retries come at minute 11, 21, ..., 251 (25 of them) and 261, which is
    /// 3 min after minute 258, when it was back: 27 attempts with the first, done 440 s after minute 261.
    /// </summary>
    [Fact]
    public void Tour_DefaultsThroughS3_LoseTheRestOfOneDelay() =>
        Row("aws-s3-2017", "BITS defaults").Should().Equal("done", "4 h 28 min 20 s", "27", "500", "3 min");

    /// <summary>With a delay of a minute a retry meets the very minute at which it was back: 257 retries after the first attempt.</summary>
    [Fact]
    public void Tour_ChromiumThroughS3_LosesNothing() =>
        Row("aws-s3-2017", "Chromium, Edge").Should().Equal("done", "4 h 25 min 20 s", "258", "500", "0 s");

    /// <summary>The delay exceeds the timeout: the first failure, that of the line, is the last. 60 s at 1 MB/s had come.</summary>
    [Theory]
    [InlineData("Firefox")]
    [InlineData("Google Omaha")]
    [InlineData("WiX Burn")]
    public void Tour_TimeoutBelowDelay_GivesUpAtTheFirstFailure(string client) =>
        Row("aws-s3-2017", client).Should().Equal("Error: connection lost", "1 min", "1", "60", "never");

    /// <summary>Between the first wave, over at minute 131, and the second there is time enough: retries at minute 11 to 131, the 13th gets through.</summary>
    [Fact]
    public void Tour_DefaultsThroughDyn_AreDoneBetweenTheWaves() =>
        Row("dyn-2016", "BITS defaults").Should().Equal("done", "2 h 18 min 20 s", "14", "500", "0 s");

    /// <summary>Facebook was back at minute 432; retries come at minute 1 + 10 n, the next one at minute 441.</summary>
    [Fact]
    public void Tour_DefaultsThroughFacebook_LoseNineMinutes() =>
        Row("facebook-2021", "BITS defaults").Should().Equal("done", "7 h 28 min 20 s", "45", "500", "9 min");

    /// <summary>
    /// A lost network is waited for without attempts until the timeout is over, even by a job whose delay exceeds it; with timeout 0 it is an error
    /// like any other.
    /// </summary>
    [Theory]
    [InlineData("BITS defaults", "done", "15 h 23 min 20 s", "2", "500", "0 s")]
    [InlineData("WiX Burn", "Error: no network", "3 min", "1", "60", "never")]
    [InlineData("Google Omaha", "Error: no network", "1 min", "1", "60", "never")]
    public void Tour_LostNetwork_IsWaitedForUntilTheTimeout(string client, params string[] cells) =>
        Row("rogers-2022", client).Should().Equal(cells);

    /// <summary>The network was lost at minute 1, and 14 days later the no-progress timeout is over.</summary>
    [Fact]
    public void Tour_HundredDaysOffline_EndInError() =>
        Row("long-offline", "BITS defaults").Should().Equal("Error: no network", "14 d 1 min", "1", "60", "never");

    /// <summary>14 days hold 2,016 delays of ten minutes, a day holds 1,440 of one minute; an attempt comes before the first.</summary>
    [Theory]
    [InlineData("BITS defaults", "14 d", "2,017")]
    [InlineData("Chromium, Edge", "1 d", "1,441")]
    public void Tour_DeadOrigin_IsGivenUpWithTheTimeout(string client, string after, string attempts) =>
        Row("dead-origin", client).Should().Equal("Error: unreachable", after, attempts, "0", "never");

    [Fact]
    public void Tour_HasARowForEachIncidentAndClient()
    {
        string[] incidents = ["facebook-2021", "aws-s3-2017", "fastly-2021", "cloudflare-2019", "dyn-2016", "rogers-2022", "long-offline", "dead-origin"];
        foreach (string incident in incidents)
        {
            int heading = Array.FindIndex(Lines, line => line.StartsWith($" {incident}: ", StringComparison.Ordinal));
            Lines[(heading + 1)..(heading + 6)].Select(line => line[..17].Trim())
                .Should().Equal("BITS defaults", "Chromium, Edge", "Firefox", "Google Omaha", "WiX Burn");
        }
    }

    [Fact]
    public void Tour_TellsTheSettingsOfEachClient() => Lines.Select(Words).Should()
        .ContainEquivalentOf(new[] { "BITS defaults", "10 min", "14 d", "normal", "what holds if nothing is set" }).And
        .ContainEquivalentOf(new[] { "Chromium, Edge", "1 min", "1 d", "normal", "their component updater" }).And
        .ContainEquivalentOf(new[] { "Firefox", "1 min", "5 s", "normal", "updater, while its user waits" }).And
        .ContainEquivalentOf(new[] { "Google Omaha", "1 min", "0 s", "normal", "Google's updater, since 2021" }).And
        .ContainEquivalentOf(new[] { "WiX Burn", "10 min", "2 min", "foreground", "WiX installers, until 2021" });

    [Fact]
    public void Tour_FitsEightyColumns() => Lines.Should().OnlyContain(line => line.Length <= 80);

    [Fact]
    public void Tour_SaysWhatLostMeansAndWhereToGoNext() => string.Join('\n', Lines).Should()
        .Contain("lost   Of the time until it was done").And.Contain("simulate --outage").And.Contain("explain --delay").And.Contain("compare --outage");

    [Fact]
    public void Tour_WithSettings_AddsThemAsARow()
    {
        string[] lines = ToolRun.LinesOf("simulate", "--delay", "5m", "--timeout", "1h");

        lines.Select(Words).Should().ContainEquivalentOf(new[] { "yours", "5 min", "1 h", "normal", "the options given" });
        Words(lines.Last(line => line.StartsWith("   yours", StringComparison.Ordinal)))
            .Should().Equal("yours", "Error: unreachable", "1 h", "13", "0", "never");
    }

    [Fact]
    public void Tour_Twice_IsTheSame() => ToolRun.LinesOf("simulate").Should().Equal(Lines);

    private static string[] Row(string incident, string client)
    {
        int heading = Array.FindIndex(Lines, line => line.StartsWith($" {incident}: ", StringComparison.Ordinal));
        return Words(Lines.Skip(heading).First(line => line.StartsWith("   " + client, StringComparison.Ordinal)))[1..];
    }

    private static string[] Words(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

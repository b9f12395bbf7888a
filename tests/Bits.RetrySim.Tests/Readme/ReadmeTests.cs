using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>What the README shows is compiled and run here, or quoted from what is; what it counts is counted.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] Quotable = Quotation.Sources("Readme", "AsUsersWould");

    public static TheoryData<string> CodeBlocks => [.. Readme.CodeBlocks.Where(block => block.Language == "csharp").Select(block => block.Code)];

    [Fact]
    public void A_job_is_given_up_after_fourteen_days_without_progress()
    {
        using var bits = new BitsSimulation();
        bits.Network.Host("cdn.example").Fails(503);

        var job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        bits.Clock.Advance(TimeSpan.FromDays(14));

        Assert.Equal(BackgroundCopyJobState.Error, job.State);
        Assert.Equal(2017, job.ErrorCount);   // one attempt every ten minutes, the last at the very end
    }

    [Fact]
    public void A_job_that_waits_says_why()
    {
        using var bits = new BitsSimulation();
        bits.Network.Host("cdn.example").Fails(503);
        var job = bits.Manager.CreateJob("my first job");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        bits.Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(
            "Waits for the retry delay since +00:20:00 after HTTP 503 (0x801901F7), attempt 3; "
            + "next attempt at +00:30:00, gives up at +14.00:00:00, cancelled by policy at +90.00:00:00.",
            job.RetryStatus.ToString());
    }

    [Fact]
    public void A_download_survives_what_the_readme_scripts()
    {
        using var bits = new BitsSimulation();

        bits.Network.BitsPerSecond = 8_000_000;
        bits.Network.Host("cdn.example")
            .Outage(TimeSpan.FromMinutes(1), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503))
            .Resource("/app.zip", 500_000_000)
            .DropsAt(123_456_789, once: true);

        bits.Environment.BatterySaver = true;
        bits.At(TimeSpan.FromHours(2), () => bits.Environment.NetworkAvailable = false);
        bits.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(8, 17, KilobitsPerSecond: 0) });

        bits.Environment.BatterySaver = false;
        bits.At(TimeSpan.FromHours(3), () => bits.Environment.NetworkAvailable = true);
        var job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        bits.RunUntil(job, BackgroundCopyJobState.Transferred, limit: TimeSpan.FromDays(1));
        bits.Clock.StepSystemTime(TimeSpan.FromDays(14));
        bits.Manager.RestartService();

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        job.Progress.BytesTransferred.Should().Be(500_000_000);
        job.Error.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(CodeBlocks))]
    public void Readme_CodeBlock_IsPartOfATestOrOfWhatIsTested(string code) =>
        Quotable.Should().Contain(file => file.Contains(Quotation.Normalized(code), StringComparison.Ordinal), "the README shows\n{0}", code);

    [Fact]
    public void Readme_CodeBlocks_AreOfALanguageThatIsChecked() =>
        Readme.CodeBlocks.Select(block => block.Language).Distinct().Should().BeEquivalentTo("csharp", "console", "mermaid", "text");

    [Theory]
    [InlineData("    dotnet run --project src/Bits.RetrySim.Tool -- simulate\n")]
    [InlineData("    dotnet test\n")]
    public void Readme_Shows_TheTwoCommands(string command) => Readme.Text.Should().Contain(command);

    [Fact]
    public void Readme_CountsOfRules_AreThoseOfTheDocument()
    {
        Dictionary<string, int> rules = BehaviorDocument.Rules.CountBy(rule => rule.StatusKind).ToDictionary();
        int switches = rules["reading (switch)"], readings = switches + rules["reading (no switch)"];

        Readme.Between("rules").Should().Be(string.Create(CultureInfo.InvariantCulture, $"""
            Of {BehaviorDocument.Rules.Count} rules, {rules["exact"]} are exact and {readings} are readings, {switches} of them with a switch that
            selects another reading. {rules["later"]} are not emulated yet, and {rules["out of scope"]} never will be, for the reason given there.
            """));
    }
}

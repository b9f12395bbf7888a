namespace Bits.RetrySim.Tests;

/// <summary>The README's code: compiled and run here, and compared with what the README shows.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

    [Fact]
    public void A_job_is_given_up_after_fourteen_days_without_progress()
    {
        using var bits = new BitsSimulation();
        bits.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));

        var job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        bits.Clock.Advance(TimeSpan.FromDays(14));

        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.ErrorCount.Should().Be(2017);   // one attempt every ten minutes, the last at the very end
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

        bits.Clock.RunUntil(() => job.State == BackgroundCopyJobState.Transferred, limit: TimeSpan.FromDays(1));
        bits.Clock.StepSystemTime(TimeSpan.FromDays(14));
        bits.Manager.RestartService();

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        job.Progress.BytesTransferred.Should().Be(500_000_000);
        job.Error.Should().BeNull();
    }

    [Fact]
    public void Readme_Code_IsCompiledHere()
    {
        string[] here = Lines(File.ReadAllText(Path.Combine(SourceTree.Root, "tests/Bits.RetrySim.Tests/Readme/ReadmeTests.cs")));
        string[] shown = [.. CodeBlocks().SelectMany(Lines)];

        shown.Should().NotBeEmpty();
        shown.Should().OnlyContain(line => here.Contains(line));
    }

    [Theory]
    [InlineData("    dotnet run --project src/Bits.RetrySim.Tool -- simulate\n")]
    [InlineData("    dotnet test\n")]
    public void Readme_Shows_TheTwoCommands(string command) => Readme.Should().Contain(command);

    private static IEnumerable<string> CodeBlocks() =>
        Readme.Split("```csharp\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]);

    private static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
}

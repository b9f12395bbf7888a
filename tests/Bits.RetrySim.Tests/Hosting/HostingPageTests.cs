using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bits.RetrySim.Tests;

/// <summary>The page about hosting, beside what it speaks of.</summary>
public sealed class HostingPageTests
{
    private static readonly MarkdownPage Page = new("src/Bits.RetrySim/docs/hosting.md");

    [Fact]
    public void Page_Code_IsCompiledAndRun()
    {
        string[] sources = Quotation.Sources("Hosting");
        string[] shown = [.. Page.CodeBlocks.Where(block => block.Language == "csharp").Select(block => block.Code)];

        shown.Should().HaveCount(3);
        shown.Should().OnlyContain(code => sources.Any(source => source.Contains(Quotation.Normalized(code), StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Page_Application_RunsInVirtualTime()
    {
        using TemporaryDirectory directory = new();
        SimulatedNetwork network = new();
        SimulatedClock clock = new();
        SimulatedFiles files = new();
        MemoryStore store = new();
        network.Host("cdn.example").Resource("/app.zip", 500_000);
        network.Host("cdn.example").Outage(TimeSpan.Zero, TimeSpan.FromDays(14.02), SimulatedFault.HttpStatus(503));
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        Register(builder, directory.NameOf("jobs.db"));
        builder.Services.AddSingleton<IJobStore>(store);

        Run(builder, network, clock, files);

        clock.Elapsed.Should().Be(TimeSpan.FromDays(14) + TimeSpan.FromHours(1), "it gave up, and was resumed an hour later");
        files.Delivered.Should().ContainSingle().Which.LocalName.Should().Be("/var/lib/app/app.zip");
        store.Commits.Should().BeGreaterThan(2_000);
        store.Jobs.Should().BeEmpty("it is completed");
        directory.Files.Should().BeEmpty("another store took the place of that of the application");
    }

    [Fact]
    public void Page_Settings_AreTheOptionsWithTheirDefaults()
    {
        BackgroundCopyOptions options = new();

        Rows("Setting").Select(row => (row[0].Trim('`'), row[1].Trim('`'))).Should().Equal(typeof(BackgroundCopyOptions).GetProperties()
            .Select(property => (property.Name, Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture) ?? "")));
    }

    [Fact]
    public async Task Page_Message_IsWhatTheHostSays()
    {
        using HostScene scene = new(settings: ("BackgroundCopy:CheckpointInterval", "PT0S"));

        (await scene.Awaiting(host => host.StartAsync()).Should().ThrowAsync<OptionsValidationException>())
            .WithMessage(Page.CodeBlocks.Single(block => block.Language == "text").Code.Trim());
    }

    private static void Register(HostApplicationBuilder builder, string path)
    {
        builder.Services.AddBackgroundCopy()
            .BindConfiguration("BackgroundCopy")
            .UseStore(_ => new SqliteJobStore(path));
        builder.Services.AddHealthChecks().AddBackgroundCopy();
        builder.Services.AddHostedService<UpdateWorker>();
    }

    private static void Run(HostApplicationBuilder builder, SimulatedNetwork network, SimulatedClock clock, SimulatedFiles files)
    {
        builder.Services.UseSimulation(network, clock, files);
        using IHost host = builder.Build();

        clock.Run(() => host.RunAsync());
    }

    private static IEnumerable<string[]> Rows(string heading) => Page.Text.Split('\n')
        .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);
}

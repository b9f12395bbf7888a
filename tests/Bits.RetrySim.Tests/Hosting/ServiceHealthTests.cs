using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bits.RetrySim.Tests;

/// <summary>What the health check says of the service.</summary>
public sealed class ServiceHealthTests
{
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task Check_ServiceThatRuns_IsHealthyAndCountsJobs()
    {
        using HostScene scene = Scene();
        scene.Begin();
        scene.Manager.CreateJob("other", BackgroundCopyJobType.Download, new BackgroundCopyUser("other"));

        HealthReportEntry health = await HealthOf(scene);

        health.Status.Should().Be(HealthStatus.Healthy);
        health.Data.Should().HaveCount(7).And.Contain("Queued", 1L).And.Contain("Suspended", 1L).And.Contain("Error", 0L);
        health.Tags.Should().Equal("ready");
    }

    [Theory]
    [InlineData("true", HealthStatus.Degraded)]
    [InlineData("false", HealthStatus.Healthy)]
    public async Task Check_JobInError_IsDegradedIfTheOptionsSaySo(string degrade, HealthStatus expected)
    {
        using HostScene scene = Scene(("BackgroundCopy:FailedJobsDegradeHealth", degrade));
        scene.Begin("https://cdn.example/none");
        scene.Clock.Advance(TimeSpan.FromDays(15));

        HealthReportEntry health = await HealthOf(scene);

        health.Status.Should().Be(expected);
        health.Data.Should().Contain("Error", 1L);
    }

    [Fact]
    public async Task Check_CommitThatFails_IsUnhealthyUntilOneSucceeds()
    {
        using HostScene scene = Scene();
        _store.Failure = new JobStoreException("The disk is full.", HResults.ERROR_DISK_FULL);
        BackgroundCopyJob job = scene.Begin();

        HealthReportEntry health = await HealthOf(scene);

        health.Status.Should().Be(HealthStatus.Unhealthy);
        health.Description.Should().Contain("0x80070070");
        health.Exception.Should().BeSameAs(_store.Failure);
        health.Data.Should().Contain("Queued", 1L);

        _store.Failure = null;
        job.Suspend();
        (await HealthOf(scene)).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_ServiceThatHasEnded_IsUnhealthy()
    {
        using HostScene scene = Scene();
        scene.Manager.Dispose();

        (await HealthOf(scene)).Status.Should().Be(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task Check_OtherStatusForFailures_IsThatOne()
    {
        using HostScene scene = new(services => services.AddHealthChecks().AddBackgroundCopy("downloads", HealthStatus.Degraded), service => service.UseStore(_ => _store));
        _store.Failure = new IOException();
        scene.Begin();

        HealthReport report = await scene.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        report.Entries.Should().ContainKey("downloads").WhoseValue.Status.Should().Be(HealthStatus.Degraded);
    }

    [Fact]
    public async Task Check_NoService_SaysWhatIsMissing()
    {
        ServiceCollection services = new();
        services.AddHealthChecks().AddBackgroundCopy();
        await using ServiceProvider provider = services.AddLogging().BuildServiceProvider();

        Func<Task> act = async () => await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        await act.Should().ThrowAsync<InvalidOperationException>().WithMessage("*services.AddBackgroundCopy()*");
    }

    private HostScene Scene(params (string Key, string? Value)[] settings) =>
        new(services => services.AddHealthChecks().AddBackgroundCopy(tags: ["ready"]), service => service.UseStore(_ => _store), settings: settings);

    private static async Task<HealthReportEntry> HealthOf(HostScene scene) =>
        (await scene.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["background_copy"];
}

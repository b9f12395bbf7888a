using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bits.RetrySim.Tests;

/// <summary>A host with the service in it, simulated unless told otherwise, and what a test moves it with.</summary>
internal sealed class HostScene : IDisposable
{
    private readonly IHost _host;

    internal HostScene(Action<IServiceCollection>? before = null, Action<BackgroundCopyBuilder>? configure = null, SimulatedClock? clock = null, params (string Key, string? Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        Clock = clock ?? new SimulatedClock();
        Network.Host("cdn.example").Resource("/app", 100_000);
        Network.BitsPerSecond = 8_000;
        before?.Invoke(builder.Services);
        BackgroundCopyBuilder service = builder.Services.AddBackgroundCopy().BindConfiguration("BackgroundCopy").UseSimulation(Network, Clock);
        configure?.Invoke(service);
        _host = builder.Build();
    }

    internal SimulatedNetwork Network { get; } = new();

    internal SimulatedClock Clock { get; }

    internal IServiceProvider Services => _host.Services;

    internal BackgroundCopyManager Manager => Services.GetRequiredService<BackgroundCopyManager>();

    internal Task StartAsync() => _host.StartAsync();

    internal Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>A job that takes 100 seconds, begun now.</summary>
    internal BackgroundCopyJob Begin(string remoteName = "https://cdn.example/app")
    {
        BackgroundCopyJob job = Manager.CreateJob("update");
        job.AddFile(remoteName, @"C:\app");
        job.Resume();
        return job;
    }

    public void Dispose() => _host.Dispose();
}

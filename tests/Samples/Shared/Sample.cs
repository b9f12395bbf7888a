using Bits.RetrySim;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Samples;

/// <summary>The application's services, with the simulation in the place of BITS and of time.</summary>
internal sealed class Sample : IDisposable
{
    private readonly ServiceProvider _services;

    public Sample()
    {
        Bits.Network.BitsPerSecond = 8_000_000;
        Host.Resource("/app.zip", 60_000_000);
        ServiceCollection services = new();
        services.AddLogging(logging => logging.AddFakeLogging());
        services.AddSingleton(Bits.Manager);
        services.AddSingleton<TimeProvider>(Bits.Clock);
        services.AddUpdateDownloader();
        _services = services.BuildServiceProvider();
    }

    public BitsSimulation Bits { get; } = new();

    public SimulatedHost Host => Bits.Network.Host("cdn.example");

    /// <summary>What the downloader logged, each with its instant.</summary>
    public string[] Log => [.. _services.GetRequiredService<FakeLogCollector>().GetSnapshot().Select(entry => $"{entry.Level}: {entry.Message}")];

    public Task<DownloadOutcome> DownloadAsync(CancellationToken cancellationToken = default) =>
        _services.GetRequiredService<IUpdateDownloader>().DownloadAsync(new Uri("https://cdn.example/app.zip"), @"C:\Downloads\app.zip", cancellationToken);

    public string EventLog()
    {
        using StringWriter text = new();
        Bits.EventLog.WriteTo(text);
        return text.ToString();
    }

    public void Dispose()
    {
        _services.Dispose();
        Bits.Dispose();
    }
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim.Tests;

/// <summary>A manager on any time provider whose attempts the test drives by hand.</summary>
internal sealed class ManualTransportManager : IDisposable
{
    private readonly BackgroundCopyManager _manager;

    internal ManualTransportManager(TimeProvider time, IMeterFactory meters, ILoggerFactory? logger = null) => _manager = new BackgroundCopyManager(new BackgroundCopyManagerOptions
    {
        TimeProvider = time,
        Transport = Transport,
        MeterFactory = meters,
        LoggerFactory = logger,
    });

    internal ManualTransport Transport { get; } = new();

    public void Dispose() => _manager.Dispose();

    internal BackgroundCopyJob CreateJob()
    {
        BackgroundCopyJob job = _manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", @"C:\in\a");
        return job;
    }
}

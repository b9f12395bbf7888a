using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>What a host hears of its service, and what it never hears.</summary>
[Collection(ListenerCollection.Name)]
public sealed class HostTelemetryTests : IDisposable
{
    private const string Secret = "hush";

    private readonly FakeLogCollector _log = new();
    private readonly List<string> _told = [];
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private readonly HostScene _scene;

    public HostTelemetryTests()
    {
        _scene = new HostScene(services =>
        {
            services.AddSingleton<ILoggerProvider>(new FakeLoggerProvider(_log));
            services.Configure<LoggerFilterOptions>(options => options.MinLevel = LogLevel.Trace);
        });
        IMeterFactory factory = _scene.Services.GetRequiredService<IMeterFactory>();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Bits.RetrySim" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Bits.RetrySim",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _told.Add($"{activity.OperationName} {activity.Status} {activity.StatusDescription} {Text([.. activity.TagObjects])}"),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
        _scene.Dispose();
    }

    [Fact]
    public async Task Host_FailureAndSuccess_HearsLogMetricsAndActivities()
    {
        await RunAsync();

        _told.Should().Contain("bits.transfer.bytes 99999 bits.job.priority=Normal");
        _told.Should().Contain("bits.transfer.duration 0 bits.job.priority=Normal bits.job.state=TransientError error.type=0x801901F7");
        _told.Should().Contain("bits.transfer.duration 100 bits.job.priority=Normal bits.job.state=Transferred");
        _told.Should().Contain(text => text.StartsWith("bits.job.active 1 bits.job.state=Transferred", StringComparison.Ordinal));
        _told.Where(text => text.StartsWith("bits.attempt Error ", StringComparison.Ordinal)).Should().NotBeEmpty().And.OnlyContain(text => text.Contains("error.type=0x801901F7"));
        _told.Where(text => text.StartsWith("bits.attempt Unset ", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().Contain("bits.job.state=Transferred");
        Messages("Bits.RetrySim").Should().Contain("Job 1 has transferred all its files, after 2 attempts");
        Messages("Bits.RetrySim.Hosting").Should().Equal("The service has begun, with 0 jobs", "The service has ended; its jobs are kept if it has a store");
    }

    [Fact]
    [Trait("Rule", "PROP-22")]
    public async Task Host_JobWithSecrets_HearsNoneOfThem()
    {
        await RunAsync();

        _told.Should().NotBeEmpty().And.NotContain(text => text.Contains(Secret));
        _log.GetSnapshot().Should().NotBeEmpty().And.NotContain(entry => $"{entry.Message} {entry.Exception}".Contains(Secret));
    }

    private async Task RunAsync()
    {
        await _scene.StartAsync();
        _scene.Network.Host("cdn.example").Resource("/app?token=hush", 100_000);
        _scene.Network.Host("cdn.example").Outage(TimeSpan.Zero, TimeSpan.FromMinutes(5), SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = _scene.Begin("https://hush:hush@cdn.example/app?token=hush");
        job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, Secret, Secret);
        _scene.Clock.Advance(TimeSpan.FromHours(1));
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        _meters.RecordObservableInstruments();
        await _scene.StopAsync();
    }

    private IEnumerable<string> Messages(string category) => _log.GetSnapshot().Where(entry => entry.Category == category).Select(entry => entry.Message);

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : IFormattable =>
        _told.Add($"{instrument.Name} {value.ToString(null, CultureInfo.InvariantCulture)} {Text(tags)}");

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> texts = [];
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            texts.Add($"{tag.Key}={tag.Value}");
        }

        return string.Join(' ', texts);
    }
}

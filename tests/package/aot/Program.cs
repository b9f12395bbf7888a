using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bits.RetrySim;
using Microsoft.Extensions.Logging;

// What most programs would use of the library, in a native program. Ends with 1 if anything is not as expected.
int wrong = 0;

void Check(string what, object? actual, object? expected)
{
    bool isAsExpected = Equals(actual, expected);
    wrong += isAsExpected ? 0 : 1;
    Console.WriteLine($"{what}: {actual}{(isAsExpected ? "" : $", EXPECTED {expected}")}");
}

using (BitsSimulation simulation = new())
{
    simulation.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
    BackgroundCopyJob job = simulation.Manager.CreateJob("update");
    job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
    RecordingCallback callback = new();
    job.NotifyInterface = callback;
    job.Resume();
    simulation.Clock.Advance(TimeSpan.FromDays(14));
    Check("14 days: state", job.State, BackgroundCopyJobState.Error);
    Check("14 days: errors", job.ErrorCount, 2017);
    Check("14 days: error", job.Error?.Description.Length > 0, true);
    Check("14 days: callbacks", callback.Calls.Count, 1);
    using StringWriter log = new();
    simulation.EventLog.WriteTo(log);
    Check("14 days: log", log.ToString().Length > 100_000, true);
}

SimulationScript script = SimulationScript.Parse("""
    {
      "network": {
        "bitsPerSecond": 8000,
        "hosts": { "cdn.example": { "outages": [ { "from": 0, "to": 30, "httpStatus": 503 } ], "resources": { "/a": { "size": 5000 } } } }
      },
      "environment": [ { "at": 40, "network": "down" }, { "at": 50, "network": "up", "costState": "Unrestricted" } ],
      "jobs": [ { "name": "a", "priority": "foreground", "minimumRetryDelay": 60, "files": [ { "remote": "https://cdn.example/a", "local": "/in/a" } ] } ],
      "runFor": "1.00:00:00"
    }
    """);
using (BitsSimulation simulation = BitsSimulation.FromScript(script))
{
    BackgroundCopyJob job = simulation.Manager.EnumJobs()[0];
    simulation.Clock.Advance(TimeSpan.FromSeconds(39));
    Check("script: before", job.State, BackgroundCopyJobState.TransientError);
    simulation.Clock.Advance(script.RunFor!.Value);
    Check("script: after", job.State, BackgroundCopyJobState.Transferred);
    Check("script: bytes", job.Progress.BytesTransferred, 5000L);
    Check("script: completed", job.Complete(), BackgroundCopyResult.Ok);
}

try
{
    SimulationScript.Parse("""{ "nonsense": 1 }""");
    Check("nonsense", "read", "refused");
}
catch (SimulationScriptException exception)
{
    Check("nonsense", exception.Message.Contains("nonsense", StringComparison.Ordinal), true);
}

// The system's clock, with a log, a meter and a trace.
Messages messages = new();
List<string> measured = [];
List<Activity> attempts = [];
using MeterListener meters = new() { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Name == "Bits.RetrySim") { listener.EnableMeasurementEvents(instrument); } } };
meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => { lock (measured) { measured.Add(instrument.Name); } });
meters.Start();
using ActivityListener activities = new()
{
    ShouldListenTo = source => source.Name == "Bits.RetrySim",
    Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    ActivityStopped = activity => { lock (attempts) { attempts.Add(activity); } },
};
ActivitySource.AddActivityListener(activities);

// Only tells a hang.
TimeSpan patience = TimeSpan.FromMinutes(5);
ManualTransport transport = new();
using (BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = transport, LoggerFactory = messages }))
{
    BackgroundCopyJob job = manager.CreateJob("live");
    job.AddFile("https://cdn.example/live", "/in/live");
    Task connecting = job.WaitForStateAsync(BackgroundCopyJobState.Connecting);
    job.Resume();
    await connecting.WaitAsync(patience, TimeProvider.System);
    Check("live: attempt", job.State, BackgroundCopyJobState.Connecting);
    Check("live: attempt begun", SpinWait.SpinUntil(() => transport.Attempts.Count > 0, patience), true);
    Task<BackgroundCopyJobState> outcome = job.WaitForOutcomeAsync();
    transport.Attempts[0].FailHttp(404);
    Check("live: outcome", await outcome.WaitAsync(patience, TimeProvider.System), BackgroundCopyJobState.Error);
}

Check("live: log", messages.Ids.Contains(100) && messages.Ids.Contains(206), true);
Check("live: meter", measured.Contains("bits.job.transitions") && measured.Contains("bits.job.attempts"), true);
Check("live: activities", attempts.Count, 1);
Check("live: activity", attempts[0].Status, ActivityStatusCode.Error);
Console.WriteLine(wrong == 0 ? "native: as expected" : $"native: {wrong} WRONG");
return wrong == 0 ? 0 : 1;

internal sealed class Messages : ILoggerFactory, ILogger
{
    internal System.Collections.Concurrent.ConcurrentBag<int> Ids { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Ids.Add(eventId.Id);
        Console.WriteLine($"  {logLevel} {eventId.Id}: {formatter(state, exception)}");
    }

    public void Dispose()
    {
    }
}

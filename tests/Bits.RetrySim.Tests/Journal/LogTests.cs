using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>What somebody learns who runs the emulator embedded and reads its log.</summary>
public sealed class LogTests : IDisposable
{
    private readonly FakeLogCollector _log = new();
    private readonly LoggerFactory _loggers;

    public LogTests() => _loggers = new LoggerFactory([new FakeLoggerProvider(_log)], new LoggerFilterOptions { MinLevel = LogLevel.Information });

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public void Log_DownloadThroughAnOutage_TellsItsStory()
    {
        using Bench scene = Scene();
        BackgroundCopyJob job = scene.CreateJob();
        scene.Start(job).FailHttp(503);
        scene.GoTo(600);
        scene.Environment.NetworkAvailable = false;
        scene.Environment.NetworkAvailable = true;
        scene.GoTo(700);
        scene.AttemptOf(job).Arrive(Bench.FileSize);
        job.Complete();

        Story().Should().Equal(
            "203 RetryScheduled Information: Job 1 failed in attempt 1 (error 0x801901F7, RemoteFile) and is tried again in 00:10:00",
            "204 WaitsForCondition Information: Job 1 waits until a condition ends (error 0x80200010)",
            "101 JobTransferred Information: Job 1 has transferred all its files, after 3 attempts",
            "102 JobEnded Information: Job 1 has ended as Acknowledged, after 3 attempts");
    }

    [Fact]
    public void Log_TimeoutBeforeTheRetry_WarnsThatThereIsNone()
    {
        using Bench scene = Scene();
        BackgroundCopyJob job = scene.CreateJob();
        job.NoProgressTimeout = TimeSpan.FromSeconds(1000);
        scene.Start(job).FailHttp(503);
        scene.GoTo(600);
        scene.AttemptOf(job).FailHttp(503);
        scene.GoTo(1000);

        Story().Should().Equal(
            "203 RetryScheduled Information: Job 1 failed in attempt 1 (error 0x801901F7, RemoteFile) and is tried again in 00:10:00",
            "205 RetryRuledOut Warning: Job 1 failed in attempt 2 (error 0x801901F7, RemoteFile) and gives up in 00:06:40, before a retry would be due",
            "206 GaveUp Warning: Job 1 gave up after 2 attempts (error 0x801901F7, RemoteFile)");
    }

    /// <summary>By its code alone the error would be one that waits for a network.</summary>
    [Fact]
    [Trait("Rule", "ERR-36")]
    public void Log_CertificateRefused_SaysWhatTheJobDoes()
    {
        using BitsSimulation bits = new(options => options.LoggerFactory = _loggers);
        bits.Network.Host("h").Resource("/f", 1);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        job.NoProgressTimeout = TimeSpan.FromSeconds(1000);
        job.Http.SetServerCertificateValidationInterface(new ScriptCertificateCallback(HResults.BG_E_NETWORK_DISCONNECTED));
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(600));

        Story().Should().Equal(
            "300 CallbackFailed Warning: The ServerCertificateValidation callback of job 1 failed; it is repeated unless it was JobModification",
            "203 RetryScheduled Information: Job 1 failed in attempt 1 (error 0x80200010, ServerCertificateCallback) and is tried again in 00:10:00",
            "300 CallbackFailed Warning: The ServerCertificateValidation callback of job 1 failed; it is repeated unless it was JobModification",
            "205 RetryRuledOut Warning: Job 1 failed in attempt 2 (error 0x80200010, ServerCertificateCallback) and gives up in 00:06:40, before a retry would be due");
    }

    [Fact]
    public void Log_FatalError_WarnsThatTheJobGaveUp()
    {
        using Bench scene = Scene();
        scene.Start(scene.CreateJob()).FailHttp(404);

        Story().Should().Equal("206 GaveUp Warning: Job 1 gave up after 1 attempts (error 0x80190194, RemoteFile)");
    }

    [Fact]
    public void Log_InactivityPolicy_TellsThatTheJobIsGone()
    {
        using Bench scene = Scene();
        scene.CreateJob();
        scene.Clock.Advance(TimeSpan.FromDays(91));

        Story().Should().Equal("102 JobEnded Information: Job 1 has ended as Cancelled, after 0 attempts");
    }

    [Fact]
    public void Log_Credentials_AreInNoMessage()
    {
        using LoggerFactory everything = new([new FakeLoggerProvider(_log)], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        using BitsSimulation simulation = new(options => options.LoggerFactory = everything);
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("https://mallory:sesame@unscripted.example/a?x", @"C:\in\a");
        job.NoProgressTimeout = TimeSpan.FromSeconds(120);
        job.Resume();
        simulation.Clock.Advance(TimeSpan.FromDays(1));

        job.State.Should().Be(BackgroundCopyJobState.Error);
        _log.GetSnapshot().Select(record => record.Id.Id).Distinct().Order().Should().Equal(100, 200, 206, 400, 401);
        _log.GetSnapshot().Should().NotContain(record =>
            record.Message.Contains("sesame", StringComparison.Ordinal) || record.StructuredState!.Any(pair => pair.Value!.Contains("sesame", StringComparison.Ordinal)));
    }

    private string[] Story() => [.. _log.GetSnapshot().Select(record => $"{record.Id.Id} {record.Id.Name} {record.Level}: {record.Message}")];

    private Bench Scene() => new(options => options.LoggerFactory = _loggers);
}

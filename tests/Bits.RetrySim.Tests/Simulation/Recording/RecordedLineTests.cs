using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>Whoever records hears what goes on, and is in nobody's way.</summary>
public sealed class RecordedLineTests : HttpScene
{
    private readonly X509Certificate2 _certificate = TestCertificates.OfServer("127.0.0.1", DateTimeOffset.UnixEpoch.AddYears(90));
    private readonly TransferRecorder _recorder = new();

    public RecordedLineTests()
    {
        Options.Recorder = _recorder;
        ManagerOptions.RecordEvents = true;
    }

    private protected override X509Certificate2? Certificate => _certificate;

    [Fact]
    [Trait("Rule", "PROP-25")]
    [Trait("Rule", "SCHED-2")]
    public async Task Recording_OfAJobWhoseCertificateIsApproved_GoesOn()
    {
        ServedFile file = ServedFile.Of(100_000);
        RecordingJudge judge = new() { Act = static (job, _) => job.Priority = BackgroundCopyJobPriority.Foreground };
        BackgroundCopyJob job = Fetch(Server.Serve("/f", file), configure: job =>
        {
            job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority;
            job.Http.SetServerCertificateValidationInterface(judge);
        });

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        job.Complete();
        ReadFile().Should().Equal(file.Content);
        Told().Should().Contain("\"priority\": \"foreground\"");

        string Told()
        {
            using StringWriter text = new();
            _recorder.WriteScenario(text, [job]);
            return text.ToString();
        }
    }

    /// <summary>What the line says to the log is said.</summary>
    [Fact]
    public async Task Recording_OfAFailureWithoutACode_LeavesItInTheLog()
    {
        FakeLogCollector log = new();
        using LoggerFactory loggers = new([new FakeLoggerProvider(log)]);
        ManagerOptions.LoggerFactory = loggers;
        Options.Handler = static _ => new Broken();
        BackgroundCopyJob job = Fetch("http://host.example/f");

        await FirstEndAsync(job);

        log.GetSnapshot().Should().Contain(static line => line.Message.Contains("System.InvalidTimeZoneException", StringComparison.Ordinal));
    }

    /// <summary>What the machine and the transport do reaches the line as if nobody listened.</summary>
    [Fact]
    public void Recording_OfALine_PassesOnWhatItIsTold()
    {
        List<string>[] told = [.. new[] { false, true }.Select(static isRecorded =>
        {
            RecordingTransport inner = new(isLive: true);
            SimulatedClock clock = new();
            using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
            {
                TimeProvider = clock,
                Transport = isRecorded ? new RecordedTransport(new TransferRecorder(), inner) : inner,
                Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 100) },
            });
            BackgroundCopyJob job = manager.CreateJob("job");
            job.AddFile("https://cdn.example/a", @"C:\a");
            job.Resume();
            clock.Advance(TimeSpan.FromSeconds(1));
            inner.Host.Refresh();
            clock.Advance(TimeSpan.FromSeconds(1));
            inner.Host.Stir();
            clock.Advance(TimeSpan.FromSeconds(1));
            clock.Sleep(TimeSpan.FromHours(1));
            clock.Advance(TimeSpan.FromSeconds(1));
            job.Priority = BackgroundCopyJobPriority.Foreground;
            clock.Advance(TimeSpan.FromSeconds(1));
            job.Suspend();
            clock.Advance(TimeSpan.FromSeconds(1));
            return inner.Commands;
        })];

        told[1].Should().Equal(told[0]);
        told[0].Should().Contain(static command => command.EndsWith("refresh", StringComparison.Ordinal)).And.Contain(static command => command.EndsWith("start 1", StringComparison.Ordinal));
    }

    private sealed class Broken : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new InvalidTimeZoneException("broken");
    }
}

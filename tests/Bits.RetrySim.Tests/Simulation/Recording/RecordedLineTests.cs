using System.Security.Cryptography.X509Certificates;

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
        ManagerOptions.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 8_000_000) };
        string url = Server.Serve("/f", file, null, new ServerFault.Stall(50_000));
        BackgroundCopyJob job = Fetch(url, configure: job =>
        {
            job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority;
            job.Http.SetServerCertificateValidationInterface(new RecordingJudge());
        });
        Task<BackgroundCopyJobState> end = EndAsync(job);
        await Server.StalledAsync();
        job.Priority = BackgroundCopyJobPriority.Foreground;
        Clock.Skip(Options.ReceiveTimeout);

        (await end).Should().Be(BackgroundCopyJobState.Transferred);

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
}

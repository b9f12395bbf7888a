namespace Bits.RetrySim.Tests;

/// <summary>The examples of the documentation comments of networks, transports and timelines, word by word, in the least around them that lets them run.</summary>
public sealed class NetworkExampleRuns
{
    [Fact]
    public void Network_Scripted_HasHostsFilesAndOutages()
    {
        SimulatedNetwork network = new();

        network.BitsPerSecond = 8_000_000;
        network.Host("cdn.example").Resource("/app.zip", sizeBytes: 500_000_000);
        network.Host("cdn.example").Outage(TimeSpan.FromMinutes(1), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503));

        network.Host("CDN.example").Resource("/app.zip").Path.Should().Be("/app.zip");
    }

    [Fact]
    public void Hosts_Named_HaveFilesAndFaults()
    {
        using BitsSimulation bits = new();

        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
        bits.Network.Host("mirror.example:8080").Fails(503);

        StateOfADownload(bits, "https://cdn.example/app.zip").Should().Be(BackgroundCopyJobState.Transferred);
        StateOfADownload(bits, "https://mirror.example:8080/app.zip").Should().Be(BackgroundCopyJobState.TransientError);
    }

    [Fact]
    public void Resource_WithADrop_BreaksOffThere()
    {
        using BitsSimulation bits = new();

        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000).DropsAt(123_456_789, once: true);

        StateOfADownload(bits, "https://cdn.example/app.zip").Should().Be(BackgroundCopyJobState.TransientError);
        bits.Manager.EnumJobs().Single().Progress.BytesTransferred.Should().Be(123_456_789);
    }

    [Fact]
    public void Host_Fails_UntilItRecovers()
    {
        using BitsSimulation bits = new();

        SimulatedHost host = bits.Network.Host("cdn.example");
        host.Fails(SimulatedFault.NameNotResolved);
        bits.At(TimeSpan.FromHours(3), () => host.Recovers());

        host.Resource("/app.zip", 500_000_000);
        StateOfADownload(bits, "https://cdn.example/app.zip").Should().Be(BackgroundCopyJobState.TransientError);
        bits.Clock.Advance(TimeSpan.FromHours(3));
        bits.Manager.EnumJobs().Single().State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public void Host_FailsWithAStatus_AnswersIt()
    {
        using BitsSimulation bits = new();

        bits.Network.Host("cdn.example").Fails(503);

        StateOfADownload(bits, "https://cdn.example/app.zip").Should().Be(BackgroundCopyJobState.TransientError);
    }

    [Fact]
    public void Fault_WithAHeader_ShowsIt()
    {
        using BitsSimulation bits = new();
        bits.Network.RequestsKept = 1;
        SimulatedHost host = bits.Network.Host("cdn.example");

        host.Fails(SimulatedFault.HttpStatus(503).WithHeader("Retry-After", "120"));

        StateOfADownload(bits, "https://cdn.example/app.zip").Should().Be(BackgroundCopyJobState.TransientError);
        host.Requests.Single().Headers.Should().Contain("Retry-After", "120");
    }

    [Fact]
    public void Late_Answer_FailsWhenItComes()
    {
        using BitsSimulation bits = new();
        SimulatedHost host = bits.Network.Host("cdn.example");
        SimulatedResource file = host.Resource("/app.zip", 10_000);

        host.OnRequest(2, SimulatedFault.Late(TimeSpan.FromSeconds(3)).Then(SimulatedFault.HttpStatus(503)));

        file.OnRequest(1, SimulatedFault.StallAfter(1000, TimeSpan.FromSeconds(20)).Then(SimulatedFault.DropAfter(5000)));

        StateOfADownload(bits, "https://cdn.example/app.zip").Should().Be(BackgroundCopyJobState.Transferring);
        bits.Clock.Advance(TimeSpan.FromSeconds(622));
        bits.Clock.Advance(TimeSpan.FromSeconds(2));
        bits.EventLog.Events.Where(entry => entry.To == BackgroundCopyJobState.TransientError).Select(entry => entry.HResult).Should().Equal(HResults.ERROR_WINHTTP_CONNECTION_ERROR, HResults.BG_E_HTTP_ERROR_503);
    }

    [Fact]
    public void Outage_OfAHost_IsSeenInTheTimeline()
    {
        using BitsSimulation bits = new();

        bits.Network.Host("cdn.example").Outage(TimeSpan.FromMinutes(1), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503));

        bits.Clock.Advance(TimeSpan.FromHours(1));
        bits.Timeline().ToSvg().Should().Contain("503");
    }

    [Fact]
    public void Outage_OfAFault_IsScripted()
    {
        SimulatedNetwork network = new();

        network.Host("cdn.example").Outage(TimeSpan.FromMinutes(10), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503));

        network.Outages().Should().ContainSingle();
    }

    [Fact]
    public void Requests_Kept_TellTheirStatuses()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").OnRequests(1, 2, SimulatedFault.HttpStatus(503)).Resource("/app.zip", 500_000_000);

        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        bits.Network.RequestsKept = 1_000;
        bits.Clock.Advance(TimeSpan.FromHours(1));
        bits.Network.Host("cdn.example").Requests.Select(request => request.Status).Should().Equal(503, 503, 200);
    }

    [Fact]
    public void ManualAttempt_Told_FailsWhereItIs()
    {
        ManualTransport transport = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = new SimulatedClock(), Transport = transport });
        BackgroundCopyJob job = manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();
        ((SimulatedClock)manager.TimeProvider).Advance(TimeSpan.Zero);

        transport.Current.Accept(size: 1000);
        transport.Current.Receive(400);
        transport.Current.FailHttp(503);

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.Progress.BytesTransferred.Should().Be(400);
    }

    [Fact]
    public void Timeline_OfASimulation_IsWritten()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Outage(TimeSpan.FromMinutes(1), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503));
        bits.Clock.Advance(TimeSpan.FromHours(5));
        using StringWriter text = new();
        bits.Timeline().WriteText(text);

        text.ToString().Should().Contain("503");
    }

    [Fact]
    public void Timeline_OfAFailedTest_IsAFile()
    {
        using BitsSimulation bits = new();

        File.WriteAllText("failed.svg", bits.Timeline().ToSvg());

        File.ReadAllText("failed.svg").Should().StartWith("<svg");
        File.Delete("failed.svg");
    }

    private static BackgroundCopyJobState StateOfADownload(BitsSimulation bits, string url)
    {
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile(url, @"C:\Downloads\app.zip");
        job.Resume();
        bits.Clock.Advance(TimeSpan.Zero);
        return job.State;
    }

    [Fact]
    public void UploadTarget_TakesAFileAndReplies()
    {
        using BitsSimulation bits = new();

        bits.Network.LocalSource(@"C:\Logs\today.zip", sizeBytes: 5_000_000);
        SimulatedUploadTarget inbox = bits.Network.Host("srv.example").UploadTarget("/in/today.zip");
        inbox.Application.RepliesWith("thank you");

        BackgroundCopyJob job = bits.Manager.CreateJob("log", BackgroundCopyJobType.UploadReply);
        job.AddFile("https://srv.example/in/today.zip", @"C:\Logs\today.zip");
        job.Resume();
        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Reply!.GetData().Should().Equal("thank you"u8.ToArray());
    }

    [Fact]
    public void Certificate_Judged_IsThatOfTheServer()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/app.zip", 1);
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Http.SetServerCertificateValidationInterface(new PinnedCertificate("CN=cdn.example"));   // a class of the client
        job.Resume();
        bits.Clock.Advance(TimeSpan.Zero);

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    private sealed class PinnedCertificate(string subject) : IBackgroundCopyServerCertificateValidationCallback
    {
        public void ValidateServerCertificate(BackgroundCopyJob job, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate) =>
            certificate.SubjectName.Should().Be(subject);
    }
}

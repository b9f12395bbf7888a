namespace Bits.RetrySim.Tests;

/// <summary>Resume on JobError: 60 MB at 8 Mbit/s (one minute), three resumes, an hour apart.</summary>
public sealed class PatientDownloaderTests : IDisposable
{
    private const string Url = "https://cdn.example/app.zip";
    private const string LocalName = @"C:\Downloads\app.zip";

    private readonly BitsSimulation _bits = new();
    private readonly SimulatedHost _host;
    private readonly PatientDownloader _downloader;

    public PatientDownloaderTests()
    {
        _bits.Network.BitsPerSecond = 8_000_000;
        _host = _bits.Network.Host("cdn.example");
        _host.Resource("/app.zip", 60_000_000);
        _downloader = new PatientDownloader(_bits.Manager, maximumResumes: 3, pause: TimeSpan.FromHours(1));
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void DownloadAsync_NothingFails_IsToldTheMomentItIsDone()
    {
        _bits.Run(() => _downloader.DownloadAsync(Url, LocalName)).Should().BeTrue();
        _bits.Manager.EnumJobs().Should().BeEmpty();
    }

    [Fact]
    public void DownloadAsync_ServerRefusesForTwoHours_ResumesAndKeepsTheBytes()
    {
        _host.Outage(TimeSpan.FromSeconds(40), TimeSpan.FromHours(2), SimulatedFault.HttpStatus(403));

        Task<bool> download = _bits.Start(() => _downloader.DownloadAsync(Url, LocalName));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Run(() => download).Should().BeTrue();
        _bits.EventLog.AttemptsOf(job).Should().Equal(0, 640, 4240, 7840);   // the line broke, then 403, which is fatal: only Resume starts anew, an hour later
        job.Times.TransferCompletionTime.Should().Be(job.Times.CreationTime.AddSeconds(7860), "40 MB were here; 20 MB take 20 seconds");
    }

    [Fact]
    public void DownloadAsync_ServerRefusesForGood_GivesUpAfterThreeResumes()
    {
        _host.Fails(SimulatedFault.HttpStatus(403));

        Task<bool> download = _bits.Start(() => _downloader.DownloadAsync(Url, LocalName));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Run(() => download).Should().BeFalse();
        _bits.EventLog.AttemptsOf(job).Should().Equal(0, 3600, 7200, 10_800);
        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
    }

    [Fact]
    public void DownloadAsync_ServerIsBusyForADay_LeavesTheRetriesToBits()
    {
        _host.Outage(TimeSpan.Zero, TimeSpan.FromDays(1), SimulatedFault.HttpStatus(503));

        Task<bool> download = _bits.Start(() => _downloader.DownloadAsync(Url, LocalName));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Run(() => download).Should().BeTrue();
        job.ErrorCount.Should().Be(144, "one attempt every ten minutes; looking at the job is not resuming it");
        _bits.EventLog.Events.Count(entry => entry is { Kind: JobEventKind.Call, Detail: "Resume" }).Should().Be(1);
    }

    [Fact]
    public void DownloadAsync_CallbackIsLost_NoticesAtItsNextLook()
    {
        Task<bool> download = _bits.Start(() => _downloader.DownloadAsync(Url, LocalName));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Clock.Advance(TimeSpan.FromSeconds(30));
        _bits.Manager.RestartService();   // the job goes on, the notify interface does not
        job.NotifyInterface.Should().BeNull();

        _bits.Clock.AdvanceTo(TimeSpan.FromMinutes(14));
        job.State.Should().Be(BackgroundCopyJobState.Transferred, "it is done, and nobody was told");

        _bits.Run(() => download).Should().BeTrue();
        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void DownloadAsync_CallbackFailsOnce_IsCalledAgain()
    {
        Task<bool> download = _bits.Start(() => _downloader.DownloadAsync(Url, LocalName));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        IBackgroundCopyCallback callback = job.NotifyInterface!;
        int calls = 0;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobTransferred = told =>
            {
                if (++calls == 1)
                {
                    throw new BitsException("The other process is gone.", HResults.E_FAIL);
                }

                callback.JobTransferred(told);
            },
        };

        _bits.Run(() => download).Should().BeTrue("BITS repeats the call after the retry delay, before the downloader would look by itself");
        _bits.EventLog.NotificationsOf(job).Should().Equal("60 JobTransferred", "60 JobTransferred 0x80004005", "660 JobTransferred");
    }

    [Fact]
    public void DownloadAsync_AdministratorCancelsTheJob_EndsWithoutIt()
    {
        _host.Fails(SimulatedFault.HttpStatus(403));
        Task<bool> download = _bits.Start(() => _downloader.DownloadAsync(Url, LocalName));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Clock.Advance(TimeSpan.FromMinutes(30));

        job.Cancel();
        _bits.Run(() => download).Should().BeFalse();
        _host.RequestCount.Should().Be(1);
    }

    [Fact]
    public void ResumeInALoop_InPlaceOfPatience_AsksTheServerSixtyTimesAsOften()
    {
        _host.Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = _bits.Manager.CreateJob("impatient");
        job.AddFile(Url, LocalName);
        job.Resume();

        for (int round = 0; round < 360; round++)
        {
            _bits.Clock.Advance(TimeSpan.FromSeconds(10));
            job.Resume();   // what some scripts do on TRANSIENT_ERROR: it ignores the rest of the delay
        }

        _host.RequestCount.Should().Be(360, "left alone, BITS would have asked at 0:00, 0:10 ... 0:50");
    }
}

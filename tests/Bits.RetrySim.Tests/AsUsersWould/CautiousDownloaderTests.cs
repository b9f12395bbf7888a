using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Five failures at most, and nothing left behind.</summary>
public sealed class CautiousDownloaderTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly BackgroundCopyFileInfo[] Files =
    [
        new("https://cdn.example/app.zip", @"C:\Downloads\app.zip"),
        new("https://cdn.example/manual.pdf", @"C:\Downloads\manual.pdf"),
        new("https://cdn.example/extras.zip", @"C:\Downloads\extras.zip"),
    ];

    private readonly BitsSimulation _bits = new();
    private readonly SimulatedHost _host;
    private readonly CautiousDownloader _downloader;

    public CautiousDownloaderTests()
    {
        _host = _bits.Network.Host("cdn.example");
        _host.Resource("/app.zip", 60_000_000);
        _host.Resource("/manual.pdf", 1_000_000);
        _host.Resource("/extras.zip", 5_000_000);
        _downloader = new CautiousDownloader(_bits.Manager, maximumFailures: 5);
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void DownloadAsync_ServerFailsTwiceAndRecovers_IsASuccess()
    {
        _host.OnRequests(1, 2, SimulatedFault.HttpStatus(500));

        Task<BackgroundCopyResult?> download = _bits.Start(() => _downloader.DownloadAsync("app", Files));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Run(() => download).Should().Be(BackgroundCopyResult.Ok);
        job.ErrorCount.Should().Be(2, "the count tells of attempts that failed, not of how it ended");
        _bits.EventLog.AttemptsOf(job).Should().Equal(0, 600, 1200);
    }

    [Fact]
    public void DownloadAsync_ServerKeepsFailing_GivesUpAtTheFifthFailure()
    {
        _host.Fails(SimulatedFault.HttpStatus(503));

        Task<BackgroundCopyResult?> download = _bits.Start(() => _downloader.DownloadAsync("app", Files));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Run(() => download).Should().BeNull();
        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(40));
        _bits.EventLog.AttemptsOf(job).Should().Equal(0, 600, 1200, 1800, 2400);
    }

    [Fact]
    public void DownloadAsync_NetworkIsGoneForAWeek_CountsNoFailure()
    {
        _bits.Environment.NetworkAvailable = false;
        _bits.At(TimeSpan.FromDays(7), () => _bits.Environment.NetworkAvailable = true);

        Task<BackgroundCopyResult?> download = _bits.Start(() => _downloader.DownloadAsync("app", Files));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Run(() => download).Should().Be(BackgroundCopyResult.Ok);
        job.ErrorCount.Should().Be(0);
        _bits.EventLog.AttemptsOf(job).Should().Equal(TimeSpan.FromDays(7).TotalSeconds);
    }

    [Fact]
    public void DownloadAsync_LastFileIsMissing_KeepsTheOthers()
    {
        _host.Resource("/extras.zip").Fails(SimulatedFault.HttpStatus(404));

        Task<BackgroundCopyResult?> download = _bits.Start(() => _downloader.DownloadAsync("app", Files));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Run(() => download).Should().Be(BackgroundCopyResult.PartialComplete, "which is a success code: nothing is thrown, and a file is missing");
        job.State.Should().Be(Acknowledged);
        job.Files.Select(file => file.Progress.Completed).Should().Equal(true, true, false);
    }

    [Fact]
    public void CancelOrphans_AfterARestartInTheMiddle_RemovesWhatTheEarlierRunLeft()
    {
        _host.Fails(SimulatedFault.HttpStatus(503));
        Task<BackgroundCopyResult?> earlierRun = _bits.Start(() => _downloader.DownloadAsync("app", Files));
        BackgroundCopyJob orphan = _bits.Manager.EnumJobs().Single();
        _bits.Clock.Advance(TimeSpan.FromMinutes(5));
        _bits.Manager.RestartService();   // nobody listens to the job any more

        _bits.Clock.Advance(Day);
        orphan.State.Should().Be(TransientError, "it is past its fifth failure, and goes on failing for two weeks");
        orphan.ErrorCount.Should().Be(146, "the restart had it tried before its delay was over");

        CautiousDownloader nextRun = new(_bits.Manager, maximumFailures: 5);
        nextRun.CancelOrphans().Should().Be(1);

        orphan.State.Should().Be(Cancelled);
        _bits.Run(() => earlierRun).Should().BeNull();
    }

    [Fact]
    public void CancelOrphans_JobsOfOthersAndOfToday_StayAlone()
    {
        BackgroundCopyJob foreign = _bits.Manager.CreateJob("somebody else's");
        _bits.Clock.Advance(Day);
        _ = _downloader.DownloadAsync("app", Files);
        BackgroundCopyJob young = _bits.Manager.EnumJobs()[1];

        _downloader.CancelOrphans().Should().Be(0);

        _bits.Manager.EnumJobs().Should().Equal(foreign, young);
    }

    [Fact]
    public void DownloadAsync_OrphansFillTheQueue_WorksAgainOnceTheyAreGone()
    {
        for (int run = 0; run < 60; run++)
        {
            _bits.Manager.CreateJob("cautious/forgotten");
        }

        _bits.Clock.Advance(Day);
        Func<Task> oneTooMany = () => _downloader.DownloadAsync("app", Files);

        _bits.Invoking(bits => bits.Run(oneTooMany)).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_TOO_MANY_JOBS_PER_USER);
        _downloader.CancelOrphans().Should().Be(60);
        _ = _downloader.DownloadAsync("app", Files);
        _bits.Manager.EnumJobs().Should().ContainSingle();
    }

    [Fact]
    public void CheckSettings_DelayAboveTimeout_SaysThatNothingIsEverRetried()
    {
        _host.Fails(SimulatedFault.HttpStatus(503));
        Task<BackgroundCopyResult?> download = _bits.Start(() => _downloader.DownloadAsync("app", Files));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        job.CheckSettings().Should().BeEmpty("the defaults are 10 minutes and 14 days");

        job.NoProgressTimeout = TimeSpan.FromMinutes(2);   // what an installer shipped with: 600 s and 120 s

        job.CheckSettings().Should().ContainSingle().Which.Kind.Should().Be(SettingsWarningKind.DelayAboveTimeout);
        _bits.Run(() => download).Should().Be(BackgroundCopyResult.PartialComplete);
        _bits.EventLog.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Error 0x801901F7", "0 Acknowledged");   // one busy answer ended it
    }
}

using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Mirror fallback: two hosts, 60 MB at 8 Mbit/s (one minute), patience of ten minutes.</summary>
public sealed class MirrorDownloaderTests : IDisposable
{
    private const string LocalName = @"C:\Downloads\app.zip";
    private static readonly string[] Mirrors = ["https://one.example/app.zip", "https://two.example/app.zip"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly BitsSimulation _bits = new();
    private readonly SimulatedHost _one;
    private readonly SimulatedHost _two;
    private readonly MirrorDownloader _downloader;

    public MirrorDownloaderTests()
    {
        _bits.Network.BitsPerSecond = 8_000_000;
        _one = _bits.Network.Host("one.example");
        _two = _bits.Network.Host("two.example");
        _one.Resource("/app.zip", 60_000_000);
        _two.Resource("/app.zip", 60_000_000);
        _downloader = new MirrorDownloader(_bits.Manager, Patience);
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void DownloadAsync_FirstMirrorDelivers_AsksNoOther()
    {
        _bits.Run(() => _downloader.DownloadAsync(Mirrors, LocalName)).Should().Be(Mirrors[0]);
        _two.RequestCount.Should().Be(0);
        _bits.Manager.EnumJobs().Should().BeEmpty();
    }

    [Fact]
    public void DownloadAsync_FirstMirrorIsSlowToAnswerAgain_WaitsForIt()
    {
        _one.Outage(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(7), SimulatedFault.HttpStatus(503));

        Task<string?> download = _bits.Start(() => _downloader.DownloadAsync(Mirrors, LocalName));
        BackgroundCopyJob job = _bits.Manager.EnumJobs().Single();
        _bits.Clock.Advance(TimeSpan.FromMinutes(5));

        job.State.Should().Be(TransientError, "BITS tries again on its own; cancelling now would throw 30 MB away");
        job.Progress.BytesTransferred.Should().Be(30_000_000);

        _bits.Run(() => download).Should().Be(Mirrors[0]);
        Attempts().Should().Equal("job 1 at 0 s", "job 1 at 90 s", "job 1 at 150 s", "job 1 at 210 s", "job 1 at 270 s", "job 1 at 330 s", "job 1 at 390 s", "job 1 at 450 s");
    }

    [Fact]
    public void DownloadAsync_FirstMirrorHasNoSuchFile_GoesOnAtOnce()
    {
        string[] mirrors = ["https://one.example/moved.zip", Mirrors[1]];

        _bits.Run(() => _downloader.DownloadAsync(mirrors, LocalName)).Should().Be(Mirrors[1]);
        Attempts().Should().Equal("job 1 at 0 s", "job 2 at 10 s");   // a 404 is fatal; the downloader looks every ten seconds
    }

    [Fact]
    public void DownloadAsync_FirstMirrorTriesPatience_GoesOnWhenItIsOver()
    {
        _one.Fails(SimulatedFault.HttpStatus(503));

        _bits.Run(() => _downloader.DownloadAsync(Mirrors, LocalName)).Should().Be(Mirrors[1]);
        _one.RequestCount.Should().Be(11, "it was asked every minute from 0:00 to 10:00");
        Attempts()[^1].Should().Be("job 2 at 610 s", "trouble was first seen at 0:10, and patience lasts ten minutes");
    }

    [Fact]
    public void DownloadAsync_BytesArriveBetweenFailures_PatienceBeginsAnew()
    {
        _one.Outage(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(9), SimulatedFault.HttpStatus(503));
        _one.Outage(TimeSpan.FromSeconds(580), TimeSpan.FromMinutes(18), SimulatedFault.HttpStatus(503));

        _bits.Run(() => _downloader.DownloadAsync(Mirrors, LocalName)).Should().Be(Mirrors[0]);
        _two.RequestCount.Should().Be(0);
    }

    [Fact]
    public void DownloadAsync_MachineIsOffline_BlamesNoMirror()
    {
        _bits.At(TimeSpan.FromSeconds(30), () => _bits.Environment.NetworkAvailable = false);
        _bits.At(TimeSpan.FromHours(8), () => _bits.Environment.NetworkAvailable = true);

        _bits.Run(() => _downloader.DownloadAsync(Mirrors, LocalName)).Should().Be(Mirrors[0]);
        Attempts().Should().Equal("job 1 at 0 s", "job 1 at 28800 s");   // one of them eight hours later, the moment the network is back
    }

    [Fact]
    public void DownloadAsync_NoMirrorDelivers_LeavesNoJobBehind()
    {
        _one.Fails(SimulatedFault.HttpStatus(403));
        _two.Fails(SimulatedFault.HttpStatus(503));

        _bits.Run(() => _downloader.DownloadAsync(Mirrors, LocalName)).Should().BeNull();
        _bits.Manager.EnumJobs().Should().BeEmpty();
    }

    [Fact]
    public void DownloadAsync_CallerChangesItsMind_LeavesNoJobBehind()
    {
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(30), _bits.Clock);

        _bits.Invoking(bits => bits.Run(() => _downloader.DownloadAsync(Mirrors, LocalName, source.Token))).Should().Throw<OperationCanceledException>();

        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(30));
        _bits.Manager.EnumJobs().Should().BeEmpty();
    }

    [Fact]
    public void CheckSettings_OfItsJob_FindsNothing()
    {
        _ = _downloader.DownloadAsync(Mirrors, LocalName);

        _bits.Manager.EnumJobs().Single().CheckSettings().Should().BeEmpty();
    }

    private string[] Attempts() => [.. _bits.EventLog.Events
        .Where(entry => entry.Kind == JobEventKind.Attempt)
        .Select(entry => $"job {entry.Job} at {(long)entry.Instant.TotalSeconds} s")];
}

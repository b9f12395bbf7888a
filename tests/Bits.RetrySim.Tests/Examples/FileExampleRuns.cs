namespace Bits.RetrySim.Tests;

/// <summary>The examples of the documentation comments of files, word by word, in the least around them that lets them run.</summary>
public sealed class FileExampleRuns : IDisposable
{
    private readonly BitsSimulation _bits = new();

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void File_OfAFailedJob_ComesFromAMirror()
    {
        _bits.Network.Host("mirror.example").Resource("/app.zip", 1_000);
        BackgroundCopyJob job = Failed("https://cdn.example/app.zip");

        job.Error!.File!.SetRemoteName("https://mirror.example/app.zip");
        job.Resume();

        _bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public void Files_OfAFailedJob_ComeFromAnotherServer()
    {
        _bits.Network.Host("cdn2.example").Resource("/app.zip", 1_000);
        BackgroundCopyJob job = Failed("https://cdn1.example/app.zip");

        job.ReplaceRemotePrefix("https://cdn1.example/", "https://cdn2.example/").Should().BeTrue();
        job.Resume();

        _bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public void File_WithRanges_BringsThemAlone()
    {
        _bits.Network.Host("cdn.example").Resource("/app.iso", 2_000_000);
        BackgroundCopyJob job = _bits.Manager.CreateJob("parts");

        job.AddFileWithRanges("https://cdn.example/app.iso", @"C:\Downloads\head.bin", [new(0, 4096), new(1_000_000, BackgroundCopyFileRange.ToEndOfFile)]);
        job.Resume();

        _bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Progress.BytesTransferred.Should().Be(1_004_096);
    }

    [Fact]
    public void File_ThatHasArrived_IsJudged()
    {
        _bits.Network.Host("cdn.example").Resource("/app.zip", 1_000);
        BackgroundCopyJob job = _bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        BackgroundCopyCallback callback = new();
        callback.FileTransferred = (job, file) => file.SetValidationState(IsWhatItShouldBe(file.TemporaryName!));
        (job.NotifyFlags, job.NotifyInterface) = (BackgroundCopyNotifications.FileTransferred, callback);
        job.Resume();

        _bits.RunToOutcome(job, TimeSpan.FromDays(1));
        _bits.Clock.Advance(TimeSpan.Zero);

        job.Files[0].IsValidated.Should().BeTrue();
    }

    [Fact]
    public void File_OfAHash_IsLookedInto()
    {
        _bits.Network.Host("cdn.example").Resource("/app.zip", 1_000).WithSha256(new string('0', 64));
        BackgroundCopyJob job = _bits.Manager.CreateJob("update");

        BackgroundCopyFile file = job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        file.ExpectedSha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        job.Resume();

        _bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Error);
    }

    [Fact]
    public void File_OfWhichAPartIsAskedFor_BringsItFirst()
    {
        _bits.Network.Host("cdn.example").Resource("/film.mp4", 50_000_000);
        BackgroundCopyJob job = _bits.Manager.CreateJob("film");
        job.AddFile("https://cdn.example/film.mp4", @"C:\Films\film.mp4");

        job.Files[0].RequestFileRanges([new(40_000_000, 1_000_000)]);
        job.Resume();

        _bits.RunUntil(job, BackgroundCopyJobState.Suspended, TimeSpan.FromDays(1));
        job.Files[0].GetFilledFileRanges().Should().Equal(new BackgroundCopyFileRange(40_000_000, 1_000_000));
    }

    private static bool IsWhatItShouldBe(string path) => path.EndsWith(".tmp", StringComparison.Ordinal);

    private BackgroundCopyJob Failed(string remoteName)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("update");
        job.AddFile(remoteName, @"C:\Downloads\app.zip");
        job.NoProgressTimeout = TimeSpan.Zero;
        job.Resume();
        _bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Error);
        return job;
    }
}

using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Files that are to come from elsewhere than first said.</summary>
public sealed class SetRemoteNameTests : IDisposable
{
    private const string Mirror = "https://mirror.example/f";
    private static readonly DateTimeOffset Old = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset New = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly BitsSimulation _bits = new();

    public SetRemoteNameTests()
    {
        _bits.Network.RequestsKept = 100;
        _bits.Network.BitsPerSecond = 8_000;
        _bits.Network.Host("cdn.example").Resource("/f", 10_000);
    }

    public void Dispose() => _bits.Dispose();

    [Theory]
    [Trait("Rule", "FILE-13")]
    [Trait("Rule", "FILE-20")]
    [Trait("Rule", "CONS-1")]
    [InlineData(10_000, false, 4_000, 10)]
    [InlineData(10_000, true, 0, 14)]
    [InlineData(12_000, false, 0, 16)]
    public void SetRemoteName_WhileTheFileIsFetched_RestartsTheAttempt_AndKeepsTheBytesOfTheSameVersion(long size, bool newTimeStamp, long from, int done)
    {
        _bits.Network.Host("mirror.example").Resource("/f", size, newTimeStamp ? New : Old);
        BackgroundCopyJob job = Start();
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(4));

        job.Files[0].SetRemoteName(new Uri(Mirror));

        (job.State, job.Files[0].RemoteName, job.Progress.BytesTransferred).Should().Be((Queued, Mirror, 4_000));
        _bits.Clock.Advance(TimeSpan.Zero);
        (job.State, job.Attempts, job.ErrorCount, job.Progress.BytesTransferred).Should().Be((Transferring, 2, 0, from));
        _bits.Network.Host("mirror.example").Requests.Should().ContainSingle().Which.Offset.Should().Be(4_000);
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(done));
        (job.State, job.Progress.BytesTransferred).Should().Be((Transferred, size));
    }

    [Theory]
    [Trait("Rule", "FILE-13")]
    [InlineData(true, Transferred, 10_000)]
    [InlineData(false, Error, 4_000)]
    public void SetRemoteName_ToAServerThatCannotResume_BeginsAgainWhereAWholeFileWillDo(bool foreground, BackgroundCopyJobState state, long bytes)
    {
        _bits.Network.Host("mirror.example").Resource("/f", 10_000, Old).WithoutRanges();
        BackgroundCopyJob job = Start();
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(4));
        job.Priority = foreground ? BackgroundCopyJobPriority.Foreground : BackgroundCopyJobPriority.Normal;

        job.Files[0].SetRemoteName(Mirror);
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(14));

        (job.State, job.Progress.BytesTransferred).Should().Be((state, bytes));
        _bits.Network.Host("mirror.example").RequestCount.Should().Be(foreground ? 1 : 4);
    }

    [Fact]
    [Trait("Rule", "FILE-20")]
    [Trait("Rule", "LIFE-17")]
    public void SetRemoteName_InError_DoesNothingUntilResume()
    {
        _bits.Network.Host("mirror.example").Resource("/f", 1_000);
        BackgroundCopyJob job = Start("https://cdn.example/missing");
        _bits.Clock.Advance(TimeSpan.Zero);
        job.State.Should().Be(Error);

        job.Error!.File!.SetRemoteName(Mirror);
        _bits.Clock.Advance(TimeSpan.FromDays(1));

        (job.State, _bits.Network.Host("mirror.example").RequestCount).Should().Be((Error, 0));
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromSeconds(1));
        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "FILE-13")]
    [Trait("Rule", "CONS-3")]
    public void SetRemoteName_OfAFileThatHasArrived_FetchesNothing()
    {
        BackgroundCopyJob job = Start();
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(10));
        job.State.Should().Be(Transferred);

        job.Files[0].SetRemoteName(Mirror);
        job.Suspend();
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromHours(1));

        (job.State, job.Attempts, job.Files[0].RemoteName).Should().Be((Transferred, 1, Mirror));
    }

    [Fact]
    [Trait("Rule", "FILE-20")]
    public void SetRemoteName_OfAnotherFileOrToTheSameName_LeavesTheAttemptAlone()
    {
        BackgroundCopyJob job = Start();
        BackgroundCopyFile second = job.AddFile("https://cdn.example/g", @"C:\g");
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(4));

        second.SetRemoteName(Mirror);
        job.Files[0].SetRemoteName("https://cdn.example/f");

        (job.State, job.Attempts).Should().Be((Transferring, 1));
    }

    [Fact]
    [Trait("Rule", "FILE-13")]
    public void SetRemoteName_WhileWaitingForTheRetry_IsUsedByTheRetry()
    {
        _bits.Network.Host("cdn.example").Outage(TimeSpan.Zero, TimeSpan.FromDays(1), SimulatedFault.HttpStatus(503));
        _bits.Network.Host("mirror.example").Resource("/f", 1_000);
        BackgroundCopyJob job = Start();
        _bits.Clock.Advance(TimeSpan.FromMinutes(15));
        (job.State, job.Attempts).Should().Be((TransientError, 2));

        job.Files[0].SetRemoteName(Mirror);
        job.State.Should().Be(TransientError);
        _bits.Clock.Advance(TimeSpan.FromMinutes(6));

        (job.State, job.Attempts, job.ErrorCount).Should().Be((Transferred, 3, 2));
    }

    [Theory]
    [Trait("Rule", "FILE-13")]
    [InlineData(true, Mirror)]
    [InlineData(false, "https://cdn.example/f")]
    public void SetRemoteName_BeforeARestartOfTheService_IsKeptFromResumeOn(bool resumes, string name)
    {
        BackgroundCopyJob job = Start();
        job.Suspend();
        job.Files[0].SetRemoteName("https://other.example/f");
        job.Files[0].SetRemoteName(Mirror);
        if (resumes)
        {
            job.Resume();
            job.Suspend();
        }

        _bits.Manager.RestartService();

        job.Files[0].RemoteName.Should().Be(name);
        _bits.EventLog.Events.Count(entry => entry.Kind == JobEventKind.Hint && entry.Hint.Contains("remote name", StringComparison.Ordinal)).Should().Be(resumes ? 0 : 1);
    }

    [Fact]
    [Trait("Rule", "FILE-14")]
    public void ReplaceRemotePrefix_RenamesWhatBeginsSo_ByTheCaseOfItsLetters()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFileSet([new("https://cdn.example/a/x", @"C:\x"), new("https://CDN.example/a/y", @"C:\y"), new("https://cdn.example/b", @"C:\b")]);

        job.ReplaceRemotePrefix("https://cdn.example/a", "https://mirror.example/z").Should().BeTrue();
        job.ReplaceRemotePrefix("https://Cdn.example/", "https://mirror.example/").Should().BeFalse();

        job.Files.Select(file => file.RemoteName).Should().Equal("https://mirror.example/z/x", "https://CDN.example/a/y", "https://cdn.example/b");
    }

    [Fact]
    [Trait("Rule", "FILE-14")]
    [Trait("Rule", "FILE-20")]
    public void ReplaceRemotePrefix_WhileAFileIsFetched_RestartsTheAttempt()
    {
        _bits.Network.Host("mirror.example").Resource("/f", 10_000, Old);
        BackgroundCopyJob job = Start();
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(4));

        job.ReplaceRemotePrefix("https://cdn.example/", "https://mirror.example/").Should().BeTrue();
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(10));

        (job.State, job.Attempts, _bits.Network.Host("mirror.example").RequestCount).Should().Be((Transferred, 2, 1));
    }

    private BackgroundCopyJob Start(string remoteName = "https://cdn.example/f")
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(remoteName, @"C:\f");
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);
        return job;
    }
}

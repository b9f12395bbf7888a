using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Files that have to have a hash (D-52), in a simulation.</summary>
public sealed class ExpectedHashTests : IDisposable
{
    private static readonly string Good = new('a', 64);
    private static readonly string Bad = new('b', 64);
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    private readonly BitsSimulation _bits = new();

    public void Dispose() => _bits.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void File_OfTheHashThatIsExpected_Arrives(bool isTold)
    {
        BackgroundCopyJob job = Fetch(isTold ? Good.ToUpperInvariant() : null, Good);

        _bits.RunToOutcome(job, Long).Should().Be(Transferred);

        job.Files[0].ExpectedSha256.Should().Be(Good);
    }

    [Fact]
    public void File_OfAnotherHash_FailsAndIsFetchedAgain()
    {
        BackgroundCopyJob job = Fetch(Bad, Good);

        _bits.RunToOutcome(job, Long).Should().Be(Error);

        (job.Error!.Code, job.Error.Context, job.Error.File, job.ErrorCount)
            .Should().Be((HResults.BG_E_VALIDATION_FAILED, BackgroundCopyErrorContext.RemoteFile, job.Files[0], 1));
        (job.Progress.BytesTransferred, job.Progress.FilesTransferred).Should().Be((0, 0));
        _bits.Network.Host("cdn.example").Resource("/a").WithSha256(Good);
        job.Resume();
        _bits.RunToOutcome(job, Long).Should().Be(Transferred);
        job.Files[0].Progress.BytesTransferred.Should().Be(1_000);
    }

    [Fact]
    public void ExpectedSha256_OfAFailedJob_CanBePutRight()
    {
        BackgroundCopyJob job = Fetch(Good, Bad);
        _bits.RunToOutcome(job, Long).Should().Be(Error);

        job.Files[0].ExpectedSha256 = null;
        job.Resume();

        _bits.RunToOutcome(job, Long).Should().Be(Transferred);
    }

    [Fact]
    public void File_EmptyAndOfAnotherHash_Fails()
    {
        BackgroundCopyJob job = Fetch(Bad, Good, size: 0);

        _bits.RunToOutcome(job, Long).Should().Be(Error);

        job.Error!.Code.Should().Be(HResults.BG_E_VALIDATION_FAILED);
    }

    /// <summary>The files around it are as they were.</summary>
    [Fact]
    public void Set_WithAHashOfOneFile_FailsAtThatFile()
    {
        SimulatedHost host = _bits.Network.Host("cdn.example");
        Array.ForEach(["/1", "/2", "/3"], path => host.Resource(path, 1_000).WithSha256(Bad));
        BackgroundCopyJob job = _bits.Manager.CreateJob("set");
        job.AddFileSet([new("http://cdn.example/1", @"C:\1"), new("http://cdn.example/2", @"C:\2") { ExpectedSha256 = Good }, new("http://cdn.example/3", @"C:\3") { ExpectedSha256 = Bad }]);
        job.Resume();

        _bits.RunToOutcome(job, Long).Should().Be(Error);

        (job.Error!.File, job.Progress.FilesTransferred, job.Progress.BytesTransferred).Should().Be((job.Files[1], 1, 1_000));
    }

    /// <summary>A hash is that of the whole: parts that come before are not looked at.</summary>
    [Fact]
    public void File_OfWhichAPartIsAskedFor_IsLookedAtWhenItIsWhole()
    {
        BackgroundCopyJob job = Fetch(Bad, Good, before: file => file.RequestFileRanges([new(100, 200)]));
        _bits.Clock.Advance(TimeSpan.FromSeconds(5));
        (job.State, job.Progress.BytesTransferred).Should().Be((Suspended, 200));

        job.Resume();

        _bits.RunToOutcome(job, Long).Should().Be(Error);
        job.Progress.BytesTransferred.Should().Be(0);
    }

    [Fact]
    public void ExpectedSha256_OfAJobThatIsKilled_IsKept()
    {
        SimulatedClock clock = new();
        MemoryStore store = new();
        BackgroundCopyJob job;
        using (Bench first = new(options => options.Store = store, clock))
        {
            job = first.CreateJob();
            job.Files[0].ExpectedSha256 = Good;
            store.IsDead = true;
        }

        store.IsDead = false;
        using Bench second = new(options => options.Store = store, clock);

        second.Manager.GetJob(job.Id).Files[0].ExpectedSha256.Should().Be(Good);
    }

    [Theory]
    [InlineData(Queued, HResults.BG_E_READ_ONLY_WHEN_JOB_ACTIVE)]
    [InlineData(Connecting, HResults.BG_E_READ_ONLY_WHEN_JOB_ACTIVE)]
    [InlineData(Transferring, HResults.BG_E_READ_ONLY_WHEN_JOB_ACTIVE)]
    [InlineData(TransientError, HResults.BG_E_READ_ONLY_WHEN_JOB_ACTIVE)]
    [InlineData(Transferred, HResults.BG_E_INVALID_STATE)]
    [InlineData(Suspended, 0)]
    [InlineData(Error, 0)]
    public void ExpectedSha256_InAState_IsTakenWhereNoAttemptCanMissIt(BackgroundCopyJobState state, int refusal)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        Action set = () => job.Files[0].ExpectedSha256 = Good;

        if (refusal == 0)
        {
            set();
        }
        else
        {
            Refusal.Of(set).Should().Be(refusal);
        }

        job.Files[0].ExpectedSha256.Should().Be(refusal == 0 ? Good : null);
    }

    [Fact]
    public void Script_WithHashes_FailsUntilTheFileIsReplaced()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse($$"""
            {
              "network": { "hosts": { "h": { "resources": { "/a": { "size": 1000, "sha256": "{{Bad}}", "changes": [ { "at": 100, "sha256": "{{Good}}" } ] } } } } },
              "jobs": [ { "name": "j", "files": [ { "remote": "http://h/a", "local": "C:\\a", "sha256": "{{Good.ToUpperInvariant()}}" } ], "calls": [ { "at": 200, "call": "resume" } ] } ]
            }
            """));
        BackgroundCopyJob job = bits.Manager.EnumJobs()[0];
        bits.Clock.Advance(TimeSpan.FromSeconds(50));
        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_VALIDATION_FAILED));

        bits.Clock.Advance(TimeSpan.FromSeconds(200));

        job.State.Should().Be(Transferred);
    }

    private BackgroundCopyJob Fetch(string? told, string expected, long size = 1_000, Action<BackgroundCopyFile>? before = null)
    {
        _bits.Network.Host("cdn.example").Resource("/a", size).WithSha256(told);
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        BackgroundCopyFile file = job.AddFile("http://cdn.example/a", @"C:\a");
        file.ExpectedSha256 = expected;
        before?.Invoke(file);
        job.Resume();
        return job;
    }
}

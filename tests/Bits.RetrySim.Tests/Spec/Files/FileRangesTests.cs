using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Files of which parts are fetched.</summary>
public sealed class FileRangesTests : IDisposable
{
    private const long ToEnd = BackgroundCopyFileRange.ToEndOfFile;

    private readonly BitsSimulation _bits = new();
    private readonly SimulatedResource _resource;

    public FileRangesTests()
    {
        _bits.Network.RequestsKept = 100;
        _bits.Network.BitsPerSecond = 8_000;
        _resource = _bits.Network.Host("h").Resource("/f", 10_000);
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "FILE-11")]
    [Trait("Rule", "FILE-12")]
    [Trait("Rule", "PROG-3")]
    [Trait("Rule", "PROG-6")]
    public void Ranges_WithLengths_AreAllThatIsFetchedAndCounted()
    {
        BackgroundCopyJob job = Job(new(8_000, 1_000), new(0, 500), new(500, 1_500));
        job.Files[0].Ranges.Should().Equal(new BackgroundCopyFileRange(8_000, 1_000), new BackgroundCopyFileRange(0, 500), new BackgroundCopyFileRange(500, 1_500));
        job.Progress.Should().Be(new BackgroundCopyJobProgress(3_000, 0, 1, 0), "the sum is known at once");

        job.Resume();
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(2));
        (job.State, job.Files[0].Progress).Should().Be((Transferring, new BackgroundCopyFileProgress(3_000, 2_000, false)));
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(3));

        (job.State, job.Progress).Should().Be((Transferred, new BackgroundCopyJobProgress(3_000, 3_000, 1, 1)));
        SimulatedRequest request = _bits.Network.Host("h").Requests.Should().ContainSingle().Subject;
        (request.Status, request.Offset).Should().Be((206, 0));
        request.Ranges.Should().Equal(job.Files[0].Ranges);
        request.ToString().Should().EndWith("/f at byte 0 of 3 ranges: 206");
        job.Complete();
        _bits.Files.Delivered.Should().ContainSingle().Which.Size.Should().Be(3_000);
    }

    [Fact]
    [Trait("Rule", "FILE-12")]
    public void Ranges_OfAWholeFile_AreNone()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f").Ranges.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "FILE-11")]
    [Trait("Rule", "PROG-6")]
    public void Ranges_ToTheEnd_AreCountedOnceTheServerHasToldTheSize()
    {
        BackgroundCopyJob job = Job(new(0, 100), new(9_000, ToEnd));
        job.Progress.BytesTotal.Should().BeNull();

        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);
        job.Progress.BytesTotal.Should().Be(1_100);
        _bits.Clock.Advance(TimeSpan.FromSeconds(1.1));

        (job.State, job.Progress.BytesTransferred).Should().Be((Transferred, 1_100));
    }

    [Fact]
    [Trait("Rule", "FILE-11")]
    [Trait("Rule", "CONS-1")]
    public void Ranges_BrokenOff_GoOnWhereTheyStand()
    {
        _resource.DropsAt(1_200, once: true);
        BackgroundCopyJob job = Job(new(8_000, 1_000), new(0, 1_000));
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromSeconds(2));
        (job.State, job.Progress.BytesTransferred).Should().Be((TransientError, 1_200));

        _bits.Clock.Advance(TimeSpan.FromSeconds(601));

        (job.State, job.Progress.BytesTransferred, job.ErrorCount).Should().Be((Transferred, 2_000, 1));
        _bits.Network.Host("h").Requests.Select(request => request.Offset).Should().Equal(0, 1_200);
    }

    [Theory]
    [Trait("Rule", "ERR-33")]
    [InlineData(9_999, 1, 0)]
    [InlineData(9_999, 2, HResults.BG_E_INVALID_RANGE)]
    [InlineData(10_000, 1, HResults.BG_E_INVALID_RANGE)]
    [InlineData(10_000, ToEnd, HResults.BG_E_INVALID_RANGE)]
    public void Range_ThatTheFileHasNot_IsFatalOnceTheServerHasAnswered(long offset, long length, int code)
    {
        BackgroundCopyJob job = Job(new(0, 10), new(offset, length));
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromSeconds(1));

        (job.State, job.Error?.Code ?? 0, job.Progress.BytesTransferred).Should().Be(code == 0 ? (Transferred, 0, 11) : (Error, code, 0));
        job.Attempts.Should().Be(code == 0 ? 1 : 4, "it fails after the server's answer (RETRY-28)");
    }

    [Theory]
    [Trait("Rule", "ERR-33")]
    [InlineData(BackgroundCopyJobPriority.Foreground)]
    [InlineData(BackgroundCopyJobPriority.Normal)]
    public void Ranges_OfAServerWithout_AreFatal(BackgroundCopyJobPriority priority)
    {
        _resource.WithoutRanges();
        BackgroundCopyJob job = Job(new BackgroundCopyFileRange(0, 10));
        job.Priority = priority;
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);

        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT));
    }

    [Fact]
    [Trait("Rule", "ERR-33")]
    public void Ranges_MergedByTheServer_AreFatal()
    {
        _resource.OnRequest(1, SimulatedFault.HResult(HResults.BG_E_INVALID_SERVER_RESPONSE));
        BackgroundCopyJob job = Job(new(0, 10), new(10, 10));
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromDays(1));

        (job.State, job.Error!.Code, job.Attempts).Should().Be((Error, HResults.BG_E_INVALID_SERVER_RESPONSE, 1));
    }

    [Theory]
    [Trait("Rule", "CONS-2")]
    [Trait("Rule", "ERR-33")]
    [InlineData(20_000, Transferred)]
    [InlineData(4_000, Error)]
    public void File_ReplacedUnderWay_IsFetchedAnewIfItHasTheRanges(long size, BackgroundCopyJobState state)
    {
        _resource.ChangesAt(TimeSpan.FromSeconds(1), size, new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        BackgroundCopyJob job = Job(new BackgroundCopyFileRange(3_000, 2_000));
        job.Resume();
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(1.5));
        job.Progress.BytesTransferred.Should().Be(state == Error ? 1_000 : 500);
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(3));

        job.State.Should().Be(state);
    }

    [Fact]
    [Trait("Rule", "PROP-5")]
    [Trait("Rule", "PROG-6")]
    public void MaximumDownloadSize_CountsTheRangesAlone()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.Properties.MaximumDownloadSize = 1_000;
        job.AddFileWithRanges("http://h/f", @"C:\f", [new(0, 1_000)]);
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromSeconds(1));

        job.State.Should().Be(Transferred);
    }

    [Theory]
    [Trait("Rule", "HTTP-8")]
    [InlineData(1, "Content-Range: bytes 500-599/10000")]
    [InlineData(2, "Content-Type: multipart/byteranges")]
    public void ResponseHeaders_OfRanges_TellWhatComes(int ranges, string line)
    {
        BackgroundCopyJob job = Job([.. Enumerable.Range(0, ranges).Select(i => new BackgroundCopyFileRange(500 + (1_000 * i), 100))]);
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);

        job.Files[0].ResponseHeaders.Should().StartWith("HTTP/1.1 206 Partial Content\r\nContent-Length: " + (100 * ranges) + "\r\n" + line + "\r\n");
    }

    [Theory]
    [Trait("Rule", "POLICY-7")]
    [Trait("Rule", "LIM-7")]
    [Trait("Rule", "POLICY-20")]
    [InlineData(BackgroundCopyUserKind.Ordinary, false)]
    [InlineData(BackgroundCopyUserKind.Administrator, true)]
    [InlineData(BackgroundCopyUserKind.ServiceAccount, true)]
    public void AddFileWithRanges_MoreThanThePolicyAllows_IsRefusedToOrdinaryUsers(BackgroundCopyUserKind kind, bool isAllowed)
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxRangesPerFile = 3 });
        BackgroundCopyJob job = bench.Manager.CreateJob("job", BackgroundCopyJobType.Download, new BackgroundCopyUser("who", kind));
        job.AddFileWithRanges("http://h/f", @"C:\f", Some(3));

        Action add = () => job.AddFileWithRanges(new Uri("http://h/g"), @"C:\g", Some(4));

        if (isAllowed)
        {
            add.Should().NotThrow();
        }
        else
        {
            Refusal.Of(add).Should().Be(HResults.BG_E_TOO_MANY_RANGES_IN_FILE);
        }

        job.Files.Should().HaveCount(isAllowed ? 2 : 1);
    }

    [Fact]
    [Trait("Rule", "FILE-11")]
    [Trait("Rule", "FILE-13")]
    public void SetRemoteName_OfAFileWithRanges_KeepsToWebServers()
    {
        BackgroundCopyFile file = Job(new BackgroundCopyFileRange(0, 10)).Files[0];

        Refusal.Of(() => file.SetRemoteName(@"\\server\share\f")).Should().Be(HResults.E_INVALIDARG);
        file.SetRemoteName("http://other/f");

        file.RemoteName.Should().Be("http://other/f");
    }

    [Fact]
    [Trait("Rule", "FILE-11")]
    public void AddFileSet_WithRanges_AddsThemToTheirFiles()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFileSet([new("http://h/f", @"C:\f") { Ranges = [new(0, 10)] }, new("http://h/f", @"C:\g")]);

        job.Files.Select(file => file.Ranges?.Count).Should().Equal(1, null);
    }

    [Fact]
    [Trait("Rule", "FILE-11")]
    public void Script_WithRanges_FetchesThem()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse("""
            {
              "network": { "hosts": { "h": { "resources": { "/f": { "size": 1000 } } } } },
              "jobs": [ { "name": "parts", "files": [ { "remote": "http://h/f", "local": "/f", "ranges": [ { "length": 10 }, { "offset": 900 } ] } ] } ],
              "runFor": 1
            }
            """));
        bits.Clock.Advance(TimeSpan.FromSeconds(1));

        BackgroundCopyJob job = bits.Manager.EnumJobs().Single();
        (job.State, job.Progress.BytesTransferred).Should().Be((Transferred, 110));
        job.Files[0].Ranges.Should().Equal(new BackgroundCopyFileRange(0, 10), new BackgroundCopyFileRange(900, ToEnd));
    }

    [Fact]
    [Trait("Rule", "FILE-11")]
    public void Attempt_ByHand_KnowsTheRanges()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        job.AddFileWithRanges("http://h/f", @"C:\f", [new(0, 100), new(900, ToEnd)]);
        ManualAttempt attempt = bench.Start(job);
        attempt.Accept(1_000);
        attempt.Receive(150);

        attempt.Ranges.Should().HaveCount(2);
        (attempt.Size, job.Progress).Should().Be((200L, new BackgroundCopyJobProgress(200, 150, 1, 0)));
        attempt.Complete();
        bench.Pump();
        (job.State, job.Progress.BytesTransferred).Should().Be((Transferred, 200));
    }

    private static IEnumerable<BackgroundCopyFileRange> Some(int count) => Enumerable.Range(0, count).Select(i => new BackgroundCopyFileRange(i, 1));

    private BackgroundCopyJob Job(params BackgroundCopyFileRange[] ranges)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFileWithRanges("http://h/f", @"C:\f", ranges);
        return job;
    }
}

using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The last response about each file, as its client can read it.</summary>
public sealed class ResponseHeadersTests : IDisposable
{
    private static readonly DateTimeOffset Stamp = new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private readonly BitsSimulation _bits = new();

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "HTTP-8")]
    public void ResponseHeaders_OfAWholeFile_TellItsLengthAndTimeStamp()
    {
        _bits.Network.Host("h").Resource("/f", 1_000, Stamp).WithHeader("X-Cache", "hit");
        BackgroundCopyJob job = Job("http://h/f");
        job.Files[0].ResponseHeaders.Should().BeNull("nobody was asked yet");

        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);

        Lines(job).Should().Equal("HTTP/1.1 200 OK", "Content-Length: 1000", "Last-Modified: Sat, 03 Feb 2001 04:05:06 GMT", "X-Cache: hit", "");
        job.Complete();
        Lines(job).Should().HaveCount(5, "it can still be read");
    }

    [Fact]
    [Trait("Rule", "HTTP-8")]
    public void ResponseHeaders_OfTheRestOfAFile_TellItsRange()
    {
        _bits.Network.Host("h").Resource("/f", 1_000).WithoutTimeStamp().WithTag("\"v1\"").DropsAt(400, once: true);
        BackgroundCopyJob job = Job("http://h/f");
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromMinutes(10));

        (job.State, job.Attempts).Should().Be((Transferred, 2));
        Lines(job).Should().Equal("HTTP/1.1 206 Partial Content", "Content-Length: 600", "Content-Range: bytes 400-999/1000", "ETag: \"v1\"", "");
    }

    [Theory]
    [Trait("Rule", "HTTP-8")]
    [InlineData(false)]
    [InlineData(true)]
    public void ResponseHeaders_OfErrors_AreThoseOfTheLastOne(bool recordsEvents)
    {
        using BitsSimulation bits = new(options => options.RecordEvents = recordsEvents);
        SimulatedResource resource = bits.Network.Host("h").Resource("/f", 1_000);
        resource.OnRequest(1, SimulatedFault.HttpStatus(503).WithHeader("Retry-After", "120"));
        resource.OnRequest(2, SimulatedFault.HttpStatus(500));
        resource.OnRequest(3, SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT));
        resource.OnRequest(4, SimulatedFault.HttpStatus(502).WithHeader("Via", "p"));
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.Priority = BackgroundCopyJobPriority.Foreground;
        job.Resume();
        List<string?> seen = [];
        for (int attempt = 0; attempt < 5; attempt++)
        {
            bits.Clock.AdvanceTo(TimeSpan.FromMinutes(10 * attempt));
            seen.Add(job.Files[0].ResponseHeaders);
        }

        seen.Should().Equal(
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120\r\n",
            "HTTP/1.1 500 Internal Server Error\r\n",
            "HTTP/1.1 500 Internal Server Error\r\n",
            "HTTP/1.1 502 Bad Gateway\r\nVia: p\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nLast-Modified: Sat, 01 Jan 2000 00:00:00 GMT\r\n");
    }

    [Fact]
    [Trait("Rule", "HTTP-8")]
    public void ResponseHeaders_OfAFileReplacedUnderWay_AreThoseOfTheNewOne()
    {
        _bits.Network.BitsPerSecond = 8_000;
        _bits.Network.Host("h").Resource("/f", 10_000).ChangesAt(TimeSpan.FromSeconds(5), 20_000, Stamp);
        BackgroundCopyJob job = Job("http://h/f");
        job.Resume();
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(6));

        Lines(job).Should().Equal("HTTP/1.1 200 OK", "Content-Length: 20000", "Last-Modified: Sat, 03 Feb 2001 04:05:06 GMT", "");
    }

    [Fact]
    [Trait("Rule", "HTTP-8")]
    public void ResponseHeaders_OfAShare_AreNone()
    {
        _bits.Network.Host("server").Resource("/share/f", 1_000);
        BackgroundCopyJob job = Job(@"\\server\share\f");
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);

        (job.State, job.Files[0].ResponseHeaders).Should().Be((Transferred, null));
    }

    private static string[] Lines(BackgroundCopyJob job) => job.Files[0].ResponseHeaders!.Split("\r\n");

    private BackgroundCopyJob Job(string remoteName)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(remoteName, @"C:\f");
        return job;
    }
}

using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What servers, and proxies before them, have to offer.</summary>
public sealed class HttpServerTests : IDisposable
{
    private const int MissingSize = HResults.BG_E_MISSING_FILE_SIZE;
    private const int NoRanges = HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT;
    private const int NoHttp11 = HResults.BG_E_INSUFFICIENT_HTTP_SUPPORT;

    private readonly BitsSimulation _bits = new();

    public HttpServerTests() => _bits.Network.Host("h").Resource("/f", 1_000);

    public void Dispose() => _bits.Dispose();

    [Theory]
    [Trait("Rule", "HTTP-1")]
    [Trait("Rule", "HTTP-2")]
    [InlineData(false, true, true, false, 0)]
    [InlineData(false, false, true, false, MissingSize)]
    [InlineData(false, true, false, false, NoRanges)]
    [InlineData(false, true, false, true, 0)]
    [InlineData(true, true, true, false, 0)]
    [InlineData(true, false, true, false, MissingSize)]
    [InlineData(true, true, false, false, NoHttp11)]
    [InlineData(true, true, false, true, 0)]
    public void Server_OfAVersion_NeedsSizeAndRanges(bool isHttp10, bool tellsSize, bool knowsRanges, bool isForeground, int code)
    {
        _bits.Network.Host("h").SpeaksHttp10(isHttp10).Resource("/f").WithoutContentLength(!tellsSize).WithoutRanges(!knowsRanges);
        BackgroundCopyJob job = Run("http://h/f", isForeground);

        (job.State, job.Error?.Code ?? 0, job.Attempts).Should().Be(code == 0 ? (Transferred, 0, 1) : (Error, code, 4), "there are three immediate retries after the server's answer");
    }

    [Theory]
    [Trait("Rule", "HTTP-2")]
    [Trait("Rule", "RETRY-28")]
    [InlineData(MissingSize)]
    [InlineData(NoRanges)]
    [InlineData(NoHttp11)]
    public void CodeOfALack_Scripted_ComesAfterTheAnswer(int code)
    {
        _bits.Network.Host("h").Fails(SimulatedFault.HResult(code));
        BackgroundCopyJob job = Run("http://h/f");

        (job.State, job.Error!.Code, job.Attempts).Should().Be((Error, code, 4));
        _bits.EventLog.Events.Should().Contain(entry => entry.To == Transferring);
    }

    [Fact]
    [Trait("Rule", "HTTP-1")]
    [Trait("Rule", "HTTP-8")]
    public void Server_OfHttp10_SaysSoInItsAnswers()
    {
        _bits.Network.Host("h").SpeaksHttp10();
        Run("http://h/f").Files[0].ResponseHeaders.Should().StartWith("HTTP/1.0 200 OK\r\n");
        _bits.Network.Host("h").SpeaksHttp10().Fails(503);
        BackgroundCopyJob job = Run("http://h/f");
        _bits.Clock.Advance(TimeSpan.FromMinutes(30));
        job.Files[0].ResponseHeaders.Should().StartWith("HTTP/1.0 503");
        _bits.Network.Host("h").SpeaksHttp10(false).Recovers();
        _bits.Clock.Advance(TimeSpan.FromMinutes(10));
        job.Files[0].ResponseHeaders.Should().StartWith("HTTP/1.1 200 OK\r\n");
    }

    [Theory]
    [Trait("Rule", "HTTP-5")]
    [InlineData("size", "http", MissingSize)]
    [InlineData("ranges", "http", NoRanges)]
    [InlineData("size", "https", 0)]
    [InlineData("ranges", "https", 0)]
    [InlineData("nothing", "http", 0)]
    [InlineData("bypassed", "http", 0)]
    [InlineData("dynamic", "http", 0)]
    public void Proxy_ThatStripsHeaders_IsAsAServerWithoutThem(string strips, string scheme, int code)
    {
        SimulatedProxy proxy = _bits.Network.Proxies.Add("p");
        _bits.Network.Proxies.Default = proxy.StripsContentLength(strips != "ranges").StripsRanges(strips != "size");
        if (strips == "nothing")
        {
            proxy.StripsContentLength(false).StripsRanges(false);
        }

        BackgroundCopyJob job = Run(scheme + "://h/f", strips == "dynamic", job =>
        {
            job.Properties.DynamicContent = strips == "dynamic";
            if (strips == "bypassed")
            {
                job.Proxy.Set(BackgroundCopyProxyUsage.NoProxy);
            }
        });

        (job.State, job.Error?.Code ?? 0).Should().Be(code == 0 ? (Transferred, 0) : (Error, code));
    }

    [Fact]
    [Trait("Rule", "HTTP-5")]
    public void Proxy_ThatStripsRanges_EndsADownloadThatHasBegun()
    {
        _bits.Network.Host("h").Resource("/f").DropsAt(400, once: true);
        _bits.Network.Proxies.Default = _bits.Network.Proxies.Add("p").StripsRanges();
        BackgroundCopyJob job = Run("http://h/f", isForeground: true);
        job.State.Should().Be(TransientError);
        _bits.Clock.Advance(TimeSpan.FromMinutes(10));

        (job.State, job.Error!.Code).Should().Be((Error, NoRanges));
    }

    [Fact]
    [Trait("Rule", "FILE-10")]
    public void DeliveredFile_HasTheServersTime()
    {
        DateTimeOffset stamp = new(2021, 6, 8, 9, 47, 0, TimeSpan.Zero);
        _bits.Network.Host("h").Resource("/stamped", 10, stamp);
        _bits.Network.Host("h").Resource("/none", 10, stamp).WithoutTimeStamp().WithTag("\"one\"");
        _bits.Network.LocalSource(@"C:\depot\s", 10, stamp);
        foreach (string source in new[] { "http://h/stamped", "http://h/none", @"C:\depot\s" })
        {
            Run(source).Complete();
        }

        _bits.Files.Delivered.Select(file => (file.LastModified, file.CreationTime)).Should().Equal((stamp, stamp), (null, null), (stamp, null));
    }

    private BackgroundCopyJob Run(string url, bool isForeground = false, Action<BackgroundCopyJob>? configure = null)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(url, $@"C:\{job.Number}");
        job.Priority = isForeground ? BackgroundCopyJobPriority.Foreground : BackgroundCopyJobPriority.Normal;
        configure?.Invoke(job);
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);
        return job;
    }
}

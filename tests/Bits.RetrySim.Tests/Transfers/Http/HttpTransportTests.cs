namespace Bits.RetrySim.Tests;

/// <summary>What a server sees of a job, and what the job makes of its answers.</summary>
public sealed class HttpTransportTests : HttpScene
{
    private const int Size = 100_000;
    private static readonly ServedFile Whole = ServedFile.Of(Size, tag: "\"v1\"");

    [Fact]
    [Trait("Rule", "HTTP-2")]
    public async Task Download_OfAFile_AsksWithHeadAndFetchesARange()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        Server.Requests.Select(request => request.ToString()).Should().Equal("HEAD /f", $"GET /f bytes=0-{Size - 1}");
        Server.Requests[1].Headers["If-Range"].Should().Be("\"v1\"");
    }

    [Fact]
    [Trait("Rule", "SCHED-9")]
    public async Task Download_InTheForeground_NeedsNoRanges()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, null, new ServerFault.IgnoreRange()), priority: BackgroundCopyJobPriority.Foreground);

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        Server.Requests[1].Range.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "LIFE-11")]
    [Trait("Rule", "FILE-10")]
    public async Task Complete_FileThatArrived_LiesInItsPlaceWithTheServersTime()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole));
        await EndAsync(job);
        Directory.Files.Should().Equal(Path.GetFileName(job.Files[0].TemporaryName));

        job.Complete().Should().Be(BackgroundCopyResult.Ok);

        ReadFile().Should().Equal(Whole.Content);
        Directory.Files.Should().Equal("file");
        File.GetLastWriteTimeUtc(Directory.NameOf("file")).Should().Be(Whole.LastModified!.Value.UtcDateTime);
    }

    [Fact]
    [Trait("Rule", "LIFE-10")]
    public async Task Cancel_WhileBytesCome_LeavesNothing()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, null, new ServerFault.Stall(1_000)));
        await Server.StalledAsync();

        job.Cancel().Should().Be(BackgroundCopyResult.Ok);

        Directory.Files.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "LIFE-11")]
    public async Task Complete_SecondFileUnderWay_KeepsTheFirst()
    {
        BackgroundCopyJob job = Manager.CreateJob("two");
        job.AddFile(Server.Serve("/1", Whole), Directory.NameOf("1"));
        job.AddFile(Server.Serve("/2", Whole, null, new ServerFault.Stall(1_000)), Directory.NameOf("2"));
        job.Resume();
        await Server.StalledAsync();

        job.Complete().Should().Be(BackgroundCopyResult.PartialComplete);

        Directory.Files.Should().Equal("1");
        ReadFile("1").Should().Equal(Whole.Content);
    }

    [Fact]
    [Trait("Rule", "OQ-33")]
    public async Task SuspendAndResume_WhileBytesCome_GoesOnWhereItStood()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, null, new ServerFault.Stall(1_000)));
        await Server.StalledAsync();
        while (job.Progress.BytesTransferred < 1_000)
        {
            await Task.Yield();
        }

        job.Suspend();
        job.Resume();

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        Server.Requests[^1].Range.Should().Be($"bytes=1000-{Size - 1}");
        job.Complete();
        ReadFile().Should().Equal(Whole.Content);
    }

    [Fact]
    [Trait("Rule", "ERR-27")]
    public async Task Server_SaysNothing_IsATimeout()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, new ServerFault.Stall(-1)));
        await Server.StalledAsync();

        Clock.Skip(Options.ReceiveTimeout);

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.TransientError);
        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_TIMEOUT);
    }

    [Fact]
    [Trait("Rule", "ERR-27")]
    public async Task Server_FallsSilentUnderWay_IsATimeoutAndKeepsTheBytes()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, null, new ServerFault.Stall(1_000)));
        await Server.StalledAsync();
        while (job.Progress.BytesTransferred < 1_000)
        {
            await Task.Yield();
        }

        Clock.Skip(Options.ReceiveTimeout);

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.TransientError);
        (job.Error!.Code, job.Progress.BytesTransferred).Should().Be((HResults.ERROR_WINHTTP_TIMEOUT, 1_000));
    }

    [Theory]
    [Trait("Rule", "ERR-26")]
    [Trait("Rule", "ERR-27")]
    [InlineData("http://name.invalid/f", HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED)]
    [InlineData("http://127.0.0.1:1/f", HResults.ERROR_WINHTTP_CANNOT_CONNECT)]
    public async Task Server_CannotBeReached_IsTriedAgain(string url, int code)
    {
        BackgroundCopyJob job = Fetch(url);

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.TransientError);

        (job.Error!.Code, job.Error.Context).Should().Be((code, BackgroundCopyErrorContext.RemoteFile));
    }

    [Fact]
    public async Task Source_OfAShare_IsNoUrlOfTheWeb()
    {
        BackgroundCopyJob job = Fetch(@"\\server\share\file");

        await FirstEndAsync(job);

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_UNRECOGNIZED_SCHEME);
    }

    [Fact]
    public void Upload_IsRefusedAtOnce()
    {
        BackgroundCopyJob job = Manager.CreateJob("up", BackgroundCopyJobType.Upload);

        job.Invoking(upload => upload.AddFile(Server.UrlOf("/up"), Directory.NameOf("file"))).Should().Throw<NotImplementedException>();

        job.Files.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "HTTP-7")]
    [Trait("Rule", "HTTP-8")]
    public async Task Headers_OfBothSides_AreCarried()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => job.Http.CustomHeaders = "X-One: 1\r\nUser-Agent: Mine/1.0\r\nContent-Language: de");

        await EndAsync(job);

        Server.Requests.Should().OnlyContain(request => request.Headers["X-One"] == "1" && request.Headers["User-Agent"] == "Mine/1.0" && request.Headers["Content-Language"] == "de");
        job.Files[0].ResponseHeaders.Should().StartWith("HTTP/1.1 200 OK\r\n").And.Contain("ETag: \"v1\"\r\n").And.Contain($"Content-Length: {Size}\r\n");
    }

    [Fact]
    [Trait("Rule", "ERR-22")]
    public async Task Credentials_Missing_Is401()
    {
        Server.Demand = "Basic dXNlcjpwYXNz";
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.BG_E_HTTP_ERROR_401);
    }

    [Fact]
    [Trait("Rule", "PROP-22")]
    public async Task Credentials_Given_AreShownToWhomTheyAreFor()
    {
        Server.Demand = "Basic dXNlcjpwYXNz";
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "user", "pass"));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Rule", "PROP-30")]
    public async Task Redirect_ToAnotherHost_IsFollowedWithoutSecrets()
    {
        await using FaultServer other = await FaultServer.StartAsync();
        string target = other.Serve("/g", Whole);
        ServerFault elsewhere = new ServerFault.Redirect(target);
        string url = Server.Serve("/f", Whole, elsewhere, elsewhere);
        BackgroundCopyJob job = Fetch(url, configure: job => job.Http.CustomHeaders = "Authorization: Bearer secret\r\nX-Public: 1");

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        Server.Requests.Should().OnlyContain(request => request.Headers["Authorization"] == "Bearer secret");
        other.Requests.Should().HaveCount(2).And.OnlyContain(request => !request.Headers.ContainsKey("Authorization") && request.Headers["X-Public"] == "1");
        job.Files[0].RemoteName.Should().Be(url);
    }

    [Fact]
    [Trait("Rule", "PROP-31")]
    public async Task Redirect_ThatIsReported_ChangesTheName()
    {
        string target = Server.Serve("/g", Whole);
        string url = Server.Serve("/f", Whole, new ServerFault.Redirect(target, 301));
        BackgroundCopyJob job = Fetch(url, configure: job => job.Http.SecurityOptions = BackgroundCopySecurityOptions.RedirectReport);

        await EndAsync(job);

        job.Files[0].RemoteName.Should().Be(target);
    }

    [Fact]
    [Trait("Rule", "ERR-37")]
    public async Task Redirect_ThatIsRefused_IsTheError()
    {
        string url = Server.Serve("/f", Whole, new ServerFault.Redirect(Server.UrlOf("/g"), 307));
        BackgroundCopyJob job = Fetch(url, configure: job => job.Http.SecurityOptions = BackgroundCopySecurityOptions.RedirectDisallow);

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        (job.Error!.Code, job.Files[0].RemoteName).Should().Be((HResults.Win32(307), Server.UrlOf("/g")));
    }

    [Theory]
    [Trait("Rule", "ERR-21")]
    [InlineData("loop")]
    [InlineData("ftp://127.0.0.1/f")]
    public async Task Redirect_ThatLeadsNowhere_IsTriedAgain(string target)
    {
        ServerFault redirect = new ServerFault.Redirect(target == "loop" ? Server.UrlOf("/f") : target);
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, [.. Enumerable.Repeat(redirect, 50)]));

        await FirstEndAsync(job);

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_REDIRECT_FAILED);
        Server.Requests.Count.Should().BeLessThanOrEqualTo(Options.MaximumRedirects + 1);
    }

    [Fact]
    [Trait("Rule", "FILE-11")]
    public async Task Ranges_OfAFile_AreWrittenOneBehindTheOther()
    {
        string url = Server.Serve("/f", Whole, null, null, null, new ServerFault.Drop(10));
        BackgroundCopyJob job = Manager.CreateJob("ranges");
        job.AddFileWithRanges(url, Directory.NameOf("file"), [new BackgroundCopyFileRange(500, 100), new BackgroundCopyFileRange(10, 20), new BackgroundCopyFileRange(99_990, BackgroundCopyFileRange.ToEndOfFile)]);
        job.Resume();

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        ReadFile().Should().Equal([.. Whole.Content[500..600], .. Whole.Content[10..30], .. Whole.Content[99_990..]]);
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public async Task Ranges_OnDemand_AreWrittenInTheirPlace()
    {
        BackgroundCopyJob job = Manager.CreateJob("demand");
        job.Properties.OnDemandMode = true;
        job.AddFile(Server.Serve("/f", Whole), Directory.NameOf("file"));
        job.Files[0].RequestFileRanges([new BackgroundCopyFileRange(5_000, 1_000)]);
        job.Resume();
        await job.WaitForStateAsync(BackgroundCopyJobState.Suspended).WaitAsync(Guard.Limit);

        File.ReadAllBytes(job.Files[0].TemporaryName!)[5_000..6_000].Should().Equal(Whole.Content[5_000..6_000]);
        job.Properties.OnDemandMode.Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "FILE-13")]
    public async Task SetRemoteName_OfAFileThatIsTheSame_GoesOnWhereItStood()
    {
        await using FaultServer mirror = await FaultServer.StartAsync();
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, null, new ServerFault.Drop(40_000), new ServerFault.Status(404)));
        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Files[0].SetRemoteName(mirror.Serve("/f", Whole));
        job.Resume();

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        mirror.Requests[^1].Range.Should().Be($"bytes=40000-{Size - 1}");
        job.Complete();
        ReadFile().Should().Equal(Whole.Content);
    }

    [Fact]
    [Trait("Rule", "PROP-3")]
    public async Task DynamicContent_WithoutALength_IsFetched()
    {
        string url = Server.Serve("/f", Whole, new ServerFault.NoLength());
        BackgroundCopyJob job = Fetch(url, priority: BackgroundCopyJobPriority.Foreground, configure: job => job.Properties.DynamicContent = true);

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        Server.Requests.Select(request => request.ToString()).Should().Equal("GET /f");
        ReadFile().Should().Equal(Whole.Content);
    }

    [Fact]
    [Trait("Rule", "PROP-24")]
    public async Task HttpMethod_OfTheJob_IsWhatIsSent()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => job.Http.Method = "POST");

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        Server.Requests.Select(request => request.ToString()).Should().Equal("POST /f");
    }

    [Fact]
    [Trait("Rule", "ERR-10")]
    public async Task Directory_ThatVanished_IsALocalError()
    {
        string gone = System.IO.Directory.CreateDirectory(Directory.NameOf("gone")).FullName;
        BackgroundCopyJob job = Manager.CreateJob("gone");
        job.AddFile(Server.Serve("/f", Whole), Path.Combine(gone, "file"));
        System.IO.Directory.Delete(gone);
        job.Resume();

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        (job.Error!.Code, job.Error.Context).Should().Be((HResults.ERROR_PATH_NOT_FOUND, BackgroundCopyErrorContext.LocalFile));
    }

    [Fact]
    public async Task TemporaryFile_DeletedByOthers_IsFetchedAgain()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, null, new ServerFault.Drop(40_000)));
        await FirstEndAsync(job);
        File.Delete(job.Files[0].TemporaryName!);

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        ReadFile().Should().Equal(Whole.Content);
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public async Task Bandwidth_OfThePolicy_IsKept()
    {
        ManagerOptions.Policy = new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 400) };
        long before = TimeProvider.System.GetTimestamp();
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        TimeProvider.System.GetElapsedTime(before).Should().BeGreaterThan(TimeSpan.FromSeconds(1.5), "100,000 bytes take 2 s at 400 kbit/s");
    }

    [Theory]
    [InlineData(TransferDurability.Process)]
    [InlineData(TransferDurability.Power)]
    public async Task Durability_OfEitherKind_IsAWholeFile(TransferDurability durability)
    {
        Options.Durability = durability;
        ServedFile large = ServedFile.Of(20_000_000);
        BackgroundCopyJob job = Fetch(Server.Serve("/f", large, null, new ServerFault.Drop(12_345_678)));

        await FirstEndAsync(job);
        job.Progress.BytesTransferred.Should().Be(12_345_678);
        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        ReadFile().AsSpan().SequenceEqual(large.Content).Should().BeTrue();
    }

    [Fact]
    public async Task Handler_OfTheApp_SeesAllRequests()
    {
        int seen = 0;
        Options.Handler = handler => new CountingHandler(handler, () => Interlocked.Increment(ref seen));
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole));

        await EndAsync(job);

        seen.Should().Be(2);
    }

    [Fact]
    public async Task EmptyFile_IsTransferredWithoutAGet()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", ServedFile.Of(0)));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        ReadFile().Should().BeEmpty();
    }

    private sealed class CountingHandler(HttpMessageHandler inner, Action seen) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen();
            return base.SendAsync(request, cancellationToken);
        }
    }
}

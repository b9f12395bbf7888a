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
        await ArriveAsync(job);

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
        await FallSilentAsync(job);

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.TransientError);
        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_TIMEOUT);
    }

    [Fact]
    [Trait("Rule", "ERR-27")]
    public async Task Server_FallsSilentUnderWay_IsATimeoutAndKeepsTheBytes()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, null, new ServerFault.Stall(1_000)));
        await FallSilentAsync(job);

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.TransientError);
        (job.Error!.Code, job.Progress.BytesTransferred).Should().Be((HResults.ERROR_WINHTTP_TIMEOUT, 1_000));
    }

    [Theory]
    [Trait("Rule", "ERR-26")]
    [Trait("Rule", "ERR-27")]
    [InlineData("http://name.invalid/f", HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED)]
    [InlineData("http://127.0.0.1:1/f", HResults.ERROR_WINHTTP_CANNOT_CONNECT)]
    public async Task Server_CannotBeReached_IsTriedAgain(string address, int code)
    {
        BackgroundCopyJob job = Fetch(address);

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
        List<string> flushed = [];
        Options.Durability = durability;
        ManagerOptions.Files = new DiskFiles { FlushDirectory = directory => { flushed.Add(directory); return DiskDirectory.Flush(directory); } };
        ServedFile large = ServedFile.Of(20_000_000);
        BackgroundCopyJob job = Fetch(Server.Serve("/f", large, null, new ServerFault.Drop(12_345_678)));

        await FirstEndAsync(job);
        job.Progress.BytesTransferred.Should().Be(12_345_678);
        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        ReadFile().AsSpan().SequenceEqual(large.Content).Should().BeTrue();
        flushed.Should().Equal(durability == TransferDurability.Power ? [Directory.Path] : []);
    }

    /// <summary>What the disk has not taken does not count, and the disk is not asked again for it: the attempt after it writes it anew.</summary>
    [Fact]
    [Trait("Rule", "ERR-12")]
    public async Task Flush_ThatFails_IsAnErrorOfTheLocalFile()
    {
        Options.Durability = TransferDurability.Power;
        bool isBroken = true;
        Options.Flush = file =>
        {
            if (isBroken)
            {
                throw new IOException("Input/output error", 5);
            }

            file.FlushToDisk();
        };
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole));

        await FirstEndAsync(job);

        (job.Error!.Code, job.Error.Context, job.Progress.BytesTransferred).Should().Be((unchecked((int)0x8007045D), BackgroundCopyErrorContext.LocalFile, 0));
        isBroken = false;
        job.Resume();
        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();
        ReadFile().Should().Equal(Whole.Content);
    }

    [Fact]
    public async Task EmptyFile_IsTransferredWithoutAGet()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", ServedFile.Of(0)));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        ReadFile().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "LIFE-15")]
    [Trait("Rule", "PROP-8")]
    public async Task HighPerformance_Bytes_ComeToTheDestinationAtOnce()
    {
        BackgroundCopyJob kept = Hurried("1");
        BackgroundCopyJob dropped = Hurried("2");
        await EndAsync(kept);
        await EndAsync(dropped);
        Directory.Files.Should().Equal("1", "2");

        kept.Complete().Should().Be(BackgroundCopyResult.Ok);
        dropped.Cancel().Should().Be(BackgroundCopyResult.Ok);

        Directory.Files.Should().Equal("1");
        ReadFile("1").Should().Equal(Whole.Content);
    }

    /// <summary>A server that was asked for a part of this version need not say of which version it is (RFC 7233, 4.1).</summary>
    [Fact]
    [Trait("Rule", "CONS-2")]
    public async Task Part_WithoutATimeStamp_IsOfTheVersionThatWasAskedFor()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, null, new ServerFault.Drop(40_000), null, new ServerFault.Terse()));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        Server.Requests.Where(request => request.Method == "GET").Select(request => request.Range).Should().Equal($"bytes=0-{Size - 1}", $"bytes=40000-{Size - 1}");
        ReadFile().Should().Equal(Whole.Content);
    }

    private BackgroundCopyJob Hurried(string file)
    {
        BackgroundCopyJob job = Manager.CreateJob(file);
        job.Properties.HighPerformance = true;
        job.Priority = BackgroundCopyJobPriority.Foreground;
        job.AddFile(Server.Serve($"/{file}", Whole), Directory.NameOf(file));
        job.Resume();
        return job;
    }
}

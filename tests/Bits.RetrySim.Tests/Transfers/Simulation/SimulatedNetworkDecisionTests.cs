namespace Bits.RetrySim.Tests;

public class SimulatedNetworkDecisionTests : SimulatedNetworkScenario
{
    [Fact]
    [Trait("Decision", "D-37")]
    public void Start_Defaults_CompletesAtOnce()
    {
        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0 job 1 Completed 10000");
    }

    [Fact]
    [Trait("Rule", "OQ-40")]
    public void Start_BandwidthAndLatency_ReportsAcceptanceFirstByteAndCompletion()
    {
        Network.BitsPerSecond = 8_000;
        Network.Latency = Seconds(2);

        RunAttempt().Should().Equal("2 job 1 Accepted 0/10000", "2.001 job 1 Received 1", "12 job 1 Completed 10000");
    }

    [Fact]
    public void Start_HostWithItsOwnLatency_TakesThat()
    {
        Network.Latency = Seconds(2);
        Host.Latency = Seconds(5);

        RunAttempt()[0].Should().Be("5 job 1 Accepted 0/10000");
    }

    [Fact]
    [Trait("Decision", "D-37")]
    public void Start_UnscriptedHost_FailsWithNameNotResolvedAfterTheNetworksLatency()
    {
        Network.Latency = Seconds(3);

        RunAttempt("https://other.example/x").Should().Equal("3 job 1 Failed 0 0x80072EE7");
    }

    [Fact]
    [Trait("Decision", "D-37")]
    public void Start_UnscriptedHost_HintsOncePerFileWithTheLineToAdd()
    {
        FakeJob job = Begin("https://other.example:8443/dir/x.zip?token=secret");
        Manager.Run();
        job.Start();
        Manager.Run();

        Manager.Hints.Should().ContainSingle().Which.Text.Should()
            .Contain("network.Host(\"other.example\").Resource(\"/dir/x.zip\", sizeBytes:")
            .And.Contain("0x80072EE7").And.NotContain("secret");
    }

    [Fact]
    [Trait("Decision", "D-37")]
    public void Start_UnscriptedPath_FailsWith404AndHints()
    {
        RunAttempt("https://cdn.example/none").Should().Equal("0 job 1 Failed 0 0x80190194");

        Manager.Hints.Should().ContainSingle().Which.Text.Should().Contain("network.Host(\"cdn.example\").Resource(\"/none\"");
    }

    [Fact]
    public void Start_HintedLineAdded_FindsTheFile()
    {
        FakeJob job = Begin("https://cdn.example/none");
        Manager.Run();
        Host.Resource("/none", 5);
        job.Start();
        Manager.Run();

        Log.Should().EndWith("0 job 1 Completed 5");
    }

    [Theory]
    [InlineData("not a url")]
    [InlineData("/relative")]
    public void Start_NoUrl_FailsWithInvalidUrl(string remoteName)
    {
        RunAttempt(remoteName).Should().ContainSingle().Which.Should().StartWith("0 job 1 Failed 0 0x80072EE");
        Manager.Hints.Should().ContainSingle();
    }

    [Theory]
    [InlineData("https://CDN.Example/app.zip")]
    [InlineData("http://cdn.example/app.zip")]
    [InlineData("https://cdn.example:8443/app.zip")]
    [InlineData("https://user:word@cdn.example/app.zip")]
    [InlineData("https://cdn.example/app.zip?version=2")]
    [InlineData("https://cdn.example/dir/../app.zip")]
    public void Start_TheSameFileWrittenOtherwise_IsFound(string remoteName) =>
        RunAttempt(remoteName).Should().EndWith("0 job 1 Completed 10000");

    [Fact]
    public void Start_CaseOfThePathDiffers_IsAnotherFile() =>
        RunAttempt("https://cdn.example/APP.zip").Should().Equal("0 job 1 Failed 0 0x80190194");

    [Fact]
    public void Start_HostWithPort_ComesBeforeTheHostWithout()
    {
        Network.Host("CDN.example:8443").Resource("/app.zip", 77);
        Network.Host("cdn.example:443").Resource("/app.zip", 78);

        RunAttempt("https://cdn.example:8443/app.zip").Should().EndWith("0 job 1 Completed 77");
        Begin("https://cdn.example/app.zip");
        Manager.Run();
        Log.Should().EndWith("0 job 2 Completed 78");
        Begin("http://cdn.example/app.zip");
        Manager.Run();
        Log.Should().EndWith("0 job 3 Completed 10000");
    }

    [Fact]
    public void Start_ResourceWithQuery_ComesBeforeTheOneWithout()
    {
        Host.Resource("/app.zip?v=2", 22);

        RunAttempt("https://cdn.example/app.zip?v=2").Should().EndWith("0 job 1 Completed 22");
    }

    [Fact]
    public void Start_PathThatNeedsEscapes_IsFoundHoweverItIsWritten()
    {
        Host.Resource("/a b.zip", 22);

        RunAttempt("https://cdn.example/a%20b.zip").Should().EndWith("0 job 1 Completed 22");
    }

    [Theory]
    [InlineData(@"\\files\share\x.bin")]
    [InlineData("file://files/share/x.bin")]
    public void Start_Smb_IsFoundByServerAndPath(string name)
    {
        Network.Host("files").Resource("/share/x.bin", 9);

        RunAttempt(name).Should().EndWith("0 job 1 Completed 9");
    }

    [Fact]
    public void Start_AddressWithIpV6_IsFound()
    {
        Network.Host("[::1]:8080").Resource("/x", 3);

        RunAttempt("http://[::1]:8080/x").Should().EndWith("0 job 1 Completed 3");
    }

    [Fact]
    [Trait("Rule", "ERR-24")]
    [Trait("Rule", "HTTP-2")]
    [Trait("Rule", "HTTP-5")]
    public void Start_NoContentLength_FailsWithMissingFileSize()
    {
        File.WithoutContentLength();

        RunAttempt().Should().Equal("0 job 1 Accepted 0/-1", "0 job 1 Failed 0 0x80200011");
    }

    [Theory]
    [InlineData(true, 0, 10_000, true)]
    [InlineData(false, 0, 10_000, false)]
    [InlineData(true, 1, 10_000, false)]
    [InlineData(true, 0, int.MaxValue, true)]
    [InlineData(true, 0, 1L + int.MaxValue, false)]
    [InlineData(false, 0, 0, false)]
    [Trait("Rule", "ERR-24")]
    [Trait("Rule", "NET-4")]
    [Trait("Rule", "SCHED-9")]
    [Trait("Rule", "LIM-14")]
    [Trait("Rule", "HTTP-2")]
    public void Start_NoRanges_FailsWhereARangeIsNeeded(bool foreground, long offset, long size, bool expected)
    {
        Host.Resource("/plain", size).WithoutRanges();
        FakeJob job = Manager.Job("https://cdn.example/plain", foreground);

        job.Start(size, SimulatedResource.DefaultTimeStamp, offset);
        Manager.Run();

        job.LastError.Should().Be(expected ? 0 : HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT);
    }

    [Fact]
    [Trait("Rule", "NET-4")]
    public void Start_ForegroundInterruptedWithoutRanges_FailsWhenItGoesOn()
    {
        File.WithoutRanges().DropsAt(4_000, once: true);
        FakeJob job = Begin();
        Manager.Run();
        job.Start();
        Manager.Run();

        Log.Should().EndWith(["0 job 1 Failed 4000 0x80072EFE", "0 job 1 Accepted 4000/10000", "0 job 1 Failed 4000 0x80200013"]);
    }

    [Fact]
    [Trait("Rule", "SCHED-9")]
    public void SetForeground_WhileConnecting_CountsForTheDecision()
    {
        File.WithoutRanges();
        Network.Latency = Seconds(10);
        FakeJob job = Begin(foreground: false);
        Manager.RunTo(5);

        job.Handle.SetForeground(foreground: true, Manager.Now);
        Manager.Run();

        Log.Should().Equal("10 job 1 Accepted 0/10000", "10 job 1 Completed 10000");
    }

    [Fact]
    public void Start_ZeroLengthFile_IsAcceptedAndCompletedAtTheSameInstant()
    {
        Network.BitsPerSecond = 8;
        Host.Resource("/empty", 0);

        RunAttempt("https://cdn.example/empty").Should().Equal("0 job 1 Accepted 0/0", "0 job 1 Completed 0");
    }

    [Fact]
    public void Start_EverythingIsHereAlready_IsCompletedWithoutAByte()
    {
        Network.BitsPerSecond = 8;
        FakeJob job = Manager.Job(Url);

        job.Start(10_000, SimulatedResource.DefaultTimeStamp, 10_000);
        Manager.Run();

        Log.Should().Equal("0 job 1 Accepted 10000/10000", "0 job 1 Completed 10000");
    }

    [Fact]
    public void Stop_BeforeTheDecision_NothingIsReported()
    {
        Network.Latency = Seconds(10);
        FakeJob job = Begin();
        Manager.RunTo(5);
        job.Stop();
        Manager.Run();

        Log.Should().BeEmpty();
    }

    [Fact]
    public void Latency_ChangedWhileConnecting_KeepsTheAttemptsOwn()
    {
        Network.Latency = Seconds(10);
        Begin();
        Manager.At(5, () => Network.Latency = Seconds(100));
        Manager.Run();

        Log.Should().StartWith("10 job 1 Accepted 0/10000");
    }
}

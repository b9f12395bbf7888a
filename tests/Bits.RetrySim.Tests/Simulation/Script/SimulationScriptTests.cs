using System.Text;

namespace Bits.RetrySim.Tests;

public class SimulationScriptTests
{
    private const string Whole = """
        {
          // Everything a script can say.
          "name": "outage",
          "start": "2021-06-08T09:00:00Z",
          "network": {
            "bitsPerSecond": 8000000,
            "latency": 0.25,
            "connectTimeout": "00:01:30",
            "receiveTimeout": 20,
            "outages": [ { "from": 60, "to": "14.00:00:00", "hresult": "ERROR_WINHTTP_NAME_NOT_RESOLVED" } ],
            "faults": [ { "requests": 7, "connectTimeout": true } ],
            "hosts": {
              "CDN.example": {
                "bitsPerSecond": 1000,
                "latency": "00:00:01",
                "outages": [ { "from": 0, "to": 1.5, "httpStatus": 503 }, { "from": 2, "to": 3, "stallAfter": 10, "duration": 5 } ],
                "faults": [ { "requests": "2-4", "dropAfter": 100, "hresult": "0x80072EFD" }, { "noAnswer": true } ],
                "resources": {
                  "/a b.bin": {
                    "size": 9223372036854775807,
                    "lastModified": "2021-01-02",
                    "contentLength": false,
                    "ranges": false,
                    "timeStamp": false,
                    "changes": [ { "at": "1.00:00:00", "size": 5, "lastModified": "2021-02-03T04:05:06.5+02:00" } ],
                    "outages": [ { "from": 1, "to": 2, "noAnswer": true } ],
                    "faults": [
                      { "requests": "1-3", "httpStatus": 503 },
                      { "atByte": 1000, "drop": true, "once": true },
                      { "atByte": 0, "drop": true, "hresult": -2147012867 },
                      { "atByte": 2000, "stall": true },
                      { "atByte": 3000, "stall": true, "duration": "00:00:10", "once": false },
                      { "stallAfter": 1 },
                    ],
                  },
                  "/b": { "size": 0 },
                },
              },
              "other.example:8080": {},
            },
          },
          "environment": [
            { "at": 10, "network": "down", "standby": true, "lockVolume": "/" },
            { "at": 20, "network": "up", "standby": false, "batteryPolicyBlocks": true, "batterySaver": true, "gameMode": true,
              "backgroundAccessBlocked": true, "systemPolicyBlocks": true, "costState": "Roaming", "logOn": "user", "logOff": "user",
              "lockVolume": "c:", "unlockVolume": "/" },
          ],
          "policy": {
            "jobInactivityTimeout": "30.00:00:00", "maxDownloadTime": 3600, "maxJobsPerMachine": 100, "maxJobsPerUser": 10, "maxFilesPerJob": 5, "maxRangesPerFile": 9,
            "maxInternetBandwidth": { "fromHour": 8, "toHour": 17, "kilobitsPerSecond": 1000, "kilobitsPerSecondOutside": 0 },
            "foregroundCostFlags": "transferAlways", "backgroundCostFlags": "transferStandard",
          },
          "jobs": [
            {
              "name": "update", "priority": "foreground", "minimumRetryDelay": 60, "noProgressTimeout": "1.00:00:00", "maximumDownloadTime": 4294967295,
              "resumeAt": 30, "files": [ { "remote": "https://cdn.example/b", "local": "C:\\Downloads\\b" }, { "remote": "\\\\s\\s\\f", "local": "/tmp/f" } ],
            },
            { "name": "", "files": [ { "remote": "http://h/f", "local": "/f" } ] },
          ],
          "runFor": "14.00:00:00",
        }
        """;

    [Fact]
    public void Parse_Everything_ReadsHeadAndNetwork()
    {
        SimulationScript script = SimulationScript.Parse(Whole);

        (script.Name, script.Start, script.RunFor).Should().Be(("outage", new DateTimeOffset(2021, 6, 8, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(14)));
        SimulationScriptNetwork network = script.Network;
        (network.BitsPerSecond, network.Latency, network.ConnectTimeout, network.ReceiveTimeout)
            .Should().Be((8_000_000, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(20)));
        network.Outages.Should().Equal(new SimulationScriptOutage(
            TimeSpan.FromMinutes(1), TimeSpan.FromDays(14), SimulatedFault.HResult(HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED)));
        network.Faults.Should().Equal(new SimulationScriptFault(SimulatedFault.ConnectTimeout) { FirstRequest = 7, LastRequest = 7 });
    }

    [Fact]
    public void Parse_Everything_ReadsHosts()
    {
        IReadOnlyList<SimulationScriptHost> hosts = SimulationScript.Parse(Whole).Network.Hosts;

        hosts.Select(host => host.Name).Should().Equal("cdn.example", "other.example:8080");
        (hosts[0].BitsPerSecond, hosts[0].Latency).Should().Be((1_000, TimeSpan.FromSeconds(1)));
        hosts[0].Outages.Should().Equal(
            new SimulationScriptOutage(TimeSpan.Zero, TimeSpan.FromSeconds(1.5), SimulatedFault.HttpStatus(503)),
            new SimulationScriptOutage(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), SimulatedFault.StallAfter(10, TimeSpan.FromSeconds(5))));
        hosts[0].Faults.Should().Equal(
            new SimulationScriptFault(SimulatedFault.DropAfter(100, HResults.ERROR_WINHTTP_CANNOT_CONNECT)) { FirstRequest = 2, LastRequest = 4 },
            new SimulationScriptFault(SimulatedFault.NoAnswer));
        hosts[1].Should().BeEquivalentTo(new SimulationScriptHost("other.example:8080"));
    }

    [Fact]
    public void Parse_Everything_ReadsResources()
    {
        IReadOnlyList<SimulationScriptResource> resources = SimulationScript.Parse(Whole).Network.Hosts[0].Resources;

        SimulationScriptResource first = resources[0];
        (first.Path, first.Size, first.LastModified).Should().Be(("/a%20b.bin", long.MaxValue, new DateTimeOffset(2021, 1, 2, 0, 0, 0, TimeSpan.Zero)));
        (first.HasContentLength, first.HasRanges, first.HasTimeStamp).Should().Be((false, false, false));
        first.Changes.Should().Equal(new SimulationScriptFileChange(
            TimeSpan.FromDays(1), 5, new DateTimeOffset(2021, 2, 3, 2, 5, 6, 500, TimeSpan.Zero)));
        first.Outages.Should().ContainSingle().Which.Fault.Should().Be(SimulatedFault.NoAnswer);
        first.Faults.Should().Equal(
            new SimulationScriptFault(SimulatedFault.HttpStatus(503)) { FirstRequest = 1, LastRequest = 3 },
            new SimulationScriptFault(SimulatedFault.DropAfter(0)) { AtByte = 1_000, Once = true },
            new SimulationScriptFault(SimulatedFault.DropAfter(0, HResults.ERROR_WINHTTP_CANNOT_CONNECT)) { AtByte = 0 },
            new SimulationScriptFault(SimulatedFault.StallAfter(0)) { AtByte = 2_000 },
            new SimulationScriptFault(SimulatedFault.StallAfter(0, TimeSpan.FromSeconds(10))) { AtByte = 3_000 },
            new SimulationScriptFault(SimulatedFault.StallAfter(1)));
        SimulationScriptResource second = resources[1];
        (second.Path, second.Size, second.LastModified).Should().Be(("/b", 0, null));
        (second.HasContentLength, second.HasRanges, second.HasTimeStamp).Should().Be((true, true, true));
    }

    [Fact]
    public void Parse_Everything_ReadsEnvironment()
    {
        SimulationScript.Parse(Whole).Environment.Should().Equal(
            new SimulationScriptChange(TimeSpan.FromSeconds(10)) { NetworkAvailable = false, Standby = true, LockVolume = "/" },
            new SimulationScriptChange(TimeSpan.FromSeconds(20))
            {
                NetworkAvailable = true,
                Standby = false,
                BatteryPolicyBlocks = true,
                BatterySaver = true,
                GameMode = true,
                BackgroundAccessBlocked = true,
                SystemPolicyBlocks = true,
                CostState = BackgroundCopyCostStates.Roaming,
                LogOn = "user",
                LogOff = "user",
                LockVolume = "c:",
                UnlockVolume = "/",
            });
    }

    [Fact]
    public void Parse_Everything_ReadsPolicyAndJobs()
    {
        SimulationScript script = SimulationScript.Parse(Whole);

        script.Policy.Should().Be(new GroupPolicy
        {
            JobInactivityTimeout = TimeSpan.FromDays(30),
            MaxDownloadTime = TimeSpan.FromHours(1),
            MaxJobsPerMachine = 100,
            MaxJobsPerUser = 10,
            MaxFilesPerJob = 5,
            MaxRangesPerFile = 9,
            MaxInternetBandwidth = new BandwidthLimit(8, 17, 1_000, 0),
            ForegroundCostFlags = BackgroundCopyCostStates.TransferAlways,
            BackgroundCostFlags = BackgroundCopyCostStates.TransferStandard,
        });
        SimulationScriptJob job = script.Jobs[0];
        (job.Name, job.Priority, job.ResumeAt).Should().Be(("update", BackgroundCopyJobPriority.Foreground, TimeSpan.FromSeconds(30)));
        (job.MinimumRetryDelay, job.NoProgressTimeout, job.MaximumDownloadTime)
            .Should().Be((TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), TimeSpan.FromSeconds(uint.MaxValue)));
        job.Files.Should().Equal(
            new BackgroundCopyFileInfo("https://cdn.example/b", @"C:\Downloads\b"), new BackgroundCopyFileInfo(@"\\s\s\f", "/tmp/f"));
        (script.Jobs[1].Priority, script.Jobs[1].MinimumRetryDelay, script.Jobs[1].ResumeAt).Should().Be((null, null, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "name": null, "network": null, "jobs": null, "environment": [], "policy": null, "runFor": null }""")]
    public void Parse_NothingSaid_HasTheDocumentedDefaults(string json)
    {
        SimulationScript script = SimulationScript.Parse(json);

        (script.Name, script.Start, script.Policy, script.RunFor).Should().Be((null, null, null, null));
        script.Jobs.Should().BeEmpty();
        script.Environment.Should().BeEmpty();
        script.Network.Should().BeEquivalentTo(new SimulationScriptNetwork());
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1.5", 15_000_000)]
    [InlineData("1e2", 1_000_000_000)]
    [InlineData("0.0000001", 1)]
    [InlineData("\"00:00:10\"", 100_000_000)]
    [InlineData("\"1.00:00:00.0000001\"", 864_000_000_001)]
    public void Parse_Time_IsTextOrSeconds(string text, long ticks) =>
        SimulationScript.Parse($$"""{ "network": { "latency": {{text}} } }""").Network.Latency.Should().Be(TimeSpan.FromTicks(ticks));

    [Theory]
    [InlineData("\"0x80072EE7\"")]
    [InlineData("\"0X80072ee7\"")]
    [InlineData("\"error_winhttp_name_not_resolved\"")]
    [InlineData("2147954407")]
    [InlineData("-2147012889")]
    public void Parse_HResult_IsHexNameOrNumber(string text) =>
        SimulationScript.Parse($$"""{ "network": { "faults": [ { "hresult": {{text}} } ] } }""").Network.Faults[0].Fault
            .Should().Be(SimulatedFault.HResult(HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED));

    [Fact]
    public void Parse_Lists_CannotBeChanged()
    {
        SimulationScript script = SimulationScript.Parse(Whole);

        script.Jobs.Should().NotBeOfType<SimulationScriptJob[]>().And.NotBeOfType<List<SimulationScriptJob>>();
        ((ICollection<SimulationScriptJob>)script.Jobs).IsReadOnly.Should().BeTrue();
        ((ICollection<SimulationScriptHost>)script.Network.Hosts).IsReadOnly.Should().BeTrue();
    }

    [Fact]
    public void Load_StreamWithMark_ReadsFromWhereItStandsAndLeavesItOpen()
    {
        using MemoryStream stream = new([0, .. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("""{ "name": "ü" }""")]);
        stream.Position = 1;

        SimulationScript.Load(stream).Name.Should().Be("ü");

        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public void Members_Null_AreRefused()
    {
        foreach (Action act in (Action[])[
            () => SimulationScript.Parse(null!), () => SimulationScript.Load(null!), () => SimulationScript.Parse("{}").ApplyTo(null!)])
        {
            act.Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        }
    }

    [Fact]
    public void ApplyTo_Network_BehavesAsIfItWereWrittenWithCalls()
    {
        const string Json = """
            {
              "network": {
                "bitsPerSecond": 8000, "latency": 1, "receiveTimeout": 5,
                "outages": [ { "from": 50, "to": 60, "httpStatus": 502 } ],
                "faults": [ { "requests": 1, "hresult": "0x80072EFD" } ],
                "hosts": {
                  "cdn.example": {
                    "latency": 2,
                    "faults": [ { "requests": "2-3", "httpStatus": 503 } ],
                    "resources": {
                      "/app.zip": {
                        "size": 10000,
                        "changes": [ { "at": 30, "size": 40000, "lastModified": "2021-01-01" } ],
                        "faults": [ { "atByte": 1000, "drop": true, "once": true }, { "atByte": 2000, "stall": true, "once": true } ]
                      }
                    }
                  }
                }
              }
            }
            """;
        SimulatedNetwork written = new() { BitsPerSecond = 8_000, Latency = TimeSpan.FromSeconds(1), ReceiveTimeout = TimeSpan.FromSeconds(5) };
        written.Outage(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60), SimulatedFault.HttpStatus(502))
            .OnRequest(1, SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT));
        SimulatedHost host = written.Host("cdn.example").OnRequests(2, 3, SimulatedFault.HttpStatus(503));
        host.Latency = TimeSpan.FromSeconds(2);
        host.Resource("/app.zip", 10_000).ChangesAt(TimeSpan.FromSeconds(30), 40_000, new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero))
            .DropsAt(1_000, once: true).StallsAt(2_000, once: true);
        SimulatedNetwork read = new();
        SimulationScript.Parse(Json).ApplyTo(read);

        IList<string> log = RetryEverySecond(read);

        log.Should().Equal(RetryEverySecond(written));
        log.Where(line => line.Contains("Failed")).Should().Equal(
            "2 job 1 Failed 0 0x80072EFD",
            "5 job 1 Failed 0 0x801901F7",
            "8 job 1 Failed 0 0x801901F7",
            "12 job 1 Failed 1000 0x80072EFE",
            "21 job 1 Failed 2000 0x80072EE2",
            "50 job 1 Failed 20000 0x80072EFE",
            "53 job 1 Failed 20000 0x801901F6",
            "56 job 1 Failed 20000 0x801901F6",
            "59 job 1 Failed 20000 0x801901F6");
    }

    [Fact]
    public void ApplyTo_EverythingASwitchSays_IsApplied()
    {
        SimulatedNetwork network = new();
        SimulationScript.Parse("""
            { "network": { "connectTimeout": 9, "faults": [ { "requests": 1, "connectTimeout": true } ], "hosts": { "h": {
              "bitsPerSecond": 8000, "outages": [ { "from": 500, "to": 501, "noAnswer": true } ], "faults": [ { "stallAfter": 100, "duration": 2 } ],
              "resources": {
                "/length": { "size": 1, "contentLength": false }, "/ranges": { "size": 1, "ranges": false },
                "/stamp": { "size": 1, "timeStamp": false, "outages": [ { "from": 500, "to": 501, "noAnswer": true } ], "faults": [ { "requests": 2, "noAnswer": true } ] },
                "/always": { "size": 1, "faults": [ { "httpStatus": 500 } ] } } } } } }
            """).ApplyTo(network);
        FakeTransferHost manager = new(network);

        foreach (string path in (string[])["stamp", "length", "ranges", "always", "stamp", "stamp"])
        {
            manager.Job($"http://h/{path}", foreground: false).Start();
            manager.Run();
        }

        manager.Jobs.Select(job => job.LastError).Should().Equal(
            HResults.ERROR_WINHTTP_TIMEOUT,
            HResults.BG_E_MISSING_FILE_SIZE,
            HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT,
            HResults.BG_E_HTTP_ERROR_500,
            HResults.ERROR_WINHTTP_TIMEOUT,
            0);
        manager.Jobs[5].TimeStamp.Should().BeNull();
        manager.Log[0].Should().StartWith("9 ");
        network.Host("h").BitsPerSecond.Should().Be(8_000);
    }

    [Fact]
    public void ApplyTo_NetworkWithSettings_KeepsWhatTheScriptDoesNotName()
    {
        SimulatedNetwork network = new() { BitsPerSecond = 5, Latency = TimeSpan.FromSeconds(6) };
        network.Host("h").Latency = TimeSpan.FromSeconds(7);

        SimulationScript.Parse("""{ "network": { "latency": 1, "hosts": { "h": { "resources": { "/f": { "size": 1 } } } } } }""").ApplyTo(network);

        (network.BitsPerSecond, network.Latency, network.Host("h").Latency).Should().Be((5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7)));
        network.Host("h").Resource("/f").Path.Should().Be("/f");
    }

    private static List<string> RetryEverySecond(SimulatedNetwork network)
    {
        FakeTransferHost manager = new(network);
        FakeJob job = manager.Job("https://cdn.example/app.zip");
        job.RetryAfter = 1;
        job.Start();
        manager.Run();
        return manager.Log;
    }
}

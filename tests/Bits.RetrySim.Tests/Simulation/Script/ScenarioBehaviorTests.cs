namespace Bits.RetrySim.Tests;

/// <summary>What a scenario says does what the same calls do in C#: both leave the same log.</summary>
public sealed class ScenarioBehaviorTests
{
    private const string Network = """
        "network": { "bitsPerSecond": 8000, "hosts": { "cdn.example": { "resources": { "/a": { "size": 100000 } } } } }
        """;

    public static TheoryData<string, string, string> Scenarios => new()
    {
        { "network changed", Fails, """ "environment": [ { "at": 30, "network": "changed" } ] """ },
        { "restart", Fails, """ "environment": [ { "at": 30, "restartService": true } ] """ },
        { "clock", Fails, """ "environment": [ { "at": 30, "stepSystemTime": "14.00:00:00" }, { "at": 40, "stepSystemTime": -60, "restartService": true } ] """ },
        { "policy", Network, """ "environment": [ { "at": 30, "policy": { "maxInternetBandwidth": { "fromHour": 0, "toHour": 0, "kilobitsPerSecond": 1 } } } ] """ },
        { "bandwidth", Network.Replace("\"hosts\"", "\"changes\": [ { \"at\": 30, \"bitsPerSecond\": 1000 }, { \"at\": 60, \"bitsPerSecond\": \"unlimited\", \"latency\": 5 } ], \"hosts\"", StringComparison.Ordinal), "" },
        { "host", Network.Replace("\"resources\"", "\"changes\": [ { \"at\": 5, \"bitsPerSecond\": 1000, \"faults\": [ { \"httpStatus\": 503 } ] }, { \"at\": 60, \"recovers\": true, \"bitsPerSecond\": \"unlimited\" } ], \"resources\"", StringComparison.Ordinal), "" },
        { "file", Network.Replace("100000 }", "100000, \"faults\": [ { \"atByte\": 10000, \"drop\": true, \"once\": true } ], \"changes\": [ { \"at\": 5, \"ranges\": false }, { \"at\": 700, \"ranges\": true } ] }", StringComparison.Ordinal), "" },
        { "version by request", Network.Replace("100000 }", "100000, \"faults\": [ { \"atByte\": 10000, \"drop\": true, \"once\": true } ], \"changes\": [ { \"request\": 2, \"size\": 5000, \"lastModified\": \"2021-01-01\" } ] }", StringComparison.Ordinal), "" },
        { "late host", Network.Replace("\"cdn.example\": {", "\"cdn.example\": { \"from\": 300,", StringComparison.Ordinal), "" },
        { "users", Network, """ "owner": { "name": "ann", "kind": "administrator" }, "environment": [ { "at": 10, "logOff": "ann" }, { "at": 90, "logOn": "ann" } ] """ },
        { "readings", Fails, """ "readings": { "preset": "documented", "settlingTries": 2 }, "environment": [ { "at": 30, "network": "changed" } ] """ },
        { "classification", Fails, """ "classification": [ { "httpStatus": 503, "class": "fatal" } ] """ },
        { "local files", Network, """ "localFiles": [ { "local": "C:\\a", "failRename": "0x80070020" }, { "at": 500, "local": "C:\\a", "restore": true } ] """ },
    };

    private static string Fails { get; } = Network.Replace("\"resources\"", "\"outages\": [ { \"from\": 0, \"to\": 100, \"httpStatus\": 503 } ], \"resources\"", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Scenario_AndTheSameCalls_LeaveTheSameLog(string name, string network, string more)
    {
        string json = $$"""{ {{network}}, {{(more.Length == 0 ? "" : more + ",")}} "jobs": [ { "name": "j", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ], "client": {} } ] }""";
        JsonSchemaCheck.Errors(SimulationScript.JsonSchema, json).Should().BeEmpty();
        using BitsSimulation read = BitsSimulation.FromScript(SimulationScript.Parse(json));
        using BitsSimulation written = Written(name);
        foreach (BitsSimulation bits in (BitsSimulation[])[read, written])
        {
            bits.Clock.Advance(TimeSpan.FromHours(1));
        }

        Log(read).Should().Be(Log(written));
    }

    [Fact]
    public void Sleep_InAScenario_IsThatOfTheClock()
    {
        foreach (bool counts in (bool[])[true, false])
        {
            using BitsSimulation read = BitsSimulation.FromScript(SimulationScript.Parse(
                $$"""{ {{Fails}}, "environment": [ { "at": 30, "sleep": "01:00:00", "countsSleep": {{(counts ? "true" : "false")}} } ], "jobs": [ { "name": "j", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ], "client": {} } ] }"""));
            using BitsSimulation written = Written("sleep");
            written.Clock.Advance(TimeSpan.FromSeconds(30));
            written.Clock.Sleep(TimeSpan.FromHours(1), counts);
            read.Clock.Advance(TimeSpan.FromSeconds(45));
            read.Clock.Elapsed.Should().Be(counts ? TimeSpan.FromSeconds(3_630) : TimeSpan.FromSeconds(45), "an advance whose end lies within the sleep returns when the machine wakes");
            foreach (BitsSimulation bits in (BitsSimulation[])[read, written])
            {
                bits.Clock.AdvanceTo(TimeSpan.FromHours(3));
            }

            Log(read).Should().Be(Log(written));
            read.Clock.GetUtcNow().Should().Be(written.Clock.GetUtcNow());
        }
    }

    [Fact]
    public void Sleep_AcrossTheEndOfTheCalendar_IsRefused()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse("""{ "start": "9999-12-31T00:00:00Z", "environment": [ { "at": 60, "sleep": "2.00:00:00" } ] }"""));

        bits.Clock.Invoking(clock => clock.Advance(TimeSpan.FromHours(1))).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*9999*");
    }

    [Fact]
    public void Calls_AtTheirTimes_AreThoseOfTheClient()
    {
        using BitsSimulation read = BitsSimulation.FromScript(SimulationScript.Parse(
            "{ " + Network + """
            , "jobs": [ { "name": "j", "owner": "bob", "createAt": 5, "resumeAt": 10, "minimumRetryDelay": 60, "costFlags": [ "unrestricted" ], "notifyFlags": "jobError",
              "minimumNotificationInterval": 2, "description": "d", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ],
              "calls": [
                { "at": 20, "call": "suspend" },
                { "at": 30, "name": "new", "priority": "high", "noProgressTimeout": 5, "maximumDownloadTime": 500, "addFiles": [ { "remote": "https://cdn.example/b", "local": "C:\\b" } ], "call": "resume" },
                { "at": 40, "addFiles": [ { "remote": "https://cdn.example/b", "local": "C:\\b" } ] },
                { "at": 600, "call": "complete" },
                { "at": 601, "call": "resume", "fails": "BG_E_INVALID_STATE" }
              ] } ] }
            """));
        using BitsSimulation written = Written("none");
        BackgroundCopyJob job = null!;
        written.At(Seconds(5), () =>
        {
            job = written.Manager.CreateJob("j", BackgroundCopyJobType.Download, new BackgroundCopyUser("bob"));
            job.AddFileSet([new BackgroundCopyFileInfo("https://cdn.example/a", @"C:\a")]);
            job.MinimumRetryDelay = Seconds(60);
            job.CostFlags = BackgroundCopyCostStates.Unrestricted;
            job.NotifyFlags = BackgroundCopyNotifications.JobError;
            job.MinimumNotificationInterval = Seconds(2);
            job.Description = "d";
        });
        written.At(Seconds(10), () => job.Resume());
        written.At(Seconds(20), () => job.Suspend());
        written.At(Seconds(30), () =>
        {
            job.DisplayName = "new";
            job.Priority = BackgroundCopyJobPriority.High;
            job.NoProgressTimeout = Seconds(5);
            job.MaximumDownloadTime = Seconds(500);
            job.AddFileSet([new BackgroundCopyFileInfo("https://cdn.example/b", @"C:\b")]);
            job.Resume();
        });
        written.At(Seconds(40), () => job.AddFileSet([new BackgroundCopyFileInfo("https://cdn.example/b", @"C:\b")]));
        written.At(Seconds(600), () => job.Complete());
        foreach (BitsSimulation bits in (BitsSimulation[])[read, written])
        {
            bits.Clock.Advance(TimeSpan.FromHours(1));
        }

        Log(read).Should().Be(Log(written));
        read.ScriptJobs.Single().State.Should().Be(BackgroundCopyJobState.Acknowledged);
        read.Files.Delivered.Should().ContainSingle();
    }

    [Theory]
    [InlineData("""[ { "at": 5, "call": "cancel" }, { "at": 6, "call": "resume" } ]""", "calls[1]", "00:00:06*BG_E_INVALID_STATE")]
    [InlineData("""[ { "at": 5, "call": "resume", "fails": "E_ACCESSDENIED" } ]""", "calls[0]", "succeeded")]
    [InlineData("""[ { "at": 5, "call": "cancel" }, { "at": 6, "call": "resume", "fails": "E_ACCESSDENIED" } ]""", "calls[1]", "BG_E_INVALID_STATE")]
    public void Calls_ThatAreRefused_EndTheAdvanceWithTheirPlace(string calls, string field, string mentions)
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(
            $$"""{ {{Network}}, "jobs": [ { "name": "j", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ], "calls": {{calls}} } ] }"""));

        SimulationScriptException refused = bits.Clock.Invoking(clock => clock.Advance(TimeSpan.FromHours(1))).Should().Throw<SimulationScriptException>().Which;

        refused.Field.Should().Be($"jobs[0].{field}");
        refused.Message.Should().Match($"Line 1, column *{mentions}*").And.NotContain("\n");
    }

    [Fact]
    public void Client_ThatPolls_ResumesAndCompletesAfterARestart()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(
            "{ " + Fails + """
            , "environment": [ { "at": 130, "restartService": true } ],
            "jobs": [ { "name": "j", "noProgressTimeout": 0, "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ],
              "client": { "pollEvery": 60, "resumes": [ "error" ], "mostResumes": 2 } } ] }
            """));

        bits.Clock.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));
        BackgroundCopyJob job = bits.ScriptJobs.Single();
        job.State.Should().Be(BackgroundCopyJobState.Transferring, "at 60 s and 120 s it saw the error and resumed");
        bits.ScriptIsOver.Should().BeFalse();
        bits.Clock.AdvanceTo(Seconds(179));
        job.NotifyInterface.Should().BeNull("the restart made BITS forget it");
        bits.Clock.AdvanceTo(Seconds(180));
        job.NotifyInterface.Should().NotBeNull("the poll set it again");
        bits.Clock.Advance(TimeSpan.FromMinutes(10));

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
        bits.Clock.Advance(TimeSpan.FromMinutes(2));
        bits.ScriptIsOver.Should().BeTrue();
    }

    [Fact]
    public void Client_WithoutResumesLeft_LeavesTheJobOrCancels()
    {
        string json = "{ " + Network.Replace("100000", "0", StringComparison.Ordinal).Replace("\"resources\"", "\"faults\": [ { \"httpStatus\": 404 } ], \"resources\"", StringComparison.Ordinal) + """
            , "jobs": [ { "name": "j", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ],
              "client": { "pollEvery": 60, "resumes": [ "error" ], "mostResumes": 2, "cancels": [ "error" ] } } ] }
            """;
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(json));

        bits.Clock.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromTicks(1));
        bits.ScriptJobs.Single().State.Should().Be(BackgroundCopyJobState.Error);
        bits.ScriptJobs.Single().Attempts.Should().Be(3, "the first one, and one after each of the two Resumes");
        bits.Clock.Advance(TimeSpan.FromTicks(1));

        bits.ScriptJobs.Single().State.Should().Be(BackgroundCopyJobState.Cancelled);
    }

    [Fact]
    public void Client_WhoseCallbacksFail_IsCalledAgain()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(
            "{ " + Network + """
            , "readings": { "redeliveryInterval": 30 }, "jobs": [ { "name": "j", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ],
              "client": { "completes": false, "failingCallbacks": 2 } } ] }
            """));

        bits.Clock.Advance(TimeSpan.FromHours(1));

        bits.EventLog.Count(entry => entry.Kind == JobEventKind.Notification).Should().BeGreaterThanOrEqualTo(3);
        bits.ScriptJobs.Single().State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public void Managers_OnOneNetwork_ShareItsLine()
    {
        IReadOnlyList<BitsSimulation> simulations = BitsSimulation.AllFromScript(SimulationScript.Parse(
            "{ " + Network + """
            , "jobs": [ { "name": "one", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ] } ],
            "managers": [ { "jobs": [ { "name": "two", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ] } ] } ] }
            """));
        simulations[0].Clock.Advance(TimeSpan.FromSeconds(199));

        simulations.Select(bits => bits.ScriptJobs.Single().State).Should().AllBeEquivalentTo(BackgroundCopyJobState.Transferring);
        simulations[0].Clock.Advance(TimeSpan.FromSeconds(1));
        simulations.Select(bits => bits.ScriptJobs.Single().State).Should().AllBeEquivalentTo(BackgroundCopyJobState.Transferred);
        simulations.ToList().ForEach(bits => bits.Dispose());
    }

    [Fact]
    public void LocalSourcesAndTimeZone_AreThoseOfTheScript()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(
            """
            { "timeZone": "+05:30", "network": { "localSources": { "c:/depot/A.bin": { "size": 10, "faults": [ { "requests": 1, "hresult": "0x80070005" } ] } } },
              "jobs": [ { "name": "j", "files": [ { "remote": "C:\\Depot\\a.bin", "local": "C:\\a" } ], "calls": [ { "at": 5, "call": "resume" } ] } ] }
            """));
        bits.Clock.Advance(TimeSpan.FromSeconds(4));
        bits.ScriptJobs[0].Error!.Code.Should().Be(HResults.E_ACCESSDENIED);
        bits.Clock.Advance(TimeSpan.FromSeconds(4));

        bits.ScriptJobs[0].Progress.BytesTransferred.Should().Be(10);
        bits.Clock.LocalTimeZone.BaseUtcOffset.Should().Be(new TimeSpan(5, 30, 0));
    }

    [Fact]
    public void Uploads_InAScenario_AreThoseOfTheNetwork()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(
            """
            { "network": { "bitsPerSecond": 8000, "localSources": { "/var/log/a.gz": { "size": 1000 } },
                "hosts": { "srv": { "uploads": { "/in": {
                  "faults": [ { "atByte": 500, "drop": true, "once": true } ], "changes": [ { "at": 10, "forgetsSessions": true } ],
                  "application": { "answerTime": 3, "reply": { "text": "ok" }, "faults": [ { "requests": 1, "httpStatus": 503 } ] } } } } } },
              "jobs": [ { "name": "j", "type": "uploadReply", "replyName": "/var/log/reply", "files": [ { "remote": "http://srv/in", "local": "/var/log/a.gz" } ] } ] }
            """));
        bits.Clock.Advance(TimeSpan.FromSeconds(601));
        BackgroundCopyJob job = bits.ScriptJobs.Single();
        (job.Type, job.State, job.Progress.BytesTransferred, job.ErrorCount).Should().Be((BackgroundCopyJobType.UploadReply, BackgroundCopyJobState.Transferring, 500, 1));
        bits.Clock.Advance(TimeSpan.FromSeconds(1200));

        (job.State, job.ErrorCount, job.Reply!.FileName).Should().Be((BackgroundCopyJobState.Transferred, 2, "/var/log/reply"));
        job.Reply.GetData().Should().Equal("ok"u8.ToArray());
        bits.Network.Host("srv").UploadTarget("/in").Application.Received.Select(file => (file.Instant.TotalSeconds, file.Code))
            .Should().Equal((601.5, HResults.HttpStatus(503)), (1204.5, 0));
    }

    private static BitsSimulation Written(string name)
    {
        BitsSimulation bits = new(options =>
        {
            options.DefaultOwner = name == "users" ? new BackgroundCopyUser("ann", BackgroundCopyUserKind.Administrator) : options.DefaultOwner;
            options.Readings = name == "readings" ? BitsReadings.Documented() : options.Readings;
            options.Wording = Wording.Json;
            options.Readings.SettlingTries = name == "readings" ? 2 : 0;
            if (name == "classification")
            {
                options.Classification.OverrideHttpStatus(503, ErrorClass.Fatal);
            }
        });
        SimulatedNetwork network = bits.Network;
        network.BitsPerSecond = 8_000;
        network.Wording = Wording.Json;
        if (name == "late host")
        {
            bits.At(Seconds(300), () => network.Host("cdn.example").Resource("/a", 100_000));
        }
        else
        {
            network.Host("cdn.example").Resource("/a", 100_000);
        }

        bool drops = name is "file" or "version by request";
        _ = drops ? network.Host("cdn.example").Resource("/a").DropsAt(10_000, once: true) : null;
        if (name is "network changed" or "restart" or "clock" or "readings" or "classification" or "sleep")
        {
            network.Host("cdn.example").Outage(TimeSpan.Zero, Seconds(100), SimulatedFault.HttpStatus(503));
        }

        Script(bits, name, network);
        if (name != "none")
        {
            BackgroundCopyJob job = bits.Manager.CreateJob("j");
            job.AddFileSet([new BackgroundCopyFileInfo("https://cdn.example/a", @"C:\a")]);
            job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = static done => done.Complete() };
            bits.At(TimeSpan.Zero, job.Resume);
        }

        return bits;
    }

    private static void Script(BitsSimulation bits, string name, SimulatedNetwork network)
    {
        BackgroundCopyUser ann = new("ann", BackgroundCopyUserKind.Administrator);
        (int At, Action Act)[] steps = name switch
        {
            "network changed" or "readings" => [(30, bits.Environment.NetworkChanged)],
            "restart" => [(30, bits.Manager.RestartService)],
            "clock" => [(30, () => bits.Clock.StepSystemTime(TimeSpan.FromDays(14))), (40, () => bits.Clock.StepSystemTime(-Seconds(60))), (40, bits.Manager.RestartService)],
            "policy" => [(30, () => bits.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 1) }))],
            "bandwidth" => [(30, () => network.BitsPerSecond = 1_000), (60, () => network.BitsPerSecond = null), (60, () => network.Latency = Seconds(5))],
            "host" =>
            [
                (5, () => network.Host("cdn.example").BitsPerSecond = 1_000), (5, () => network.Host("cdn.example").Fails(503)),
                (60, () => network.Host("cdn.example").BitsPerSecond = null), (60, () => network.Host("cdn.example").Recovers()),
            ],
            "file" => [(5, () => network.Host("cdn.example").Resource("/a").WithoutRanges()), (700, () => network.Host("cdn.example").Resource("/a").WithoutRanges(false))],
            "version by request" => [(0, () => network.Host("cdn.example").Resource("/a").ChangesOnRequest(2, 5_000, new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero)))],
            "users" => [(10, () => bits.Environment.LogOff(ann)), (90, () => bits.Environment.LogOn(ann))],
            "local files" => [(0, () => bits.Files.FailRename(@"C:\a", unchecked((int)0x80070020))), (500, () => bits.Files.Restore(@"C:\a"))],
            _ => [],
        };
        foreach ((int at, Action act) in steps)
        {
            bits.At(Seconds(at), act);
        }
    }

    private static string Log(BitsSimulation bits)
    {
        using StringWriter writer = new();
        bits.EventLog.WriteTo(writer);
        return writer.ToString();
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}

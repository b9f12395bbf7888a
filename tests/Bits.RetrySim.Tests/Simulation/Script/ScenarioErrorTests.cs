namespace Bits.RetrySim.Tests;

/// <summary>Scripts that are wrong in what version 0.1 could not say yet.</summary>
public sealed class ScenarioErrorTests
{
    public static TheoryData<string, string, string> Errors => new()
    {
        { """{ "timeZone": "+15:00" }""", "timeZone", "an offset from UTC like*" },
        { """{ "timeZone": "+2" }""", "timeZone", "an offset from UTC like*" },
        { """{ "timeZone": "Nowhere/Land" }""", "timeZone", "*this machine knows" },
        { """{ "$schema": 5 }""", "[\"$schema\"]", "a text" },

        // Changes of the surroundings.
        { Change("\"sleep\": 0"), "environment[0].sleep", "a time above zero*" },
        { Change("\"countsSleep\": false, \"gameMode\": true"), "environment[0].countsSleep", "no such field here (it does not go without sleep)" },
        { Change("\"countsSleep\": false"), "environment[0]", "something that changes*" },
        { Change("\"restartService\": false"), "environment[0].restartService", "true, or no such field" },
        { Change("\"stepSystemTime\": 0"), "environment[0].stepSystemTime", "a time other than zero*" },
        { Change("\"policy\": { \"maxJobs\": 1 }"), "environment[0].policy.maxJobs", "*\"maxJobsPerUser\"*" },
        { Change("\"network\": \"change\""), "environment[0].network", "\"up\", \"down\" or \"changed\"" },

        // The network.
        { """{ "network": { "changes": [ { "at": 1 } ] } }""", "network.changes[0]", "something that changes besides \"at\", such as \"bitsPerSecond\"" },
        { """{ "network": { "changes": [ { "latency": 1 } ] } }""", "network.changes[0].at", "the time of the change" },
        { """{ "network": { "changes": [ { "at": 1, "bitsPerSecond": "none" } ] } }""", "network.changes[0].bitsPerSecond", "bits per second, 1 or more, or \"unlimited\"" },
        { """{ "network": { "localSources": { "srv/f": { "size": 1 } } } }""", "network.localSources[\"srv/f\"]", "another name*a full path with a drive*" },
        { Upload("\"application\": { \"faults\": [ { \"dropAfter\": 1 } ] }"), UploadPath + ".application.faults[0].dropAfter", "a known field, such as \"noAnswer\"*" },
        { Upload("\"application\": { \"reply\": {} }"), UploadPath + ".application.reply", "one of text, size, from" },
        { Upload("\"application\": { \"reply\": { \"from\": \"http://h/r\", \"faults\": [ { \"noAnswer\": true } ] } }"), UploadPath + ".application.reply.faults", "no such field here (it does not go with from)" },
        { Upload("\"changes\": [ { \"at\": 1 } ]"), UploadPath + ".changes[0]", "something that changes besides \"at\", such as \"forgetsSessions\"" },
        { """{ "jobs": [ { "name": "j", "replyName": "C:\\r", "files": [ { "remote": "https://h/a", "local": "C:\\a" } ] } ] }""", "jobs[0].replyName", "no such field here (only an uploadReply job has it)" },
        { """{ "network": { "localSources": { "C:\\f": { "size": 1 }, "c:/F": { "size": 1 } } } }""", "network.localSources[\"c:/F\"]", "each name once*" },
        { File("\"headers\": { \"a b\": \"1\" }"), Path + ".headers[\"a b\"]", "another name*name of a header*" },
        { File("\"headers\": { \"A\": \"1\", \"a\": \"2\" }"), Path + ".headers.a", "each name once (a)" },
        { File("\"headers\": { \"A\": \"1\\n2\" }"), Path + ".headers.A", "the value of a header*" },
        { File("\"changes\": [ { \"ranges\": true } ]"), Path + ".changes[0].at", "the time of the change" },
        { File("\"changes\": [ { \"at\": 5 } ]"), Path + ".changes[0]", "something that changes*" },
        { File("\"changes\": [ { \"request\": 2 } ]"), Path + ".changes[0].size", "the new size in bytes" },
        { File("\"changes\": [ { \"request\": 0, \"size\": 1, \"lastModified\": \"2021-01-01\" } ]"), Path + ".changes[0].request", "a request's number*" },
        { File("\"changes\": [ { \"request\": 2, \"at\": 5, \"size\": 1, \"lastModified\": \"2021-01-01\" } ]"), Path + ".changes[0].at", "no such field here (it does not go with request)" },
        { File("\"changes\": [ { \"at\": 5, \"size\": 1, \"lastModified\": \"2021-01-01\", \"ranges\": false } ]"), Path + ".changes[0].ranges", "no such field here*" },
        { """{ "network": { "faults": [ { "noAnswer": true, "headers": { "A": "1" } } ] } }""", "network.faults[0].headers", "no such field here (it does not go with noAnswer)" },

        // Readings, classification, users and files.
        { """{ "readings": { "preset": "newest" } }""", "readings.preset", "one of \"observed\", \"documented\", \"v0_1\"" },
        { """{ "readings": { "imediateRetries": 1 } }""", "readings.imediateRetries", "*\"immediateRetries\"*" },
        { """{ "readings": { "blocksForeground": [ "rain" ] } }""", "readings.blocksForeground[0]", "one of *" },
        { """{ "readings": { "blocksForeground": 5 } }""", "readings.blocksForeground", "one of *, or an array of them" },
        { """{ "readings": { "minimumRetryDelayFloor": 0.5 } }""", "readings", "values that readings can have*\"minimumRetryDelayFloor\"*" },
        { """{ "classification": [ { "class": "fatal" } ] }""", "classification[0]", "one of hresult, httpStatus" },
        { """{ "classification": [ { "hresult": 0, "class": "fatal" } ] }""", "classification[0].hresult", "an error that can be classified*" },
        { """{ "classification": [ { "httpStatus": 503, "class": "waitsForCondition" } ] }""", "classification[0].class", "one of \"transient\", \"fatal\"" },
        { """{ "classification": [ { "httpStatus": 503, "class": "fatal" }, { "hresult": "0x801901F7", "class": "transient" } ] }""", "classification", "each code once*" },
        { """{ "owner": { "kind": "administrator" } }""", "owner.name", "the name of the user" },
        { """{ "owner": "LocalSystem", "environment": [ { "at": 1, "logOff": "system" } ] }""", "environment[0].logOff", "*\"LocalSystem\"" },
        { """{ "owner": { "name": "svc", "kind": "serviceAccount" }, "environment": [ { "at": 1, "logOff": "svc" } ] }""", "environment[0].logOff", "*always logged on" },
        { $$"""{ "owner": "ann", "jobs": [ { "name": "j", "owner": { "name": "ann", "kind": "administrator" }, {{Files}} } ] }""", "", "each user with one kind (ann)" },
        { """{ "localFiles": [ { "local": "C:\\a" } ] }""", "localFiles[0]", "one of denyWrite*" },
        { """{ "localFiles": [ { "local": "C:\\a", "failRename": 5 } ] }""", "localFiles[0].failRename", "the HRESULT of a failure" },
        { """{ "localFiles": [ { "local": "a", "denyWrite": true } ] }""", "localFiles[0].local", "another one:*" },

        // Jobs, their calls and clients.
        { Job("\"resumeAt\": \"later\""), "jobs[0].resumeAt", "a time of zero or more*" },
        { Job("\"createAt\": 10, \"resumeAt\": 5"), "jobs[0].resumeAt", "a time from \"createAt\", 00:00:10, on" },
        { Job("\"createAt\": 10, \"calls\": [ { \"at\": 5, \"call\": \"suspend\" } ]"), "jobs[0].calls[0]", "a call from \"createAt\"*" },
        { Job("\"calls\": [ { \"at\": 5 } ]"), "jobs[0].calls[0]", "something that changes besides \"at\", such as \"call\"" },
        { Job("\"calls\": [ { \"at\": 5, \"fails\": \"E_FAIL\" } ]"), "jobs[0].calls[0]", "something that changes*" },
        { Job("\"calls\": [ { \"at\": 5, \"call\": \"stop\" } ]"), "jobs[0].calls[0].call", "one of \"resume\", \"suspend\", \"complete\", \"cancel\"" },
        { Job("\"calls\": [ { \"at\": 5, \"addFiles\": [] } ]"), "jobs[0].calls[0].addFiles", "at least one file" },
        { Job("\"client\": { \"resumes\": [ \"error\" ] }"), "jobs[0].client.resumes", "no such field here (it does not go without pollEvery)" },
        { Job("\"client\": { \"pollEvery\": 5, \"mostResumes\": 1 }"), "jobs[0].client.mostResumes", "no such field here (it does not go without resumes)" },
        { Job("\"client\": { \"failsWith\": \"E_FAIL\" }"), "jobs[0].client.failsWith", "no such field here*" },
        { Job("\"client\": { \"failingCallbacks\": 1, \"failsWith\": 0 }"), "jobs[0].client.failsWith", "the HRESULT of a failure" },
        { Job("\"description\": \"" + new string('x', 1025) + "\""), "jobs[0].description", "a description of at most 1024 characters" },
        { Job("\"notifyFlags\": [ \"jobDone\" ]"), "jobs[0].notifyFlags[0]", "one of *" },
        { """{ "managers": [ { "runFor": 5 } ] }""", "managers[0].runFor", "a known field*" },
        { """{ "managers": [ { "environment": [ { "at": 1, "logOff": "ann" } ] } ], "owner": "ann" }""", "managers[0].environment[0].logOff", "*\"user\"" },

        // After the end.
        { """{ "runFor": 9, "environment": [ { "at": 10, "gameMode": true } ] }""", "environment[0].at", "a time up to \"runFor\", 00:00:09*" },
        { """{ "runFor": 9, "network": { "outages": [ { "from": 10, "to": 11, "httpStatus": 503 } ] } }""", "network.outages[0].from", "a time up to \"runFor\"*" },
        { """{ "runFor": 9, "network": { "hosts": { "h": { "from": 10 } } } }""", "network.hosts.h.from", "a time up to \"runFor\"*" },
        { """{ "runFor": 9, "managers": [ { "environment": [ { "at": 10, "gameMode": true } ] } ] }""", "managers[0].environment[0].at", "a time up to \"runFor\"*" },
        { $$"""{ "runFor": 9, "jobs": [ { "name": "j", {{Files}}, "calls": [ { "at": 10, "call": "cancel" } ] } ] }""", "jobs[0].calls[0].at", "a time up to \"runFor\"*" },
        { """{ "runFor": 9, "localFiles": [ { "at": 10, "local": "C:\\a", "denyWrite": true } ] }""", "localFiles[0].at", "a time up to \"runFor\"*" },
    };

    private const string UploadPath = "network.hosts.h.uploads[\"/in\"]";
    private const string Path = "network.hosts.h.resources[\"/f\"]";

    private const string Files = "\"files\": [ { \"remote\": \"http://h/f\", \"local\": \"/f\" } ]";

    [Theory]
    [MemberData(nameof(Errors))]
    public void Parse_WrongScript_SaysWhereAndWhatIsExpected(string json, string field, string expected)
    {
        SimulationScriptException exception = FluentActions.Invoking(() => SimulationScript.Parse(json)).Should().Throw<SimulationScriptException>().Which;

        exception.Field.Should().Be(field);
        exception.Expected.Should().Match(expected);
        exception.Message.Should().StartWith("Line 1, column ").And.NotContain("\n").And.NotContain("E_INVALIDARG").And.NotContain("Parameter");
        exception.Message.Length.Should().BeLessThan(700);
    }

    [Fact]
    public void Run_CreationThatIsRefused_IsTheOnlyMistake()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse($$"""
            { "policy": { "maxJobsPerUser": 1 }, "network": { "hosts": { "h": { "resources": { "/f": { "size": 1 } } } } }, "jobs": [
              { "name": "first", {{Files}}, "resumeAt": "never" }, { "name": "second", {{Files}}, "createAt": 10, "calls": [ { "at": 10, "call": "suspend" } ] } ] }
            """));

        bits.Clock.Invoking(clock => clock.Advance(TimeSpan.FromMinutes(1))).Should().Throw<SimulationScriptException>().Which.Field.Should().Be("jobs[1]");
    }

    [Fact]
    public void Run_ChangeBeforeItsHostAppears_IsBlamedWhereItStands()
    {
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(
            """{ "network": { "hosts": { "h": { "from": 3600, "resources": { "/f": { "size": 1, "changes": [ { "at": 2400, "ranges": false } ] } } } } } }"""));

        bits.Clock.Invoking(clock => clock.Advance(TimeSpan.FromHours(2))).Should().Throw<SimulationScriptException>()
            .Which.Should().Match<SimulationScriptException>(exception => exception.Field.StartsWith(Path + ".changes[0]") && exception.Expected.Contains("not before 01:00:00"));
    }

    [Fact]
    public void Parse_OutageThatEndsAfterTheEnd_IsFine() =>
        SimulationScript.Parse("""{ "runFor": 9, "network": { "outages": [ { "from": 5, "to": 11, "httpStatus": 503 } ] } }""").Network.Outages.Should().ContainSingle();

    [Fact]
    public void Parse_ErrorAfterLettersOfSeveralBytes_CountsCharacters()
    {
        SimulationScriptException exception = FluentActions.Invoking(() => SimulationScript.Parse("{\n\"name\": \"äöü€\", \"runFor\": 0 }")).Should().Throw<SimulationScriptException>().Which;

        (exception.Line, exception.Column).Should().Be((2, 27));
    }

    private static string Change(string fields) => $$"""{ "environment": [ { "at": 1, {{fields}} } ] }""";

    private static string File(string fields) => $$"""{ "network": { "hosts": { "h": { "resources": { "/f": { "size": 1, {{fields}} } } } } } }""";

    private static string Upload(string fields) => $$"""{ "network": { "hosts": { "h": { "uploads": { "/in": { {{fields}} } } } } } }""";

    private static string Job(string fields) => $$"""{ "jobs": [ { "name": "j", {{Files}}, {{fields}} } ] }""";
}

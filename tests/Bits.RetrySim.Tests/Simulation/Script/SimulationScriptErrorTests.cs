using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>Scripts that are wrong: where the error is said to be, and what is expected there.</summary>
public class SimulationScriptErrorTests
{
    public static TheoryData<string, string, string> Errors => new()
    {
        // Unknown fields, with the nearest known name.
        { """{ "nam": 1 }""", "nam", "*\"name\"*known here are name, start*" },
        { """{ "Name": "x" }""", "Name", "*\"name\"*" },
        { """{ "network": { "bandwidth": 1 } }""", "network.bandwidth", "a known field*" },
        { """{ "network": { "latenzy": 1 } }""", "network.latenzy", "*\"latency\"*" },
        { """{ "network": { "hosts": { "cdn.example": { "resource": {} } } } }""", """network.hosts["cdn.example"].resource""", "*\"resources\"*" },
        { Resource("\"size\": 1, \"modified\": 1"), File + ".modified", "*\"lastModified\"*" },
        { Outage("\"from\": 1, \"until\": 2"), "network.outages[0].until", "a known field*" },
        { Fault("\"http_status\": 503"), "network.faults[0].http_status", "*\"httpStatus\"*" },
        { Fault("\"atByte\": 5, \"drop\": true"), "network.faults[0].atByte", "a known field*" },
        { Change("\"at\": 1, \"newtork\": \"up\""), "environment[0].newtork", "*\"network\"*" },
        { Policy("\"maxJobs\": 1"), "policy.maxJobs", "*\"maxJobsPerUser\"*" },
        { Job("\"files\": [], \"retryDelay\": 1"), "jobs[0].retryDelay", "*" },
        { File1("\"remote\": \"http://h/f\", \"locale\": \"/f\""), "jobs[0].files[0].locale", "*\"local\"*" },

        // Kinds of values.
        { "[]", "", "an object" },
        { "5", "", "an object" },
        { """{ "name": 5 }""", "name", "a text" },
        { """{ "network": [] }""", "network", "an object" },
        { """{ "jobs": {} }""", "jobs", "an array" },
        { """{ "environment": "none" }""", "environment", "an array" },
        { """{ "network": { "hosts": [] } }""", "network.hosts", "an object" },
        { """{ "jobs": [ 5 ] }""", "jobs[0]", "an object" },
        { Resource("\"size\": 1, \"ranges\": \"yes\""), File + ".ranges", "true or false" },

        // Times.
        { """{ "network": { "latency": "10" } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "latency": "10:00" } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "latency": "24:00:00" } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "latency": "10 s" } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "latency": -1 } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "latency": "-00:00:01" } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "latency": 1e300 } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "latency": 99999999999999999999 } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "latency": 0.00000001 } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "latency": true } }""", "network.latency", "a time of zero or more*" },
        { """{ "network": { "connectTimeout": 0 } }""", "network.connectTimeout", "a time above zero*" },
        { """{ "network": { "receiveTimeout": "0" } }""", "network.receiveTimeout", "a time above zero*" },
        { """{ "runFor": 0 }""", "runFor", "a time above zero*" },
        { """{ "start": "yesterday" }""", "start", "a date like*" },
        { """{ "start": 2021 }""", "start", "a date like*" },
        { """{ "start": "1/2/2021" }""", "start", "a date like*" },

        // The network.
        { """{ "network": { "bitsPerSecond": 0 } }""", "network.bitsPerSecond", "bits per second, 1 or more*" },
        { """{ "network": { "bitsPerSecond": 1.5 } }""", "network.bitsPerSecond", "bits per second, 1 or more*" },
        { """{ "network": { "hosts": { "http://h": {} } } }""", """network.hosts["http://h"]""", "another name*not the name of a host*" },
        { """{ "network": { "hosts": { "h": {}, "H": {} } } }""", "network.hosts.H", "each name once (h)" },
        { """{ "network": { "hosts": { "h": { "resources": { "f": { "size": 1 } } } } } }""", "network.hosts.h.resources.f", "another name*not a path*" },
        { """{ "network": { "hosts": { "h": { "resources": { "/a b": { "size": 1 }, "/a%20b": { "size": 1 } } } } } }""", "network.hosts.h.resources[\"/a%20b\"]", "each name once*" },
        { Resource("\"ranges\": true"), File + ".size", "the file's size in bytes" },
        { Resource("\"size\": -1"), File + ".size", "a number of bytes, 0 or more" },
        { Resource("\"size\": 1.5"), File + ".size", "a number of bytes, 0 or more" },
        { Resource("\"size\": 9223372036854775808"), File + ".size", "a number of bytes, 0 or more" },
        { Resource("\"size\": \"1 MB\""), File + ".size", "a number of bytes, 0 or more" },
        { Resource("\"size\": 1, \"changes\": [ { \"at\": 1, \"size\": 2 } ]"), File + ".changes[0].lastModified", "the new time stamp" },

        // Outages and faults.
        { Outage("\"to\": 2, \"httpStatus\": 503"), "network.outages[0].from", "the time at which the outage begins" },
        { Outage("\"from\": 2, \"httpStatus\": 503"), "network.outages[0].to", "the time at which the outage is over" },
        { Outage("\"from\": \"00:10:00\", \"to\": 600, \"httpStatus\": 503"), "network.outages[0].to", "a time after \"from\", 00:10:00" },
        { Outage("\"from\": 1, \"to\": 2"), "network.outages[0]", "what goes wrong*" },
        { Outage("\"from\": 1, \"to\": 2, \"httpStatus\": 503, \"noAnswer\": true"), "network.outages[0]", "what goes wrong*" },
        { Outage("\"from\": 1, \"to\": 2, \"httpStatus\": 503, \"hresult\": \"0x80072EE7\""), "network.outages[0].hresult", "no such field*does not go with httpStatus*" },
        { Outage("\"from\": 1, \"to\": 2, \"httpStatus\": 503, \"duration\": 1"), "network.outages[0].duration", "no such field*" },
        { Outage("\"from\": 1, \"to\": 2, \"noAnswer\": false"), "network.outages[0].noAnswer", "true, or no such field" },
        { Fault("\"httpStatus\": 99"), "network.faults[0].httpStatus", "an HTTP status from 100 to 999" },
        { Fault("\"httpStatus\": \"503\""), "network.faults[0].httpStatus", "an HTTP status from 100 to 999" },
        { Fault("\"httpStatus\": 200"), "network.faults[0].httpStatus", "*goes well*" },
        { Fault("\"hresult\": \"0x80200010\""), "network.faults[0].hresult", "*environment*" },
        { Fault("\"hresult\": \"BG_E_BLOCKED_BY_GAME_MODE\""), "network.faults[0].hresult", "*environment*" },
        { Fault("\"hresult\": 0"), "network.faults[0].hresult", "*not a failure*" },
        { Fault("\"hresult\": 12007"), "network.faults[0].hresult", "*0x80070000*" },
        { Fault("\"hresult\": \"80072EE7\""), "network.faults[0].hresult", "an HRESULT like*" },
        { Fault("\"hresult\": \"0x\""), "network.faults[0].hresult", "an HRESULT like*" },
        { Fault("\"hresult\": \"0x180072EE7\""), "network.faults[0].hresult", "an HRESULT like*" },
        { Fault("\"hresult\": \"NO_SUCH_NAME\""), "network.faults[0].hresult", "an HRESULT like*" },
        { Fault("\"hresult\": 4294967296"), "network.faults[0].hresult", "an HRESULT" },
        { Fault("\"requests\": 0, \"httpStatus\": 503"), "network.faults[0].requests", "a request's number*" },
        { Fault("\"requests\": \"3-1\", \"httpStatus\": 503"), "network.faults[0].requests", "a request's number*" },
        { Fault("\"requests\": \"0-1\", \"httpStatus\": 503"), "network.faults[0].requests", "a request's number*" },
        { Fault("\"requests\": \"1-2-3\", \"httpStatus\": 503"), "network.faults[0].requests", "a request's number*" },
        { Fault("\"requests\": \"all\", \"httpStatus\": 503"), "network.faults[0].requests", "a request's number*" },
        { Fault("\"requests\": \"-1\", \"httpStatus\": 503"), "network.faults[0].requests", "a request's number*" },
        { Fault("\"requests\": true, \"httpStatus\": 503"), "network.faults[0].requests", "a request's number*" },
        { Fault("\"dropAfter\": -1"), "network.faults[0].dropAfter", "a number of bytes*" },
        { Fault("\"stallAfter\": 1, \"duration\": 0"), "network.faults[0].duration", "a time above zero*" },
        { Fault("\"stallAfter\": 1, \"hresult\": \"0x80072EE7\""), "network.faults[0].hresult", "no such field*" },
        { FileFault("\"drop\": true"), File + ".faults[0].drop", "no such field here (only a fault with atByte has it)" },
        { FileFault("\"httpStatus\": 503, \"once\": true"), File + ".faults[0].once", "no such field*" },
        { FileFault("\"atByte\": 1"), File + ".faults[0]", "\"drop\": true or \"stall\": true" },
        { FileFault("\"atByte\": 1, \"drop\": true, \"stall\": true"), File + ".faults[0]", "what goes wrong*" },
        { FileFault("\"atByte\": 1, \"drop\": 5"), File + ".faults[0].drop", "true, or no such field" },
        { FileFault("\"atByte\": -1, \"drop\": true"), File + ".faults[0].atByte", "a number of bytes*" },
        { FileFault("\"atByte\": 1, \"drop\": true, \"requests\": 1"), File + ".faults[0].requests", "no such field*" },
        { FileFault("\"atByte\": 1, \"httpStatus\": 503"), File + ".faults[0].httpStatus", "no such field*with atByte use drop or stall*" },
        { FileFault("\"atByte\": 1, \"drop\": true, \"duration\": 1"), File + ".faults[0].duration", "no such field*" },
        { FileFault("\"atByte\": 1, \"stall\": true, \"hresult\": 1"), File + ".faults[0].hresult", "no such field*" },

        // Surroundings, policy and jobs.
        { Change("\"network\": \"up\""), "environment[0].at", "the time of the change" },
        { Change("\"at\": 1"), "environment[0]", "something that changes*" },
        { Change("\"at\": 1, \"network\": null"), "environment[0]", "something that changes*" },
        { Change("\"at\": 1, \"network\": true"), "environment[0].network", "\"up\", \"down\" or \"changed\"" },
        { Change("\"at\": 1, \"network\": \"off\""), "environment[0].network", "\"up\", \"down\" or \"changed\"" },
        { Change("\"at\": 1, \"costState\": \"transferAlways\""), "environment[0].costState", "one of \"unrestricted\"*\"roaming\"" },
        { Change("\"at\": 1, \"costState\": 1"), "environment[0].costState", "one of \"unrestricted\"*" },
        { Change("\"at\": 1, \"logOn\": \" \""), "environment[0].logOn", "the name of a user" },
        { Change("\"at\": 1, \"lockVolume\": \"here\""), "environment[0].lockVolume", "another one:*" },
        { Policy("\"maxJobsPerUser\": 0"), "policy.maxJobsPerUser", "a number, 1 or more" },
        { Policy("\"maxFilesPerJob\": 2147483648"), "policy.maxFilesPerJob", "a number, 1 or more" },
        { Policy("\"maxJobsPerUser\": 400"), "policy", "*\"maxJobsPerUser\"*" },
        { Policy("\"jobInactivityTimeout\": \"1.12:00:00\""), "policy", "*\"jobInactivityTimeout\"*" },
        { Policy("\"backgroundCostFlags\": \"roaming\""), "policy.backgroundCostFlags", "one of *" },
        { Policy("\"maxInternetBandwidth\": { \"fromHour\": 24, \"toHour\": 1, \"kilobitsPerSecond\": 1 }"), "policy.maxInternetBandwidth.fromHour", "an hour from 0 to 23" },
        { Policy("\"maxInternetBandwidth\": { \"fromHour\": 1, \"toHour\": 1 }"), "policy.maxInternetBandwidth.kilobitsPerSecond", "the limit in kilobits*" },
        { Policy("\"maxInternetBandwidth\": { \"fromHour\": 1, \"toHour\": 1, \"kilobitsPerSecond\": -1 }"), "policy.maxInternetBandwidth.kilobitsPerSecond", "kilobits per second*" },
        { """{ "jobs": [ { "files": [] } ] }""", "jobs[0].name", "the job's name" },
        { Job("\"priority\": 1"), "jobs[0].files", "the files of the job, one at least" },
        { Job("\"files\": []"), "jobs[0].files", "the files of the job, one at least" },
        { Job("\"files\": [{ \"remote\": \"http://h/f\", \"local\": \"/f\" }], \"priority\": \"urgent\""), "jobs[0].priority", "one of \"foreground\", \"high\", \"normal\", \"low\"" },
        { Job("\"files\": [{ \"remote\": \"http://h/f\", \"local\": \"/f\" }], \"minimumRetryDelay\": 4294967296"), "jobs[0].minimumRetryDelay", "at most 4294967295 seconds" },
        { File1("\"local\": \"/f\""), "jobs[0].files[0].remote", "the URL" },
        { File1("\"remote\": \"http://h/f\""), "jobs[0].files[0].local", "the full path*" },
        { File1("\"remote\": \"ftp://h/f\", \"local\": \"/f\""), "jobs[0].files[0].remote", "another one:*" },
        { File1("\"remote\": \"http://h/f\", \"local\": \"f\""), "jobs[0].files[0].local", "another one:*" },

        // Not JSON.
        { "", "", "JSON*" },
        { "{", "", "JSON*" },
        { "{} {}", "", "JSON*" },
        { """{ "network": { "latency": 1, , } }""", "network", "JSON*" },
        { """{ "jobs": [ { "name": "x } ] }""", "jobs[0].name", "JSON*" },
        { """{ "name": "a", "name": "b" }""", "name", "each field once" },
        { """{ "network": { "hosts": { "h": {}, "h": {} } } }""", "network.hosts.h", "each field once" },
        { """{ "name": "\ud800" }""", "name", "Unicode text" },
        { """{ "a\"b\\c": 1 }""", """["a\"b\\c"]""", "a known field*" },
    };

    private const string File = """network.hosts["cdn.example"].resources["/f"]""";

    [Theory]
    [MemberData(nameof(Errors))]
    public void Parse_WrongScript_SaysWhereAndWhatIsExpected(string json, string field, string expected)
    {
        Action act = () => SimulationScript.Parse(json);

        SimulationScriptException exception = act.Should().Throw<SimulationScriptException>().Which;
        exception.Field.Should().Be(field);
        exception.Expected.Should().Match(expected);
        exception.Line.Should().Be(1);
        exception.Message.Should().StartWith("Line 1, column ").And.Contain(exception.Expected).And.NotContain("E_INVALIDARG").And.NotContain("Parameter");
    }

    [Fact]
    public void Parse_ErrorFurtherDown_NamesItsLineAndWhatItFound()
    {
        const string Json = """
            {
              "network": {
                "hosts": {
                  "cdn.example": {
                    /* two
                       lines */
                    "outages": [
                      { "from": "00:10:00",
                        "to": "00:05:00",
                        "httpStatus": 503 }
                    ]
                  }
                }
              }
            }
            """;

        SimulationScriptException exception = FluentActions.Invoking(() => SimulationScript.Parse(Json)).Should().Throw<SimulationScriptException>().Which;

        (exception.Line, exception.Column).Should().Be((9, 19));
        exception.Message.Should().Be(
            "Line 9, column 19, network.hosts[\"cdn.example\"].outages[0].to: expected a time after \"from\", 00:10:00, found \"00:05:00\".");
        exception.Should().BeAssignableTo<FormatException>();
    }

    [Fact]
    public void Parse_BrokenJsonFurtherDown_NamesItsLine()
    {
        Action act = () => SimulationScript.Parse("{\n\"network\": {\r\n  \"latency\": oops\n} }");

        act.Should().Throw<SimulationScriptException>().Where(exception => exception.Line == 3 && exception.Field == "network.latency");
    }

    [Fact]
    public void Parse_TooDeep_IsAnErrorAndNoCrash()
    {
        string json = string.Concat(Enumerable.Repeat("[", 100_000));

        FluentActions.Invoking(() => SimulationScript.Parse(json)).Should().Throw<SimulationScriptException>();
    }

    [Fact]
    public void Load_NoUtf8_IsAnError()
    {
        using MemoryStream stream = new([.. Encoding.ASCII.GetBytes("{ \"name\": \""), 0xFF, .. Encoding.ASCII.GetBytes("\" }")]);

        FluentActions.Invoking(() => SimulationScript.Load(stream)).Should().Throw<SimulationScriptException>().Which.Field.Should().Be("name");
    }

    private static string Resource(string fields) => $$"""{ "network": { "hosts": { "cdn.example": { "resources": { "/f": { {{fields}} } } } } } }""";

    private static string FileFault(string fields) => Resource($"\"size\": 1, \"faults\": [ {{ {fields} }} ]");

    private static string Outage(string fields) => $$"""{ "network": { "outages": [ { {{fields}} } ] } }""";

    private static string Fault(string fields) => $$"""{ "network": { "faults": [ { {{fields}} } ] } }""";

    private static string Change(string fields) => $$"""{ "environment": [ { {{fields}} } ] }""";

    private static string Policy(string fields) => $$"""{ "policy": { {{fields}} } }""";

    private static string Job(string fields) => $$"""{ "jobs": [ { "name": "x", {{fields}} } ] }""";

    private static string File1(string fields) => Job($"\"files\": [ {{ {fields} }} ]");
}

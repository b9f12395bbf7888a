namespace Bits.RetrySim.Tests;

/// <summary>Requests to which one thing happens after the other.</summary>
public sealed class CourseTests : IDisposable
{
    private readonly BitsSimulation _bits = new();
    private readonly SimulatedResource _file;

    public CourseTests() => _file = _bits.Network.Host("cdn.example").Resource("/a", 1000);

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void Late_WithAStatus_FailsThen()
    {
        _bits.Network.Latency = TimeSpan.FromSeconds(50);
        _file.OnRequest(1, SimulatedFault.Late(TimeSpan.FromSeconds(3)).Then(SimulatedFault.HttpStatus(404)));

        Transitions(Fetch(), 100).Should().Equal("0 Queued", "0 Connecting", "3 Error");
    }

    /// <summary>Retries that are foreseen are answered late as well.</summary>
    [Fact]
    public void Late_OfAllRequests_MakesEachLate()
    {
        _file.Fails(SimulatedFault.Late(TimeSpan.FromSeconds(3)).Then(SimulatedFault.HttpStatus(503)));

        Transitions(Fetch(), 1300).Where(line => line.EndsWith("TransientError", StringComparison.Ordinal)).Should().Equal("3 TransientError", "606 TransientError", "1209 TransientError");
    }

    [Fact]
    public void Late_Alone_GoesWell()
    {
        _file.OnRequest(1, SimulatedFault.Late(TimeSpan.FromSeconds(3)));

        Transitions(Fetch(), 100).Should().Equal("0 Queued", "0 Connecting", "3 Transferring", "3 Transferred");
    }

    [Fact]
    public void Then_StallsAndADrop_ComeInOrder()
    {
        _file.OnRequest(1, Stall(100, 10).Then(Stall(100, 5)).Then(Stall(500, 2)).Then(SimulatedFault.DropAfter(700, HResults.BG_E_INVALID_SERVER_RESPONSE)));
        BackgroundCopyJob job = Fetch();

        BytesAt(job, 0, 14, 15, 16, 17).Should().Equal(100UL, 100UL, 500UL, 500UL, 700UL);

        Transitions(job, 100).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "17 Error");
        job.Error!.Code.Should().Be(HResults.BG_E_INVALID_SERVER_RESPONSE);
    }

    [Fact]
    public void Then_StallWithoutEnd_TimesOut()
    {
        _file.OnRequest(1, Stall(100, 10).Then(SimulatedFault.StallAfter(200)));

        Transitions(Fetch(), 100).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "40 TransientError");
    }

    [Fact]
    public void Then_AtTheEndOfTheFile_ComesBeforeThat()
    {
        _file.OnRequest(1, Stall(0, 1).Then(Stall(1000, 20)).Then(SimulatedFault.DropAfter(1000)));
        _file.OnRequest(2, Stall(0, 1).Then(SimulatedFault.StallAfter(0, TimeSpan.FromSeconds(4))));

        Transitions(Fetch(), 700).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "21 TransientError", "621 Queued", "621 Connecting", "621 Transferring", "626 Transferred");
    }

    /// <summary>Bytes of a course are those of the attempt, also of a file that begins again.</summary>
    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Then_FileThatBeginsAgain_GoesOn()
    {
        _file.ChangesAt(TimeSpan.FromSeconds(10), 2000, DateTimeOffset.UnixEpoch).OnRequest(1, Stall(400, 10).Then(Stall(400, 7)).Then(Stall(600, 3)));
        BackgroundCopyJob job = Fetch();

        BytesAt(job, 9, 10, 16, 17, 19, 20).Should().Equal(400UL, 0UL, 0UL, 200UL, 200UL, 2000UL);
        _bits.EventLog.Events.Single(entry => entry.Kind == JobEventKind.FileRestarted).DiscardedBytes.Should().Be(400);
    }

    [Fact]
    public void Equals_SameCourse_IsTheSame()
    {
        SimulatedFault course = Stall(1, 2).Then(SimulatedFault.DropAfter(3));

        course.Should().Be(Stall(1, 2).Then(SimulatedFault.DropAfter(3))).And.NotBe(Stall(1, 2).Then(SimulatedFault.DropAfter(4))).And.NotBe(Stall(1, 2));
        course.GetHashCode().Should().Be(Stall(1, 2).Then(SimulatedFault.DropAfter(3)).GetHashCode());
        SimulatedFault.Late(TimeSpan.Zero).Should().NotBe(SimulatedFault.Late(TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Parse_Course_IsThatOfTheCode()
    {
        SimulationScript script = SimulationScript.Parse(Script("""
            { "requests": 1, "latency": 2, "stallAfter": 5, "duration": 3, "then": [ { "stallAfter": 9, "duration": 1 }, { "dropAfter": 9, "hresult": "0x80072EE2" } ] },
            { "requests": 2, "latency": 2, "httpStatus": 503 },
            { "requests": 3, "latency": 2 }
            """));

        script.Network.Hosts[0].Resources[0].Faults.Select(fault => fault.Fault).Should().Equal(
            SimulatedFault.Late(TimeSpan.FromSeconds(2)).Then(Stall(5, 3)).Then(Stall(9, 1)).Then(SimulatedFault.DropAfter(9, HResults.ERROR_WINHTTP_TIMEOUT)),
            SimulatedFault.Late(TimeSpan.FromSeconds(2)).Then(SimulatedFault.HttpStatus(503)),
            SimulatedFault.Late(TimeSpan.FromSeconds(2)));
    }

    [Theory]
    [InlineData("""{ "dropAfter": 5, "then": [ { "dropAfter": 6 } ] }""")]
    [InlineData("""{ "stallAfter": 5, "then": [ { "dropAfter": 6 } ] }""")]
    [InlineData("""{ "stallAfter": 5, "duration": 1, "then": [ { "dropAfter": 4 } ] }""")]
    [InlineData("""{ "stallAfter": 5, "duration": 1, "then": [ { "dropAfter": 6 }, { "dropAfter": 6 } ] }""")]
    [InlineData("""{ "stallAfter": 5, "duration": 1, "then": [] }""")]
    [InlineData("""{ "stallAfter": 5, "duration": 1, "then": [ { "hresult": "0x80072EFE" } ] }""")]
    [InlineData("""{ "httpStatus": 503, "then": [ { "dropAfter": 6 } ] }""")]
    [InlineData("""{ "atByte": 5, "drop": true, "latency": 1 }""")]
    [InlineData("""{ "atByte": 5, "stall": true, "duration": 1, "then": [ { "dropAfter": 6 } ] }""")]
    [InlineData("""{ "latency": -1 }""")]
    public void Parse_CourseThatCannotBe_IsRefused(string fault) =>
        FluentActions.Invoking(() => SimulationScript.Parse(Script(fault))).Should().Throw<SimulationScriptException>().Which.Message.Should().Contain("faults[0]");

    private static string Script(string faults) => $$"""
        { "network": { "hosts": { "cdn.example": { "resources": { "/a": { "size": 1000, "faults": [ {{faults}} ] } } } } } }
        """;

    private static SimulatedFault Stall(long bytes, int seconds) => SimulatedFault.StallAfter(bytes, TimeSpan.FromSeconds(seconds));

    private BackgroundCopyJob Fetch()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", @"C:\a");
        job.Resume();
        return job;
    }

    private List<ulong> BytesAt(BackgroundCopyJob job, params int[] seconds) =>
    [
        .. seconds.Select(second =>
        {
            _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(second));
            return (ulong)job.Progress.BytesTransferred;
        }),
    ];

    private List<string> Transitions(BackgroundCopyJob job, int until)
    {
        _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(until));
        return [.. _bits.EventLog.Events.Where(entry => entry.Kind == JobEventKind.Transition && entry.Job == job.Number).Select(entry => $"{entry.Instant.TotalSeconds} {entry.To}")];
    }
}

using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>A replay notices each way in which the emulator could differ from Windows.</summary>
public sealed class FieldReplayTests
{
    private const string FailsAt0 = """{"connectFailed": true, "endedAt": 1, "hr": "0x80072EE7", "bytesBefore": 0, "bytesAfter": 0, "follows": "resume"}""";

    [Fact]
    public void Replay_RetryAfterTheDelay_Agrees()
    {
        FieldVerdict verdict = Replay($"{FailsAt0}, {Whole(10_020, 10_500)}", calls: """{"at": 11000, "call": "complete"}""");

        verdict.Faults.Should().BeEmpty();
        verdict.Should().Match<FieldVerdict>(all => all.Agrees && all.Attempts == 2 && all.Matched == 2 && all.Telling == 1 && all.TellingMatched == 1);
    }

    [Theory]
    [InlineData(9_990)]
    [InlineData(10_152)]
    public void Replay_StartOutsideTheWindow_IsAFault(int began) =>
        Replay($"{FailsAt0}, {Whole(began, 10_500)}").Should().Match<FieldVerdict>(verdict => !verdict.Agrees && verdict.TellingMatched == 0);

    [Theory]
    [InlineData(9_991)]
    [InlineData(10_151)]
    public void Replay_StartAtTheEdgeOfTheWindow_Agrees(int began) => Replay($"{FailsAt0}, {Whole(began, 10_500)}").Faults.Should().BeEmpty();

    [Fact]
    public void Replay_AttemptTooMany_IsAFault() => Replay(FailsAt0).Faults.Should().ContainSingle().Which.Should().Contain("at 10001");

    [Fact]
    public void Replay_AttemptTooFew_IsAFault() =>
        Replay($"{FailsAt0}, {Whole(10_020, 10_500)}, {Whole(11_000, 11_500)}").Faults.Should().ContainSingle().Which.Should().Contain("attempt 3 was not made");

    [Fact]
    public void Replay_OtherState_IsAFault() => Replay($"{FailsAt0}, {Whole(10_020, 10_500)}", states: """{"at": 5000, "state": "Error"}""")
        .Faults.Should().ContainSingle().Which.Should().Contain("is TransientError and should be Error");

    [Fact]
    public void Replay_CompleteOfAPart_IsAFault()
    {
        // The last attempt of the trace is whole, but the emulator has not come so far.
        FieldVerdict verdict = Replay($"{FailsAt0}, {Whole(5_000, 5_500)}", calls: """{"at": 6000, "call": "complete"}""");

        verdict.Faults.Should().Contain(fault => fault.Contains("PartialComplete", StringComparison.Ordinal));
    }

    [Fact]
    public void Replay_CallOfAJobThatHasEnded_IsAFault() =>
        Replay($"{FailsAt0}", calls: """{"at": 50, "call": "cancel"}, {"at": 60, "call": "cancel"}""")
            .Faults.Should().ContainSingle().Which.Should().Contain("refuses cancel");

    [Fact]
    [Trait("Rule", "CLOCK-8")]
    public void Replay_Stop_IsNoTimeOfTheEngine()
    {
        // Waits from 1 on; the service is away from 4,000 to 500,000 and tries at once when it is back; the next try is 10 s of the engine later.
        const string Events = """{"at": 4000, "event": "serviceStopped"}, {"at": 500000, "event": "serviceStarted"}""";
        string attempts = $"{FailsAt0}, {Fails(500_010)}, {Whole(510_020, 510_400)}";

        Replay(attempts, Events, observedUntil: 511_000).Faults.Should().BeEmpty();
    }

    [Fact]
    public void Replay_EndAfterTheStop_IsNotFed()
    {
        // The transfer ran into the stop; what the log says of its end comes later and concerns an attempt that is over.
        const string Events = """{"at": 4000, "event": "serviceStopped"}, {"at": 9000, "event": "serviceStarted"}""";
        const string Stopped = """{"began": 5, "endedAt": 4002, "hr": "0x00040008", "bytesBefore": 0, "bytesAfter": 3}""";

        Replay($"{Stopped}, {Whole(9_100, 9_500)}", Events).Faults.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CLOCK-5")]
    public void Replay_Sleep_DoesAtTheWakeWhatFellDue()
    {
        const string Events = """{"at": 4000, "event": "sleep"}, {"at": 500000, "event": "wake"}""";

        Replay($"{FailsAt0}, {Whole(500_010, 500_020)}", Events, observedUntil: 500_500).Faults.Should().BeEmpty();
    }

    [Theory]
    [InlineData("serviceStopped", "serviceStarted")]
    [InlineData("sleep", "wake")]
    public void Replay_StateSeenMeanwhile_IsTheOneFromBefore(string begin, string end)
    {
        string events = string.Create(CultureInfo.InvariantCulture, $$"""{"at": 4000, "event": "{{begin}}"}, {"at": 500000, "event": "{{end}}"}""");
        const string States = """{"at": 4000, "state": "TransientError"}, {"at": 250000, "state": "TransientError"}""";

        Replay($"{FailsAt0}, {Whole(500_010, 500_020)}", events, states: States, observedUntil: 500_500).Faults.Should().BeEmpty();
    }

    [Fact]
    public void Replay_StopThatDoesNotEnd_EndsThere()
    {
        const string Events = """{"at": 4000, "event": "serviceStopped"}, {"at": 90000, "event": "serviceStarted"}""";

        Replay(FailsAt0, Events).Faults.Should().BeEmpty();
    }

    private static FieldVerdict Replay(string attempts, string environment = "", string calls = "", string states = "", long observedUntil = 15_000)
    {
        string more = calls.Length > 0 ? ", " + calls : "";
        return FieldReplay.Of(FieldTrace.Parse(string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "format": "bits-field-trace/1", "id": "made", "source": {"repository": "a/b", "file": "c", "records": [1, 2]},
              "phenomena": ["retry-delay"], "strength": "firm", "observedUntil": {{observedUntil}}, "environment": [{{environment}}],
              "jobs": [{
                "job": 1, "priority": "normal", "created": 0, "minimumRetryDelay": 10, "noProgressTimeout": 600, "size": 7,
                "attempts": [{{attempts}}], "calls": [{"at": 0, "call": "resume"}{{more}}], "states": [{{states}}]
              }]
            }
            """)));
    }

    private static string Whole(int began, int ended) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"began": {{began}}, "endedAt": {{ended}}, "hr": "0x00000000", "bytesBefore": 0, "bytesAfter": 7}""");

    private static string Fails(int at) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"connectFailed": true, "endedAt": {{at}}, "hr": "0x80072EE7", "bytesBefore": 0, "bytesAfter": 0}""");
}

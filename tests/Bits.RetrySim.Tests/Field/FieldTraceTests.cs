namespace Bits.RetrySim.Tests;

/// <summary>The emulator starts attempts when real Windows did, and at no other instants.</summary>
public sealed class FieldTraceTests
{
    /// <summary>What the recorded runs come to; more may be added to the folder.</summary>
    private const int Traces = 29;
    private const int TellingAttempts = 97;

    public static TheoryData<string> Names => [.. FieldTrace.Names];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Rule", "RETRY-1")]
    [Trait("Rule", "RETRY-12")]
    [Trait("Rule", "RETRY-28")]
    [Trait("Rule", "CLOCK-4")]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "NET-11")]
    [Trait("Rule", "OQ-10")]
    public void Replay_OfARealRun_DoesAsWindowsDid(string name) => FieldReplay.Of(FieldTrace.Named(name)).Faults.Should().BeEmpty();

    [Fact]
    public void Replay_OfAllRuns_MatchesEveryTellingAttempt()
    {
        FieldVerdict[] verdicts = [.. FieldTrace.Names.Select(name => FieldReplay.Of(FieldTrace.Named(name)))];

        verdicts.Should().HaveCountGreaterThanOrEqualTo(Traces);
        verdicts.Sum(verdict => verdict.Telling).Should().BeGreaterThanOrEqualTo(TellingAttempts);
        verdicts.Sum(verdict => verdict.TellingMatched).Should().Be(verdicts.Sum(verdict => verdict.Telling));
    }
}

namespace Bits.RetrySim.Tests;

/// <summary>Only the one allowed difference is looked over, and it is counted.</summary>
public sealed class GoldenOrderTests
{
    private const string First = "+000000.00:00:05.0000000  job 0001  NOTIFICATION                                                               JobModification";
    private const string Second = "+000000.00:00:05.0000000  job 0002  NOTIFICATION                                                               JobModification";
    private const string Failed = "+000000.00:00:05.0000000  job 0002  NOTIFICATION                                                   0x80004005  JobModification";
    private const string Done = "+000000.00:00:05.0000000  job 0002  NOTIFICATION                                                               JobTransferred";
    private const string Later = "+000000.00:00:06.0000000  job 0001  NOTIFICATION                                                               JobModification";

    [Fact]
    public void Differences_ModificationsOfTwoJobsChangedPlaces_NoneButTwoMoved()
    {
        GoldenComparison comparison = Compare([First, Done, Second], [Second, Done, First]);

        comparison.Differences().Should().BeEmpty();
        comparison.Moved.Should().Be(2);
    }

    [Fact]
    public void Differences_OtherLineChangedPlaces_IsTold() =>
        Compare([First, Done], [Done, First]).Differences().Should().ContainSingle().Which.Should().Contain("event log differs at line 1");

    [Fact]
    public void Differences_OtherInstantChangedPlaces_IsTold() => Compare([Second, Later], [Later, Second]).Differences().Should().ContainSingle();

    [Fact]
    public void Differences_LinesOfOneJobChangedPlaces_IsTold() => Compare([Second, Failed], [Failed, Second]).Differences().Should().ContainSingle();

    [Fact]
    public void Differences_LineIsMissing_IsTold() => Compare([First, Second], [First]).Differences().Should().ContainSingle();

    [Fact]
    public void SortLooks_LooksFromInsideTwoCallbacks_AreInTheOrderOfJobs() =>
        GoldenOrder.SortLooks("+1  job 0002  in JobModification b\n+1  job 0001  in JobError c\n+1  job 0001  in JobModification a\n")
            .Should().Be("+1  job 0001  in JobModification a\n+1  job 0001  in JobError c\n+1  job 0002  in JobModification b\n");

    [Fact]
    public void SortJson_TwoNotifications_AreInTheOrderOfJobs() =>
        GoldenOrder.SortJson("{\"at\":1,\"kind\":\"notification\",\"job\":2,\"detail\":\"JobModification\"}\n{\"at\":1,\"kind\":\"notification\",\"job\":1,\"detail\":\"JobModification\"}\n")
            .Should().Be("{\"at\":1,\"kind\":\"notification\",\"job\":1,\"detail\":\"JobModification\"}\n{\"at\":1,\"kind\":\"notification\",\"job\":2,\"detail\":\"JobModification\"}\n");

    [Fact]
    public void Differences_FewerStops_AreNone()
    {
        Of("stops", "+1\n+2\n", "+2\n").Differences().Should().BeEmpty();
        Of("stops", "+1\n+2\n", "+2\n+3\n").Differences().Should().ContainSingle();
    }

    private static GoldenComparison Compare(string[] golden, string[] actual) =>
        Of(GoldenArtefact.Log, string.Join('\n', [.. golden, ""]), string.Join('\n', [.. actual, ""]));

    private static GoldenComparison Of(string artefact, string golden, string actual) => new(Record(artefact, golden), Record(artefact, actual));

    private static GoldenRecord Record(string artefact, string content) =>
        new("script", artefact == GoldenArtefact.Log ? [new(artefact, content)] : [new(GoldenArtefact.Log, ""), new(artefact, content)]);
}

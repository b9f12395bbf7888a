namespace Bits.RetrySim.Tests;

// Which of several faults strikes, as SimulatedNetwork documents it.
public class SimulatedNetworkPrecedenceTests : SimulatedNetworkScenario
{
    private static readonly SimulatedFault Fault1 = SimulatedFault.HttpStatus(501);
    private static readonly SimulatedFault Fault2 = SimulatedFault.HttpStatus(502);
    private static readonly SimulatedFault Fault3 = SimulatedFault.HttpStatus(503);

    [Fact]
    public void Start_FaultsOfAllScopes_NetworkComesBeforeHostBeforeResource()
    {
        File.Fails(Fault3);
        Status().Should().Be(503);
        Host.Fails(Fault2);
        Status().Should().Be(502);
        Network.Fails(Fault1);
        Status().Should().Be(501);
    }

    [Fact]
    public void Start_WeakKindOutsideStrongKindInside_TheScopeDecides()
    {
        Network.Fails(Fault1);
        Host.Outage(Seconds(0), Seconds(100), Fault2);

        Status().Should().Be(501);
    }

    [Fact]
    public void Start_AllKindsInOneScope_OutageComesBeforeNumberedBeforeAlways()
    {
        Host.Fails(Fault3);
        Status().Should().Be(503);
        Host.OnRequests(1, 100, Fault2);
        Status().Should().Be(502);
        Host.Outage(Seconds(0), Seconds(100), Fault1);
        Status().Should().Be(501);
    }

    [Fact]
    public void Start_SeveralOfOneKind_TheLastWrittenCounts()
    {
        Host.Fails(Fault1).Fails(Fault2);
        Status().Should().Be(502);
        Host.OnRequests(1, 100, Fault2).OnRequests(2, 50, Fault3);
        Status().Should().Be(503);
        Host.Outage(Seconds(0), Seconds(100), Fault3).Outage(Seconds(0), Seconds(50), Fault1);
        Status().Should().Be(501);
    }

    [Fact]
    public void Start_NumberedDropBeforeAlwaysFailing_TheNumberedOneReplacesTheOther()
    {
        Network.BitsPerSecond = 8_000;
        Host.Fails(Fault1).OnRequest(1, SimulatedFault.DropAfter(1_000));

        RunAttempt().Should().EndWith("1 job 1 Failed 1000 0x80072EFE");
    }

    [Fact]
    public void Start_FaultOfNetworkAndUnscriptedHost_TheNetworkComesFirst()
    {
        Network.Fails(Fault1);

        Status("https://other.example/").Should().Be(501);
    }

    [Fact]
    public void Start_FaultOfHostAndUnscriptedPath_TheHostComesFirst()
    {
        Host.Fails(Fault2);

        Status("https://cdn.example/none").Should().Be(502);
    }

    [Fact]
    public void Start_FaultOfResourceAndMissingLength_TheFaultComesFirst()
    {
        File.WithoutContentLength().WithoutRanges().Fails(Fault3);

        Status().Should().Be(503);
    }

    [Fact]
    public void Start_MissingLengthAndMissingRanges_TheLengthComesFirst()
    {
        File.WithoutContentLength().WithoutRanges();

        RunAttempt().Should().Equal("0 job 1 Accepted 0/-1", "0 job 1 Failed 0 0x80200011");
    }

    [Fact]
    public void Start_DropOutsideAndAnswerInside_TheAnswerComesFirst()
    {
        Network.Fails(SimulatedFault.DropAfter(10));
        File.Fails(Fault3);

        Status().Should().Be(503);
    }

    [Fact]
    public void Start_DropsOfAllScopes_TheLowestByteCounts()
    {
        Network.BitsPerSecond = 8_000;
        Network.Fails(SimulatedFault.DropAfter(3_000, HResults.ERROR_WINHTTP_TIMEOUT));
        Host.Fails(SimulatedFault.DropAfter(2_000, HResults.ERROR_WINHTTP_CANNOT_CONNECT));
        File.DropsAt(2_500);

        RunAttempt().Should().EndWith("2 job 1 Failed 2000 0x80072EFD");
    }

    [Fact]
    public void Start_DropsAtTheSameByte_TheOuterScopeCounts()
    {
        File.DropsAt(2_000);
        File.Fails(SimulatedFault.DropAfter(2_000, HResults.ERROR_WINHTTP_INVALID_SERVER_RESPONSE));
        Host.Fails(SimulatedFault.DropAfter(2_000, HResults.ERROR_WINHTTP_CANNOT_CONNECT));

        RunAttempt().Should().EndWith("0 job 1 Failed 2000 0x80072EFD");
    }

    [Fact]
    public void Start_DropAndStallAtTheSameByte_TheDropCounts()
    {
        Network.Fails(SimulatedFault.StallAfter(2_000));
        File.DropsAt(2_000);

        RunAttempt().Should().EndWith("0 job 1 Failed 2000 0x80072EFE");
    }

    [Fact]
    public void Start_CompletionAndOutageAtOneInstant_TheCompletionCounts()
    {
        Network.BitsPerSecond = 8_000;
        Network.Outage(Seconds(10), Seconds(20), Fault1);

        RunAttempt().Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void Start_CompletionAndChangeAtOneInstant_TheCompletionCounts()
    {
        Network.BitsPerSecond = 8_000;
        File.ChangesAt(Seconds(10), 5, DateTimeOffset.UnixEpoch);

        RunAttempt().Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void Start_FirstByteChangeAndOutageAtOneInstant_ByteRestartFailure()
    {
        Network.BitsPerSecond = 8;
        File.ChangesAt(Seconds(1), 5, DateTimeOffset.UnixEpoch);
        Host.Outage(Seconds(1), Seconds(2), Fault2);

        RunAttempt().Should().Equal(
            "0 job 1 Accepted 0/10000", "1 job 1 Received 1", "1 job 1 Restarted 0/5", "1 job 1 Failed 0 0x80072EFE");
    }

    [Fact]
    public void Start_OutagesOfAllScopesAtOneInstant_CutOnce()
    {
        Network.BitsPerSecond = 8_000;
        File.Outage(Seconds(1), Seconds(2), Fault3);
        Host.Outage(Seconds(1), Seconds(2), Fault2);
        Network.Outage(Seconds(1), Seconds(2), Fault1);

        RunAttempt().Should().EndWith("1 job 1 Failed 1000 0x80072EFE");
    }

    private int Status(string url = Url)
    {
        FakeJob job = Begin(url);
        Manager.Run();
        HResults.TryGetHttpStatus(job.LastError, out int status);
        return status;
    }
}

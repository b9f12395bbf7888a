namespace Bits.RetrySim.Tests;

[Trait("Decision", "D-37")]
public class SimulatedNetworkOutageTests : SimulatedNetworkScenario
{
    public SimulatedNetworkOutageTests() => Network.BitsPerSecond = 8_000;

    [Theory]
    [InlineData(4.9999999, true)]
    [InlineData(5, false)]
    [InlineData(7.9999999, false)]
    [InlineData(8, true)]
    public void Outage_AttemptAtItsEdges_BeginsInclusiveAndEndsExclusive(double start, bool accepted)
    {
        Host.Outage(Seconds(5), Seconds(8), SimulatedFault.HttpStatus(503));
        Host.Resource("/tiny", 0);
        Manager.RunTo(start);

        FakeJob job = Begin("https://cdn.example/tiny");
        Manager.Run();

        job.LastError.Should().Be(accepted ? 0 : HResults.BG_E_HTTP_ERROR_503);
    }

    [Fact]
    public void Outage_BeginsUnderARunningTransfer_CutsTheLineAndKeepsItsBytes()
    {
        Host.Outage(Seconds(5), Seconds(8), SimulatedFault.HResult(HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED));
        FakeJob job = Begin();
        Manager.Run();
        Manager.RunTo(9);
        job.Start();
        Manager.Run();

        Log.Should().Equal(
            "0 job 1 Accepted 0/10000",
            "0.001 job 1 Received 1",
            "5 job 1 Failed 5000 0x80072EFE",
            "9 job 1 Accepted 5000/10000",
            "9.001 job 1 Received 5001",
            "14 job 1 Completed 10000");
    }

    public static TheoryData<SimulatedFault> Silences => new(SimulatedFault.ConnectTimeout, SimulatedFault.NoAnswer, SimulatedFault.StallAfter(500));

    [Theory]
    [MemberData(nameof(Silences))]
    public void Outage_SilentForLessThanTheReceiveTimeout_TheBodyGoesOnAfterIt(SimulatedFault silence)
    {
        Host.Outage(Seconds(5), Seconds(34.9999999), silence);

        RunAttempt().Should().Equal(
            "0 job 1 Accepted 0/10000", "0.001 job 1 Received 1", "39.9999999 job 1 Completed 10000");
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public void Outage_SilentForTheReceiveTimeout_IsGivenUpThatLongAfterItsBegin(SimulatedFault silence)
    {
        Host.Outage(Seconds(5), Seconds(35), silence);

        RunAttempt().Should().EndWith("35 job 1 Failed 5000 0x80072EE2");
    }

    [Fact]
    public void Outage_SilencesThatTouchInSeveralScopes_AreOne()
    {
        Host.Outage(Seconds(5), Seconds(20), SimulatedFault.NoAnswer);
        Network.Outage(Seconds(30), Seconds(40), SimulatedFault.ConnectTimeout);
        File.Outage(Seconds(20), Seconds(30), SimulatedFault.StallAfter(0));

        RunAttempt().Should().EndWith("35 job 1 Failed 5000 0x80072EE2");
    }

    [Fact]
    public void Outage_CutsWithinASilence_BreaksOff()
    {
        Host.Outage(Seconds(5), Seconds(20), SimulatedFault.NoAnswer).Outage(Seconds(8), Seconds(9), SimulatedFault.HttpStatus(503));

        RunAttempt().Should().EndWith("8 job 1 Failed 5000 0x80072EFE");
    }

    [Fact]
    public void Outage_SilentUnderAStall_TheEarlierIsGivenUpFirst()
    {
        File.StallsAt(1_000);
        Host.Outage(Seconds(5), Seconds(100), SimulatedFault.NoAnswer);

        RunAttempt().Should().EndWith("31 job 1 Failed 1000 0x80072EE2");
    }

    [Fact]
    public void Outage_SilentOverTheEndOfAStall_TheBodyGoesOnAfterIt()
    {
        File.StallsAt(1_000, Seconds(10));
        Host.Outage(Seconds(5), Seconds(20), SimulatedFault.NoAnswer);

        RunAttempt().Should().EndWith("29 job 1 Completed 10000");
    }

    [Fact]
    public void Outage_SilentAndWrittenUnderARunningTransfer_BeginsThen()
    {
        Begin();
        Manager.At(3, () => Host.Outage(Seconds(0), Seconds(100), SimulatedFault.NoAnswer));
        Manager.Run();

        Log.Should().EndWith("33 job 1 Failed 3000 0x80072EE2");
    }

    [Fact]
    public void Outage_OfAnotherHost_LeavesTheTransferAlone()
    {
        Network.Host("other.example").Outage(Seconds(5), Seconds(8), SimulatedFault.HttpStatus(503));

        RunAttempt().Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void Outage_OfAnotherResource_LeavesTheTransferAlone()
    {
        Host.Resource("/other", 1).Outage(Seconds(5), Seconds(8), SimulatedFault.HttpStatus(503));

        RunAttempt().Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void Outage_OfTheWholeNetwork_CutsAllInTheOrderOfTheJobs()
    {
        Network.Host("other.example").Resource("/x", 10_000);
        Network.Outage(Seconds(2), Seconds(3), SimulatedFault.HttpStatus(503));
        FakeJob first = Manager.Job(Url);
        FakeJob second = Manager.Job("https://other.example/x");
        second.Start();
        first.Start();
        Manager.Run();

        Log.Should().EndWith(["2 job 1 Failed 1000 0x80072EFE", "2 job 2 Failed 1000 0x80072EFE"]);
    }

    [Fact]
    public void Outage_FromTheDecisionOn_IsTheAnswerAndNoCut()
    {
        Network.Latency = Seconds(5);
        Host.Outage(Seconds(5), Seconds(8), SimulatedFault.HttpStatus(503));

        RunAttempt().Should().Equal("5 job 1 Failed 0 0x801901F7");
    }

    [Fact]
    public void Outage_WithinTheLatency_GoesUnnoticed()
    {
        Network.Latency = Seconds(10);
        Host.Outage(Seconds(5), Seconds(8), SimulatedFault.HttpStatus(503));

        RunAttempt().Should().StartWith("10 job 1 Accepted 0/10000");
    }

    [Fact]
    public void Outage_ConnectTimeoutThatOutlivesIt_StillFails()
    {
        Host.Outage(Seconds(0), Seconds(8), SimulatedFault.ConnectTimeout);

        RunAttempt().Should().Equal("60 job 1 Failed 0 0x80072EE2");
    }

    [Fact]
    public void Outage_WithADrop_LetsNewAttemptsComeThatFarAndCutsRunningOnes()
    {
        Host.Outage(Seconds(5), Seconds(8), SimulatedFault.DropAfter(500));
        FakeJob job = Begin();
        Manager.RunTo(6);
        job.Start();
        Manager.Run();

        Log.Where(line => line.Contains("Failed")).Should().Equal("5 job 1 Failed 5000 0x80072EFE", "6.5 job 1 Failed 5500 0x80072EFE");
    }

    [Fact]
    public void Outage_WithADropItOutlives_HoldsForTheAttemptItMet()
    {
        Host.Outage(Seconds(0), Seconds(1), SimulatedFault.DropAfter(5_000));

        RunAttempt().Should().EndWith("5 job 1 Failed 5000 0x80072EFE");
    }

    [Fact]
    public void Outage_SecondWithinTheFirst_CutsWhatTheFirstLetThrough()
    {
        Host.Outage(Seconds(0), Seconds(100), SimulatedFault.DropAfter(9_000)).Outage(Seconds(3), Seconds(4), SimulatedFault.HttpStatus(503));

        RunAttempt().Should().EndWith("3 job 1 Failed 3000 0x80072EFE");
    }

    [Fact]
    public void Outage_TwoOfThem_CutOneAttemptEach()
    {
        Host.Outage(Seconds(6), Seconds(7), SimulatedFault.HttpStatus(502)).Outage(Seconds(2), Seconds(3), SimulatedFault.HttpStatus(503));
        FakeJob job = Begin();
        Manager.RunTo(4);
        job.Start();
        Manager.Run();

        Log.Where(line => line.Contains("Failed")).Should().Equal("2 job 1 Failed 2000 0x80072EFE", "6 job 1 Failed 4000 0x80072EFE");
    }

    [Fact]
    public void Outage_DuringAStall_CutsIt()
    {
        File.StallsAt(1_000, Seconds(20));
        Host.Outage(Seconds(5), Seconds(6), SimulatedFault.HttpStatus(503));

        RunAttempt().Should().EndWith("5 job 1 Failed 1000 0x80072EFE");
    }

    [Fact]
    public void Outage_AcceptedUnderOneThatStalls_TheBodyGoesOnAfterIt()
    {
        Host.Outage(Seconds(0), Seconds(20), SimulatedFault.StallAfter(2_000));

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0.001 job 1 Received 1", "28 job 1 Completed 10000");
    }

    [Fact]
    public void Outage_AcceptedUnderOneThatStallsForTheReceiveTimeout_IsGivenUp()
    {
        Host.Outage(Seconds(0), Seconds(32), SimulatedFault.StallAfter(2_000));

        RunAttempt().Should().EndWith("32 job 1 Failed 2000 0x80072EE2");
    }

    [Fact]
    public void Outage_AcceptedUnderOneThatStallsLater_NothingIsSeenOfIt()
    {
        Host.Outage(Seconds(0), Seconds(2), SimulatedFault.StallAfter(5_000));

        RunAttempt().Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void Outage_TouchesTheStallOfAnAcceptedRequest_BothAreOneSilence()
    {
        Host.Outage(Seconds(0), Seconds(20), SimulatedFault.StallAfter(2_000));
        Network.Outage(Seconds(10), Seconds(33), SimulatedFault.NoAnswer);

        RunAttempt().Should().EndWith("32 job 1 Failed 2000 0x80072EE2");
    }

    [Theory]
    [InlineData(5, 30.9999999, "39.9999999 job 1 Completed 10000")]
    [InlineData(5, 31, "31 job 1 Failed 1000 0x80072EE2")]
    [InlineData(21, 31, "31 job 1 Failed 1000 0x80072EE2")]
    [InlineData(21.0000001, 31, "39.9999999 job 1 Completed 10000")]
    public void Outage_SilentOverlapsATimedStall_BothAreOneSilence(double from, double to, string end)
    {
        File.StallsAt(1_000, Seconds(20));
        Host.Outage(Seconds(from), Seconds(to), SimulatedFault.NoAnswer);

        RunAttempt().Should().EndWith(end);
    }

    [Fact]
    public void Outage_SilentEndsWithinATimedStall_BothAreOneSilence()
    {
        Network.ReceiveTimeout = Seconds(25);
        File.StallsAt(4_000, Seconds(20));
        Host.Outage(Seconds(2), Seconds(7), SimulatedFault.NoAnswer);
        Network.Outage(Seconds(10), Seconds(15), SimulatedFault.NoAnswer).Outage(Seconds(28), Seconds(35), SimulatedFault.NoAnswer);

        // 4,000 bytes are here at 9 s; the stall lasts to 29 s, and the last outage is within its end.
        RunAttempt().Should().EndWith("34 job 1 Failed 4000 0x80072EE2");
    }

    [Fact]
    public void Outage_SilentWhileTheFileIsReplaced_IsHeardOfAfterIt()
    {
        File.ChangesAt(Seconds(10), 4_000, DateTimeOffset.UnixEpoch);
        Host.Outage(Seconds(5), Seconds(20), SimulatedFault.NoAnswer);

        RunAttempt().Should().EndWith(["20 job 1 Restarted 0/4000", "20.001 job 1 Received 1", "24 job 1 Completed 4000"]);
    }

    [Fact]
    public void Outage_SilentWhileTheFileBecomesEmpty_DoesNotComplete()
    {
        File.ChangesAt(Seconds(10), 0, DateTimeOffset.UnixEpoch);
        Host.Outage(Seconds(5), Seconds(100), SimulatedFault.NoAnswer);

        RunAttempt().Should().EndWith("35 job 1 Failed 5000 0x80072EE2");
    }

    [Fact]
    public void Stall_ForEverWhileTheFileIsReplaced_IsGivenUpWithoutHearingOfIt()
    {
        File.StallsAt(1_000).ChangesAt(Seconds(10), 4_000, DateTimeOffset.UnixEpoch);

        RunAttempt().Should().EndWith("31 job 1 Failed 1000 0x80072EE2");
    }

    [Fact]
    public void Outage_UnderOneThatWasWrittenLater_IsNotInForceForABodyEither()
    {
        Host.Outage(Seconds(5), Seconds(20), SimulatedFault.HttpStatus(503)).Outage(Seconds(4), Seconds(21), SimulatedFault.NoAnswer);

        RunAttempt().Should().EndWith("27 job 1 Completed 10000");
    }

    [Fact]
    public void Outage_OutlastsOneThatWasWrittenLater_StrikesThen()
    {
        Host.Outage(Seconds(5), Seconds(30), SimulatedFault.HttpStatus(503)).Outage(Seconds(4), Seconds(21), SimulatedFault.NoAnswer);

        RunAttempt().Should().EndWith("21 job 1 Failed 4000 0x80072EFE");
    }

    [Fact]
    public void Outage_MetByTheRequest_DoesNotStrikeItsBodyWhenALaterOneIsOver()
    {
        Host.Outage(Seconds(0), Seconds(30), SimulatedFault.DropAfter(9_000)).Outage(Seconds(40), Seconds(50), SimulatedFault.HttpStatus(503));

        RunAttempt().Should().EndWith("9 job 1 Failed 9000 0x80072EFE");
    }
}

namespace Bits.RetrySim.Tests;

// The script is changed while attempts run.
public class SimulatedNetworkLiveChangeTests : SimulatedNetworkScenario
{
    private static readonly SimulatedFault Fault = SimulatedFault.HttpStatus(503);

    public SimulatedNetworkLiveChangeTests() => Network.BitsPerSecond = 8_000;

    public static TheoryData<SimulatedFault> FaultsOfRequests => new(
        Fault, SimulatedFault.ConnectTimeout, SimulatedFault.NoAnswer, SimulatedFault.DropAfter(2_000), SimulatedFault.StallAfter(0));

    [Theory]
    [MemberData(nameof(FaultsOfRequests))]
    [Trait("Decision", "D-37")]
    public void Fails_UnderARunningTransfer_ConcernsTheNextRequest(SimulatedFault fault)
    {
        Begin();
        Manager.At(3, () => Host.Fails(fault));
        Manager.Run();

        Log.Should().EndWith("10 job 1 Completed 10000");
    }

    [Theory]
    [MemberData(nameof(FaultsOfRequests))]
    [Trait("Decision", "D-37")]
    public void OnRequest_NumberOfTheRunningAttempt_LeavesTheTransferAlone(SimulatedFault fault)
    {
        Begin();
        Manager.At(3, () => File.OnRequest(1, fault));
        Manager.Run();

        Log.Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void OnRequest_AnotherNumber_LeavesTheTransferAlone()
    {
        Begin();
        Manager.At(3, () => File.OnRequest(2, Fault));
        Manager.Run();

        Log.Should().EndWith("10 job 1 Completed 10000");
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    public void Outage_WrittenUnderARunningTransfer_CutsItWhenItBeginsOrAtOnce(double from, double cut)
    {
        Begin();
        Manager.At(3, () => Network.Outage(Seconds(from), Seconds(6), Fault));
        Manager.Run();

        Log.Should().EndWith($"{cut} job 1 Failed {cut * 1000} 0x80072EFE");
    }

    [Fact]
    public void Outage_WrittenWhenItIsOver_LeavesTheTransferAlone()
    {
        Begin();
        Manager.At(3, () => Network.Outage(Seconds(1), Seconds(3), Fault));
        Manager.Run();

        Log.Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void Recovers_BeforeTheDrop_LetsTheTransferGoOn()
    {
        Host.Fails(SimulatedFault.DropAfter(6_000));
        Begin();
        Manager.At(3, () => Host.Recovers());
        Manager.Run();

        Log.Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void Recovers_DuringAStallForEver_LetsTheTransferGoOnFromThere()
    {
        Host.Fails(SimulatedFault.StallAfter(2_000));
        Begin();
        Manager.At(12, () => Host.Recovers());
        Manager.Run();

        Log.Should().EndWith("20 job 1 Completed 10000");
    }

    [Fact]
    public void ReceiveTimeout_ShortenedDuringAStall_CountsFromItsBeginning()
    {
        Host.Fails(SimulatedFault.StallAfter(2_000));
        Begin();
        Manager.At(5, () => Network.ReceiveTimeout = Seconds(7));
        Manager.Run();

        Log.Should().EndWith("9 job 1 Failed 2000 0x80072EE2");
    }

    [Fact]
    public void ReceiveTimeout_ShortenedBelowWhatHasPassed_FailsAtOnce()
    {
        Host.Fails(SimulatedFault.StallAfter(2_000));
        Begin();
        Manager.At(20, () => Network.ReceiveTimeout = Seconds(7));
        Manager.Run();

        Log.Should().EndWith("20 job 1 Failed 2000 0x80072EE2");
    }

    [Fact]
    public void BitsPerSecond_ChangedUnderARunningTransfer_TakesEffectAtOnce()
    {
        Begin();
        Manager.At(5, () => Network.BitsPerSecond = 16_000);
        Manager.Run();

        Log.Should().EndWith("7.5 job 1 Completed 10000");
    }

    [Fact]
    public void BitsPerSecond_OfTheHostUnlimitedUnderWay_CompletesAtOnce()
    {
        Network.BitsPerSecond = null;
        Host.BitsPerSecond = 8_000;
        Begin();
        Manager.At(5, () => Host.BitsPerSecond = null);
        Manager.Run();

        Log.Should().EndWith("5 job 1 Completed 10000");
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void ChangesAt_InThePast_RestartsAtOnce()
    {
        Begin();
        Manager.At(5, () => File.ChangesAt(Seconds(1), 2_000, DateTimeOffset.UnixEpoch));
        Manager.Run();

        Log.Should().EndWith(["5 job 1 Restarted 0/2000", "5.001 job 1 Received 1", "7 job 1 Completed 2000"]);
    }

    [Fact]
    public void DropsAt_BehindTheBytesThatAreHere_LeavesTheTransferAlone()
    {
        Begin();
        Manager.At(5, () => File.DropsAt(4_999));
        Manager.Run();

        Log.Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void DropsAt_TheVeryByte_DropsAtOnce()
    {
        Begin();
        Manager.At(5, () => File.DropsAt(5_000));
        Manager.Run();

        Log.Should().EndWith("5 job 1 Failed 5000 0x80072EFE");
    }

    [Fact]
    public void Host_AddedWhileAnAttemptConnects_AnswersIt()
    {
        Network.Latency = Seconds(10);
        Begin("https://late.example/x");
        Manager.At(5, () => Network.Host("late.example").Resource("/x", 0));
        Manager.Run();

        Log.Should().Equal("10 job 1 Accepted 0/0", "10 job 1 Completed 0");
        Network.Host("late.example").RequestCount.Should().Be(1);
        Network.Host("late.example").Resource("/x").RequestCount.Should().Be(1);
    }

    [Fact]
    public void Fails_WhileAnAttemptConnects_DecidesItAnew()
    {
        Network.Latency = Seconds(10);
        Begin();
        Manager.At(5, () => Host.Fails(Fault));
        Manager.Run();

        Log.Should().Equal("10 job 1 Failed 0 0x801901F7");
    }

    [Fact]
    public void Recovers_AfterTheDecision_DoesNotSaveAnAttemptThatTimesOut()
    {
        Network.Latency = Seconds(1);
        Host.Fails(SimulatedFault.NoAnswer);
        Begin();
        Manager.At(2, () => Host.Recovers());
        Manager.Run();

        Log.Should().Equal("31 job 1 Failed 0 0x80072EE2");
    }

    [Fact]
    public void Fails_AtTheInstantOfAPendingAcceptance_ReplacesIt()
    {
        Network.Latency = Seconds(10);
        Begin();
        Manager.At(10, () => Host.Fails(Fault));
        Manager.Run();

        Log.Should().Equal("10 job 1 Failed 0 0x801901F7");
    }

    [Fact]
    public void Recovers_TwiceAtTheInstantOfPendingReports_LosesNone()
    {
        Network.Latency = Seconds(10);
        Begin();
        foreach (double instant in (double[])[10, 10.001, 20])
        {
            Manager.At(instant, () => Host.Recovers().Recovers());
        }

        Manager.Run();

        Log.Should().Equal("10 job 1 Accepted 0/10000", "10.001 job 1 Received 1", "20 job 1 Completed 10000");
    }

    [Fact]
    public void Outage_FromWithinAReport_CutsAtThatInstant()
    {
        FakeJob job = Manager.Job(Url);
        job.Delivered = report =>
        {
            if (report.Kind == TransferReportKind.Received)
            {
                Network.Outage(Seconds(0), Seconds(5), Fault);
            }
        };
        job.Start();
        Manager.Run();

        Log.Should().EndWith("0.001 job 1 Failed 1 0x80072EFE");
    }
}

namespace Bits.RetrySim.Tests;

public class SimulatedNetworkFaultTests : SimulatedNetworkScenario
{
    public SimulatedNetworkFaultTests() => Network.BitsPerSecond = 8_000;

    public enum Scope
    {
        Network,
        Host,
        Resource,
    }

    [Theory]
    [InlineData(Scope.Network)]
    [InlineData(Scope.Host)]
    [InlineData(Scope.Resource)]
    public void Fails_HttpStatus_EveryRequestFailsUntilItRecovers(Scope scope)
    {
        Always(scope, SimulatedFault.HttpStatus(503));
        FakeJob job = Begin();
        Manager.Run();
        job.Start();
        Manager.Run();
        Recovers(scope);
        job.Start();
        Manager.Run();

        Log.Take(2).Should().OnlyContain(line => line.EndsWith("Failed 0 0x801901F7"));
        Log.Should().HaveCount(5);
        job.Bytes.Should().Be(10_000);
    }

    [Theory]
    [InlineData(Scope.Network)]
    [InlineData(Scope.Host)]
    [InlineData(Scope.Resource)]
    [Trait("Decision", "D-37")]
    public void OnRequests_SecondAndThird_CountAttemptsFromOne(Scope scope)
    {
        OnRequests(scope, 2, 3, SimulatedFault.HttpStatus(503));
        FakeJob job = Manager.Job(Url);
        List<bool> failed = [];
        for (int attempt = 1; attempt <= 4; attempt++)
        {
            job.Start(offset: 0);
            Manager.Run();
            failed.Add(job.LastError != 0);
        }

        failed.Should().Equal(false, true, true, false);
        Counts(scope).Should().Be(4);
    }

    [Fact]
    public void RequestCount_AttemptsAtSeveralPlaces_CountsEachScope()
    {
        Host.Resource("/other", 1);
        Begin();
        Begin("https://cdn.example/other");
        Begin("https://cdn.example/none");
        Begin("https://nowhere.example/");

        (Network.RequestCount, Host.RequestCount, File.RequestCount).Should().Be((4, 3, 1));
    }

    [Fact]
    public void Fails_HResult_FailsAtTheEndOfTheLatency()
    {
        Network.Latency = Seconds(2);
        Network.Fails(SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT));

        RunAttempt().Should().Equal("2 job 1 Failed 0 0x80072EFD");
    }

    [Fact]
    [Trait("Rule", "ERR-27")]
    public void Fails_ConnectTimeout_FailsSixtySecondsAfterTheStart()
    {
        Network.Latency = Seconds(2);
        Network.Fails(SimulatedFault.ConnectTimeout);

        RunAttempt().Should().Equal("60 job 1 Failed 0 0x80072EE2");
    }

    [Fact]
    public void Fails_ConnectTimeoutOfAnotherLength_FailsThenButNotBeforeTheLatencyIsOver()
    {
        Network.Latency = Seconds(7);
        Network.ConnectTimeout = Seconds(5);
        Network.Fails(SimulatedFault.ConnectTimeout);

        RunAttempt().Should().Equal("7 job 1 Failed 0 0x80072EE2");
    }

    [Fact]
    [Trait("Rule", "ERR-27")]
    public void Fails_NoAnswer_FailsThirtySecondsAfterTheLatency()
    {
        Network.Latency = Seconds(2);
        Network.Fails(SimulatedFault.NoAnswer);

        RunAttempt().Should().Equal("32 job 1 Failed 0 0x80072EE2");
    }

    [Theory]
    [InlineData(Scope.Network)]
    [InlineData(Scope.Host)]
    [InlineData(Scope.Resource)]
    public void Fails_DropAfter_EachAttemptComesThatMuchFurther(Scope scope)
    {
        Always(scope, SimulatedFault.DropAfter(4_000));
        FakeJob job = Begin();
        Manager.Run();
        job.Start();
        Manager.Run();
        job.Start();
        Manager.Run();

        job.LastError.Should().Be(0);
        Log.Where(line => !line.Contains("Received")).Select(line => line[(line.IndexOf("job", StringComparison.Ordinal) + 6)..]).Should().Equal(
            "Accepted 0/10000", "Failed 4000 0x80072EFE", "Accepted 4000/10000", "Failed 8000 0x80072EFE", "Accepted 8000/10000", "Completed 10000");
    }

    [Fact]
    public void Fails_DropAfterWithCode_FailsWithIt()
    {
        Network.Fails(SimulatedFault.DropAfter(1_000, HResults.ERROR_WINHTTP_INVALID_SERVER_RESPONSE));

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0.001 job 1 Received 1", "1 job 1 Failed 1000 0x80072F78");
    }

    [Fact]
    public void Fails_DropAfterNothing_IsAcceptedAndDroppedAtOnce()
    {
        Network.Fails(SimulatedFault.DropAfter(0));

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0 job 1 Failed 0 0x80072EFE");
    }

    [Fact]
    [Trait("Rule", "RETRY-11")]
    public void Fails_DropAfterOneByte_TellsTheByteBeforeTheFailure()
    {
        Network.Fails(SimulatedFault.DropAfter(1));

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0.001 job 1 Received 1", "0.001 job 1 Failed 1 0x80072EFE");
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(10_001)]
    [InlineData(long.MaxValue)]
    public void Fails_DropAtOrBehindTheEnd_TheFileIsComplete(long bytes)
    {
        Network.Fails(SimulatedFault.DropAfter(bytes));
        FakeJob job = Manager.Job(Url);

        job.Start(10_000, SimulatedResource.DefaultTimeStamp, 5);
        Manager.Run();

        Log.Should().EndWith("9.995 job 1 Completed 10000");
    }

    [Fact]
    public void Fails_DropOnUnlimitedLink_ReceivesAndFailsAtOneInstant()
    {
        Network.BitsPerSecond = null;
        Network.Fails(SimulatedFault.DropAfter(4_000));

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0 job 1 Received 4000", "0 job 1 Failed 4000 0x80072EFE");
    }

    [Fact]
    public void Fails_StallForEver_FailsAfterTheReceiveTimeout()
    {
        Network.Fails(SimulatedFault.StallAfter(4_000));

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0.001 job 1 Received 1", "34 job 1 Failed 4000 0x80072EE2");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(31)]
    public void Fails_StallNotShorterThanTheReceiveTimeout_Fails(double seconds)
    {
        Network.Fails(SimulatedFault.StallAfter(4_000, Seconds(seconds)));

        RunAttempt().Should().EndWith("34 job 1 Failed 4000 0x80072EE2");
    }

    [Fact]
    public void Fails_StallThatEndsInTime_GoesOnAfterIt()
    {
        Network.Fails(SimulatedFault.StallAfter(4_000, Seconds(20)));

        RunAttempt().Should().Equal(
            "0 job 1 Accepted 0/10000", "0.001 job 1 Received 1", "4 job 1 Received 4000", "30 job 1 Completed 10000");
    }

    [Fact]
    public void Fails_StallThatEndsInTime_MovesNoByteDuringIt()
    {
        Network.Fails(SimulatedFault.StallAfter(4_000, Seconds(20)));
        FakeJob job = Begin();
        List<long> bytes = [];
        foreach (double instant in (double[])[3.9, 4, 14, 24, 24.001, 25])
        {
            Manager.RunTo(instant);
            bytes.Add(job.BytesNow);
        }

        bytes.Should().Equal(3_900, 4_000, 4_000, 4_000, 4_001, 5_000);
    }

    [Fact]
    public void Fails_StallBeforeTheFirstByte_DelaysIt()
    {
        Network.Fails(SimulatedFault.StallAfter(0, Seconds(20)));

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "20.001 job 1 Received 1", "30 job 1 Completed 10000");
    }

    [Fact]
    public void Fails_StallOnUnlimitedLink_DelaysTheRest()
    {
        Network.BitsPerSecond = null;
        Network.Fails(SimulatedFault.StallAfter(4_000, Seconds(20)));

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0 job 1 Received 4000", "20 job 1 Completed 10000");
    }

    [Fact]
    public void Fails_StallsOfTwoScopes_BothDelay()
    {
        Network.Fails(SimulatedFault.StallAfter(4_000, Seconds(20)));
        Host.Fails(SimulatedFault.StallAfter(6_000, Seconds(10)));
        File.StallsAt(4_000, Seconds(5));

        RunAttempt().Should().EndWith("45 job 1 Completed 10000");
    }

    private void Always(Scope scope, SimulatedFault fault)
    {
        object written = scope switch
        {
            Scope.Network => Network.Fails(fault),
            Scope.Host => Host.Fails(fault),
            _ => File.Fails(fault),
        };
        written.Should().BeOneOf(Network, Host, File);
    }

    private void Recovers(Scope scope)
    {
        object written = scope switch
        {
            Scope.Network => Network.Recovers(),
            Scope.Host => Host.Recovers(),
            _ => File.Recovers(),
        };
        written.Should().BeOneOf(Network, Host, File);
    }

    private void OnRequests(Scope scope, long first, long last, SimulatedFault fault)
    {
        object written = scope switch
        {
            Scope.Network => Network.OnRequests(first, last, fault),
            Scope.Host => Host.OnRequests(first, last, fault),
            _ => File.OnRequests(first, last, fault),
        };
        written.Should().BeOneOf(Network, Host, File);
    }

    private long Counts(Scope scope) => scope switch
    {
        Scope.Network => Network.RequestCount,
        Scope.Host => Host.RequestCount,
        _ => File.RequestCount,
    };
}

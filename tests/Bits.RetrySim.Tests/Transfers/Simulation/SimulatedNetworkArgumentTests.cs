namespace Bits.RetrySim.Tests;

// Bad input is refused before anything is changed.
public class SimulatedNetworkArgumentTests : SimulatedNetworkScenario
{
    private static readonly TimeSpan TooLong = TimeSpan.FromDays(366_001);

    [Theory]
    [InlineData("")]
    [InlineData("http://cdn.example")]
    [InlineData("cdn.example/app.zip")]
    [InlineData("cdn example")]
    [InlineData("cdn.example:port")]
    [InlineData("user@cdn.example")]
    [InlineData(null)]
    public void Host_NoHostName_IsRefused(string? name)
    {
        Action act = () => Network.Host(name!);

        act.Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void Host_SameNameInAnotherCase_IsTheSameHost()
    {
        Network.Host("CDN.Example").Should().BeSameAs(Host);
        Host.Name.Should().Be("cdn.example");
        Network.Host("CDN.Example:80").Name.Should().Be("cdn.example:80");
    }

    [Theory]
    [InlineData("")]
    [InlineData("app.zip")]
    [InlineData("/app.zip#part")]
    [InlineData(null)]
    public void Resource_NoPath_IsRefused(string? path)
    {
        FluentActions.Invoking(() => Host.Resource(path!, 1)).Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        FluentActions.Invoking(() => Host.Resource(path!)).Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void Resource_ThatIsThereAlready_IsRefused()
    {
        Action act = () => Host.Resource("/app.zip", 5);

        act.Should().Throw<InvalidOperationException>().WithMessage("*already has /app.zip*ChangesAt*");
        Host.Resource("/app.zip").Should().BeSameAs(File);
        File.Path.Should().Be("/app.zip");
        RunAttempt().Should().EndWith("0 job 1 Completed 10000");
    }

    [Fact]
    public void Resource_ThatIsNotThere_SaysHowToPutItThere()
    {
        Action act = () => Host.Resource("/none");

        act.Should().Throw<InvalidOperationException>().WithMessage("*Resource(\"/none\", sizeBytes)*");
    }

    [Fact]
    public void Members_NumbersOutOfRange_AreRefused()
    {
        OutOfRange(() => Host.Resource("/x", -1));
        OutOfRange(() => File.ChangesAt(Seconds(1), -1, default));
        OutOfRange(() => File.ChangesAt(Seconds(-1), 1, default));
        OutOfRange(() => File.ChangesAt(TooLong, 1, default));
        OutOfRange(() => File.DropsAt(-1));
        OutOfRange(() => File.StallsAt(-1));
        OutOfRange(() => File.StallsAt(1, TimeSpan.Zero));
        OutOfRange(() => SimulatedFault.DropAfter(-1));
        OutOfRange(() => SimulatedFault.StallAfter(-1));
        OutOfRange(() => SimulatedFault.StallAfter(1, Seconds(-1)));
        OutOfRange(() => SimulatedFault.StallAfter(1, TooLong));
        OutOfRange(() => Network.Latency = Seconds(-1));
        OutOfRange(() => Network.Latency = TooLong);
        OutOfRange(() => Host.Latency = Seconds(-1));
        OutOfRange(() => Network.ConnectTimeout = TimeSpan.Zero);
        OutOfRange(() => Network.ReceiveTimeout = Timeout.InfiniteTimeSpan);
        OutOfRange(() => Network.BitsPerSecond = 0);
        OutOfRange(() => Network.BitsPerSecond = long.MaxValue);
        OutOfRange(() => Host.BitsPerSecond = -1);

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0 job 1 Completed 10000");
    }

    [Fact]
    public void Faults_OutOfRange_AreRefusedInEachScope()
    {
        SimulatedFault fault = SimulatedFault.NoAnswer;
        OutOfRange(() => Network.OnRequest(0, fault));
        OutOfRange(() => Host.OnRequests(3, 2, fault));
        OutOfRange(() => File.OnRequest(-1, fault));
        OutOfRange(() => Network.Outage(Seconds(-1), Seconds(1), fault));
        OutOfRange(() => Host.Outage(Seconds(2), Seconds(2), fault));
        OutOfRange(() => File.Outage(Seconds(2), TooLong, fault));
        foreach (Action act in (Action[])[
            () => Network.Fails(null!),
            () => Host.OnRequest(1, null!),
            () => File.Outage(Seconds(1), Seconds(2), null!)])
        {
            act.Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        }

        RunAttempt().Should().Equal("0 job 1 Accepted 0/10000", "0 job 1 Completed 10000");
    }

    [Fact]
    public void Properties_NotSet_AreTheDocumentedDefaults()
    {
        SimulatedNetwork network = new();

        (network.Latency, network.BitsPerSecond, network.ConnectTimeout, network.ReceiveTimeout)
            .Should().Be((TimeSpan.Zero, null, Seconds(60), Seconds(30)));
        (Host.Latency, Host.BitsPerSecond).Should().Be((null, null));
    }

    [Fact]
    public void Properties_Set_AreReadBack()
    {
        (Network.Latency, Network.BitsPerSecond, Network.ConnectTimeout, Network.ReceiveTimeout) = (Seconds(1), 2, Seconds(3), Seconds(4));
        (Host.Latency, Host.BitsPerSecond) = (Seconds(5), 6);

        (Network.Latency, Network.BitsPerSecond, Network.ConnectTimeout, Network.ReceiveTimeout).Should().Be((Seconds(1), 2, Seconds(3), Seconds(4)));
        (Host.Latency, Host.BitsPerSecond).Should().Be((Seconds(5), 6));
    }

    [Fact]
    public void Connect_AnotherTimeProvider_IsRefused()
    {
        Action act = () => Network.Connect(Manager, new SimulatedClock(), origin: 0);

        act.Should().Throw<InvalidOperationException>().WithMessage("*same TimeProvider*");
    }

    [Fact]
    public void Start_ResourceWithoutTimeStampGiven_TellsTheDefault()
    {
        FakeJob job = Begin();
        Manager.Run();

        job.TimeStamp.Should().Be(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static void OutOfRange(Action act) =>
        act.Should().Throw<ArgumentOutOfRangeException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
}

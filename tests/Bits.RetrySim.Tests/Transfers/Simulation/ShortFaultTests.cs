namespace Bits.RetrySim.Tests;

/// <summary>Faults that have a name, and faults that are a number.</summary>
public sealed class ShortFaultTests
{
    private static readonly Uri Url = new("https://cdn.example/a");

    public static TheoryData<SimulatedFault, int> Named => new()
    {
        { SimulatedFault.NameNotResolved, HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED },
        { SimulatedFault.ConnectionRefused, HResults.ERROR_WINHTTP_CANNOT_CONNECT },
        { SimulatedFault.TimedOut, HResults.ERROR_WINHTTP_TIMEOUT },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public void Fails_NamedFault_FailsAtOnceWithItsCode(SimulatedFault fault, int code)
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Fails(fault);
        BackgroundCopyJob job = Resume(bits);

        bits.Clock.Advance(TimeSpan.Zero);

        fault.Code.Should().Be(code);
        fault.Should().Be(SimulatedFault.HResult(code));
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        job.Error!.Code.Should().Be(code);
    }

    [Theory]
    [InlineData("network")]
    [InlineData("host")]
    [InlineData("resource")]
    public void Fails_Status_IsTheFaultOfThatStatus(string scope)
    {
        using BitsSimulation bits = new();
        SimulatedHost host = bits.Network.Host("cdn.example");
        SimulatedResource resource = host.Resource("/a", 1);
        object returned = scope switch
        {
            "network" => bits.Network.Fails(503),
            "host" => host.Fails(503),
            _ => resource.Fails(503),
        };
        BackgroundCopyJob job = Resume(bits);

        bits.Clock.Advance(TimeSpan.Zero);

        new object[] { bits.Network, host, resource }.Should().Contain(returned, "calls can be chained");
        job.Error!.Code.Should().Be(HResults.BG_E_HTTP_ERROR_503);
    }

    private static BackgroundCopyJob Resume(BitsSimulation bits)
    {
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile(Url, "/a");
        job.Resume();
        return job;
    }
}

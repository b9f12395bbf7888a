namespace Bits.RetrySim.Tests;

/// <summary>The line of a scripted network keeps to the contract.</summary>
public sealed class SimulatedLineTests : OrderedLineContract
{
    private const double Horizon = 1_000_000;
    private readonly SimulatedNetwork _network = new() { BitsPerSecond = 8_000, ReceiveTimeout = TimeSpan.FromDays(366) };
    private double _now;

    public SimulatedLineTests()
    {
        SimulatedHost server = _network.Host("server");
        server.Resource("/Whole", Size).WithoutTimeStamp();
        server.Resource("/Breaks", Size).DropsAt(Break);
        server.Resource("/Changes", Size).ChangesAt(TimeSpan.FromSeconds(0.4), NewSize, DateTimeOffset.UnixEpoch);
        server.Resource("/Waits", Size).StallsAt(Break);
    }

    private protected override Transport Transport => _network;

    private protected override void Play()
    {
        _now += Horizon;
        Manager.RunTo(_now);
    }
}

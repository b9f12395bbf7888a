namespace Bits.RetrySim.Tests;

/// <summary>A scripted network with a host and a file of 10,000 bytes, and jobs that fetch it.</summary>
public abstract class SimulatedNetworkScenario
{
    protected const string Url = "https://cdn.example/app.zip";

    private protected SimulatedNetworkScenario()
    {
        Network = new SimulatedNetwork();
        Host = Network.Host("cdn.example");
        File = Host.Resource("/app.zip", 10_000);
        Manager = new FakeTransferHost(Network);
    }

    protected SimulatedNetwork Network { get; }

    protected SimulatedHost Host { get; }

    protected SimulatedResource File { get; }

    private protected FakeTransferHost Manager { get; }

    private protected IList<string> Log => Manager.Log;

    protected static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>A foreground job that has begun its first attempt at time 0.</summary>
    private protected FakeJob Begin(string url = Url, bool foreground = true)
    {
        FakeJob job = Manager.Job(url, foreground);
        job.Start();
        return job;
    }

    /// <summary>The log of one attempt of one job, run to its end.</summary>
    private protected IList<string> RunAttempt(string url = Url)
    {
        Begin(url);
        Manager.Run();
        return Log;
    }
}

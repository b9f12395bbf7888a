using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>
/// A thousand jobs, eight threads and callbacks that call back, on each kind of time: no deadlock, no callback lost or told twice, no
/// transition that does not exist.
/// </summary>
[Trait("Rule", "CB-16")]
[Trait("Rule", "D-3")]
[Trait("Rule", "D-21")]
[Trait("Runs", "Once")]
public sealed class LoadTests
{
    [Theory]
    [InlineData(CallbackDispatch.Inline, 1)]
    [InlineData(CallbackDispatch.ThreadPool, 4)]
    public void Calls_FromEightThreads_OnSimulatedClock_LoseNothing(CallbackDispatch dispatch, int mostCallbacks)
    {
        SimulatedClock clock = new();
        SimulatedNetwork network = Network();
        Run(
            new BackgroundCopyManagerOptions { TimeProvider = clock, Transport = network, Dispatch = dispatch },
            mostCallbacks,
            random =>
            {
                Script(network, random);
                clock.Advance(Span(random));
            });
    }

    [Theory]
    [InlineData(CallbackDispatch.Inline, 1)]
    [InlineData(CallbackDispatch.ThreadPool, 4)]
    public void Calls_FromEightThreads_OnFakeTimeProvider_LoseNothing(CallbackDispatch dispatch, int mostCallbacks)
    {
        FakeTimeProvider time = new();
        SimulatedNetwork network = Network();
        Run(
            new BackgroundCopyManagerOptions { TimeProvider = time, Transport = network, Dispatch = dispatch },
            mostCallbacks,
            random =>
            {
                Script(network, random);
                time.Advance(Span(random));
            });
    }

    [Theory]
    [InlineData(CallbackDispatch.Inline, 1)]
    [InlineData(CallbackDispatch.ThreadPool, 4)]
    public void Calls_FromEightThreads_OnTheSystemsTime_LoseNothing(CallbackDispatch dispatch, int mostCallbacks)
    {
        LiveTransport transport = new();
        Run(
            new BackgroundCopyManagerOptions { TimeProvider = TimeProvider.System, Transport = transport, Dispatch = dispatch },
            mostCallbacks,
            random =>
            {
                for (int i = 0; i < 8; i++)
                {
                    transport.Answer(random);
                }
            });
    }

    private static void Run(BackgroundCopyManagerOptions options, int mostCallbacks, Action<Random> moveTime)
    {
        options.RecordEvents = true;
        options.Readings.MinimumRetryDelayFloor = TimeSpan.Zero;
        options.Readings.TimeSlice = TimeSpan.FromSeconds(20);
        options.Readings.RedeliveryInterval = TimeSpan.FromMilliseconds(20);
        BackgroundCopyManager manager = new(options);
        using LoadRun load = new(manager, seed: 20_250_101, mostCallbacks, moveTime);
        load.Run();
        load.Settle();
        manager.Dispose();
        load.Check();
    }

    private static TimeSpan Span(Random random) => TimeSpan.FromMilliseconds(random.Next(10) == 0 ? 120_000 : random.Next(2000));

    private static SimulatedNetwork Network()
    {
        SimulatedNetwork network = new() { Latency = TimeSpan.FromMilliseconds(300) };
        network.Host("good.example").Resource("/a.zip", 1000);
        network.Host("good.example").Resource("/b.zip", 0);
        network.Host("slow.example").BitsPerSecond = 8000;
        network.Host("slow.example").Resource("/a.zip", 100_000);
        network.Host("flaky.example").Resource("/a.zip", 1000).DropsAt(500);
        return network;
    }

    private static void Script(SimulatedNetwork network, Random random)
    {
        if (random.Next(20) == 0)
        {
            network.Host("flaky.example").Fails(SimulatedFault.HttpStatus(503));
        }
        else if (random.Next(20) == 0)
        {
            network.Host("flaky.example").Recovers();
        }
    }
}

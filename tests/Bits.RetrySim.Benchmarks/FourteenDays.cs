using BenchmarkDotNet.Attributes;

namespace Bits.RetrySim.Benchmarks;

/// <summary>A job at the defaults of BITS whose every attempt fails: 2,017 attempts in fourteen days, then it is given up.</summary>
public class FourteenDays
{
    private const int Attempts = 2017;

    private static readonly TimeSpan Fortnight = TimeSpan.FromDays(14);

    private BitsSimulation? _bits;
    private BackgroundCopyJob? _job;

    [GlobalSetup]
    public void Setup()
    {
        _bits = NewSimulation(recordEvents: false);
        _job = CreateJob(_bits);
        Require(TimelineOff(), TimelineOff(), TimelineOn(), Polly());
    }

    /// <summary>The same job again and again, resumed after each time it was given up.</summary>
    [Benchmark(Baseline = true)]
    public int TimelineOff()
    {
        int before = _job!.ErrorCount;
        _job.Resume();
        _bits!.Clock.Advance(Fortnight);
        return _job.ErrorCount - before;
    }

    /// <summary>All of a test: a new simulation, a new job, the fourteen days, every event recorded, and the timeline made of them.</summary>
    [Benchmark]
    public int TimelineOn()
    {
        using BitsSimulation bits = NewSimulation(recordEvents: true);
        BackgroundCopyJob job = CreateJob(bits);
        job.Resume();
        bits.Clock.Advance(Fortnight);
        return bits.Timeline().End == Fortnight ? job.ErrorCount : 0;
    }

    /// <summary>As many attempts of a new pipeline on a new FakeTimeProvider; giving up after fourteen days is not part of it.</summary>
    [Benchmark]
    public int Polly()
    {
        PollyLoad load = new(1);
        load.Run(Attempts - 1);
        return (int)load.Attempts.Single();
    }

    private static BitsSimulation NewSimulation(bool recordEvents)
    {
        BitsSimulation bits = new(options => options.RecordEvents = recordEvents);
        bits.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(RetryLoad.Status));
        return bits;
    }

    private static BackgroundCopyJob CreateJob(BitsSimulation bits)
    {
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        return job;
    }

    private static void Require(params int[] attempts)
    {
        if (attempts.Any(count => count != Attempts))
        {
            throw new InvalidOperationException($"Not {Attempts} attempts each, but {string.Join(", ", attempts)}.");
        }
    }
}

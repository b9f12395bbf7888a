using System.Diagnostics;

namespace Bits.RetrySim.Benchmarks;

/// <summary>The cost of one retry cycle of one job.</summary>
/// <param name="Nanoseconds">The median of several runs.</param>
/// <param name="Bytes">Allocated by the thread that moves the time, on average.</param>
internal readonly record struct CycleCost(double Nanoseconds, double Bytes)
{
    private const int Runs = 5;

    // Long enough for the runtime to replace its first, slow code.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Run = TimeSpan.FromMilliseconds(100);

    internal static CycleCost Measure(IRetryLoad load, int jobs)
    {
        int rounds = Warm(load);
        double[] samples = new double[Runs];
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            load.Run(rounds);
            samples[run] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / rounds / jobs;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Array.Sort(samples);
        return new CycleCost(samples[Runs / 2], (double)bytes / Runs / rounds / jobs);
    }

    /// <summary>Runs for a while, at least two rounds; says how many rounds make a run.</summary>
    private static int Warm(IRetryLoad load)
    {
        int rounds = 1;
        long start = Stopwatch.GetTimestamp();
        load.Run(rounds);
        while (true)
        {
            long begin = Stopwatch.GetTimestamp();
            load.Run(rounds);
            if (Stopwatch.GetElapsedTime(begin) < Run)
            {
                rounds *= 2;
            }
            else if (Stopwatch.GetElapsedTime(start) > WarmUp)
            {
                return rounds;
            }
        }
    }
}

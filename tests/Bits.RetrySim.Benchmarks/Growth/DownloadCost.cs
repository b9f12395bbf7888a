using System.Diagnostics;

namespace Bits.RetrySim.Benchmarks;

/// <summary>What many downloads cost that run on one line at the same time.</summary>
internal static class DownloadCost
{
    private const int Runs = 15;
    private const long FileSize = 10_000;

    // At 8 Mbit/s 6,000 such files take a minute.
    private static readonly TimeSpan LongEnough = TimeSpan.FromDays(1);

    /// <summary>From the first Resume to the last byte; the shortest of several runs.</summary>
    internal static TimeSpan Measure(int downloads, long? bitsPerSecond) =>
        Enumerable.Range(0, Runs).Select(_ => MeasureOnce(downloads, bitsPerSecond)).Min();

    private static TimeSpan MeasureOnce(int downloads, long? bitsPerSecond)
    {
        using BitsSimulation bits = EngineLoad.NewSimulation();
        bits.Network.BitsPerSecond = bitsPerSecond;
        bits.Network.Host("cdn.example").Recovers().Resource("/a", FileSize);
        List<BackgroundCopyJob> jobs = EngineLoad.CreateJobs(bits, downloads);
        long start = Stopwatch.GetTimestamp();
        foreach (BackgroundCopyJob job in jobs)
        {
            job.Resume();
        }

        bits.Clock.Advance(LongEnough);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return jobs.TrueForAll(static job => job.State == BackgroundCopyJobState.Transferred)
            ? elapsed
            : throw new InvalidOperationException("Not every file arrived.");
    }
}

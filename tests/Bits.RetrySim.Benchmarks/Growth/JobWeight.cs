namespace Bits.RetrySim.Benchmarks;

/// <summary>What stays in memory of a job.</summary>
internal static class JobWeight
{
    /// <summary>Bytes per job, all that hold the jobs included.</summary>
    internal static long Measure(Func<int, object> make, int jobs)
    {
        // Whatever is made once for the whole process.
        make(1);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        object made = make(jobs);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(made);
        return (after - before) / jobs;
    }

    /// <summary>A simulation full of suspended jobs, each with one file and short names.</summary>
    internal static object IdleJobs(int count)
    {
        BitsSimulation bits = EngineLoad.NewSimulation();
        return (bits, EngineLoad.CreateJobs(bits, count));
    }
}

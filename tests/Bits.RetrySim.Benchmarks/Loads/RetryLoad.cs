namespace Bits.RetrySim.Benchmarks;

/// <summary>What all loads have in common, and the proof that they do the same work.</summary>
internal static class RetryLoad
{
    /// <summary>The status that every attempt ends with.</summary>
    internal const int Status = 503;

    /// <summary>The delay from one attempt to the next: the default of BITS.</summary>
    internal static readonly TimeSpan Delay = TimeSpan.FromSeconds(600);

    /// <summary>
    /// Makes a load, after one made for the purpose has tried as often as the library does, job by job, at the beginning, after one round and
    /// after three.
    /// </summary>
    internal static IRetryLoad Compared(Func<int, IRetryLoad> make, int jobs)
    {
        using EngineLoad engine = new(jobs);
        IRetryLoad load = make(jobs);
        foreach (int rounds in (int[])[0, 1, 2])
        {
            engine.Run(rounds);
            load.Run(rounds);
            if (!engine.Attempts.SequenceEqual(load.Attempts))
            {
                throw new InvalidOperationException($"{load.GetType().Name} does other work than the library: the attempts of {jobs} jobs differ.");
            }
        }

        return load;
    }
}

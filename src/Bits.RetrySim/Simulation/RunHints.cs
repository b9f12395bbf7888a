namespace Bits.RetrySim;

/// <summary>What a test may have got wrong, when its jobs do not come where it wants them.</summary>
internal static class RunHints
{
    private const int Most = 10;

    /// <summary>The hints, the likeliest first, none twice, and not more than one can read.</summary>
    internal static IEnumerable<string> For(BitsSimulation bits, IReadOnlyList<BackgroundCopyJob> jobs)
    {
        HashSet<int> numbers = [.. jobs.Select(job => job.Number)];
        return jobs.SelectMany(OfState)
            .Concat(jobs.SelectMany(job => job.Files).Select(file => Typo(bits.Network, file)).OfType<string>())
            .Concat(bits.EventLog.Where(entry => entry.Hint.Length > 0 && numbers.Contains(entry.Job)).Select(entry => entry.Hint))
            .Concat(jobs.SelectMany(job => job.CheckSettings()).Select(warning => warning.Message))
            .Concat(bits.Network.RemarksSoFar())
            .Distinct(StringComparer.Ordinal)
            .Take(Most);
    }

    private static IEnumerable<string> OfState(BackgroundCopyJob job)
    {
        string name = $"Job {TimeText.Invariant($"{job.Number}")}";
        switch (job.State)
        {
            case BackgroundCopyJobState.Suspended when job.Files.Count == 0:
                yield return $"{name} has no files. Call AddFile, then Resume.";
                break;
            case BackgroundCopyJobState.Suspended when job.Attempts == 0:
                yield return $"{name} was not resumed. Call Resume, or nothing is ever transferred.";
                break;
            case BackgroundCopyJobState.Suspended:
                yield return $"{name} was suspended. It goes on when Resume is called.";
                break;
            case BackgroundCopyJobState.Error:
                yield return $"{name} has failed for good: {CodeText.Long(job.Error?.Code ?? 0)}. It is not tried again before Resume is called.";
                break;
            case BackgroundCopyJobState.Transferred:
                yield return $"{name} has all its files. It ends when Complete is called, as a rule in JobTransferred.";
                break;
        }
    }

    private static string? Typo(SimulatedNetwork network, BackgroundCopyFile file) => network.MistypedHost(file.RemoteName) is var (host, similar)
        ? $"{host} is not in the script, but {similar} is: is one of them mistyped?"
        : null;
}

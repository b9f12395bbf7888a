namespace Bits.RetrySim;

/// <summary>What a test may have got wrong, when its jobs do not come where it wants them.</summary>
internal static class RunHints
{
    private const int Most = 10;

    /// <summary>The hints, the likeliest first, none twice, and not more than one can read.</summary>
    internal static IEnumerable<string> For(BitsSimulation bits, IReadOnlyList<BackgroundCopyJob> jobs)
    {
        HashSet<int> numbers = [.. jobs.Select(job => job.Number)];
        Wording wording = bits.Manager.Wording;
        return jobs.SelectMany(job => OfState(job, wording))
            .Concat(jobs.SelectMany(job => job.Files).Select(file => Typo(bits.Network, file)).OfType<string>())
            .Concat(bits.EventLog.Where(entry => entry.Hint.Length > 0 && numbers.Contains(entry.Job)).Select(entry => entry.Hint))
            .Concat(jobs.SelectMany(job => job.CheckSettings()).Select(warning => warning.Message))
            .Concat(bits.Network.RemarksSoFar())
            .Distinct(StringComparer.Ordinal)
            .Take(Most);
    }

    private static IEnumerable<string> OfState(BackgroundCopyJob job, Wording wording)
    {
        string name = $"Job {TimeText.Invariant($"{job.Number}")}";
        switch (job.State)
        {
            case BackgroundCopyJobState.Suspended when job.Files.Count == 0:
                yield return $"{name} has no files. {wording.Choose("Call AddFile, then Resume", "Say \"addFiles\", then \"call\": \"resume\"")}.";
                break;
            case BackgroundCopyJobState.Suspended when job.Attempts == 0:
                yield return $"{name} was not resumed. {wording.Choose("Call Resume", "Say \"resumeAt\"")}, or nothing is ever transferred.";
                break;
            case BackgroundCopyJobState.Suspended:
                yield return $"{name} was suspended. It goes on {wording.Choose("when Resume is called", "with \"call\": \"resume\"")}.";
                break;
            case BackgroundCopyJobState.Error:
                yield return $"{name} has failed for good: {CodeText.Long(job.Error?.Code ?? 0)}. It is not tried again before {wording.Choose("Resume is called", "\"call\": \"resume\"")}.";
                break;
            case BackgroundCopyJobState.Transferred:
                yield return $"{name} has all its files. It ends {wording.Choose("when Complete is called, as a rule in JobTransferred", "with \"call\": \"complete\", or by its \"client\"")}.";
                break;
        }
    }

    private static string? Typo(SimulatedNetwork network, BackgroundCopyFile file) => network.MistypedHost(file.RemoteName) is var (host, similar)
        ? $"{host} is not in the script, but {similar} is: is one of them mistyped?"
        : null;
}

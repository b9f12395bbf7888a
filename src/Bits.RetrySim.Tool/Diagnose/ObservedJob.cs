namespace Bits.RetrySim.Tool;

/// <summary>One job, and all that was read about it: in a listing, in a log, or in both.</summary>
/// <param name="Id">Its id; null if nothing says it.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Listing">How it was listed last; null: only the log tells of it.</param>
/// <param name="Log">What the log tells; null: nothing.</param>
internal sealed record ObservedJob(Guid? Id, string Name, ListedJob? Listing, JobStory? Log)
{
    private const int QuartersPerHour = 4;
    private const int LargestZone = 15 * QuartersPerHour;

    /// <summary>By how much the zone of a computer changes within a year at most.</summary>
    private static readonly TimeSpan SummerTime = TimeSpan.FromHours(1);

    /// <summary>Listings have whole seconds, and what is logged and what is listed are written one after the other.</summary>
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(2);

    internal IReadOnlyList<string> Urls { get; init; } = [];

    internal string? Owner { get; init; }

    /// <summary>Until when the log goes on, whatever it is about.</summary>
    internal DateTimeOffset LogEnd { get; init; }

    /// <summary>Whether the log is known to end before the job came to what its listing shows.</summary>
    internal bool LogEndsBeforeListing { get; init; }

    /// <summary>Whether the log is known to go as far as the listing, and to tell of nothing that happened to the job later.</summary>
    internal bool LogFitsListing =>
        Log is not null && !LogEndsBeforeListing && Listing is { IsLocal: false, Modified: { } modified }
        && !Enumerable.Range(0, Log.Attempts.Count).Any(i => Log.Attempts[i].Ended > modified + Blur && IsCounted(Log, i));

    /// <summary>When the service started after the last that the log tells of the job; null: it did not.</summary>
    internal DateTimeOffset? LaterServiceStart { get; init; }

    /// <summary>Whether an attempt ended in a failure that is counted, as one with an immediate retry is not; the last one's may not be logged yet.</summary>
    private static bool IsCounted(JobStory log, int attempt) =>
        log.Attempts[attempt].IsFailure && !log.IsImmediate(attempt + 1) && (attempt + 1 < log.Attempts.Count || !log.Attempts[attempt].EarnsImmediateRetry);

    /// <summary>All jobs, in the order in which they turn up.</summary>
    internal static IReadOnlyList<ObservedJob> AllOf(Evidence evidence)
    {
        DateTimeOffset[] starts = [.. evidence.Events.Where(entry => entry.Number == LoggedEvent.ListLoaded).Select(entry => entry.At)];
        ILookup<Guid?, LoggedEvent> events = evidence.Events.ToLookup(entry => entry.Job);
        IEnumerable<ObservedJob> listed = evidence.Jobs
            .GroupBy(job => (object?)job.Id ?? job.Name ?? (object)job)
            .Select(group => group.Last(job => job.Modified == group.Max(other => other.Modified)))
            .Select(listing => Make(listing, listing.Id is null ? [] : [.. events[listing.Id]], starts, evidence));
        HashSet<Guid?> known = [.. evidence.Jobs.Select(job => job.Id)];
        IEnumerable<ObservedJob> logged = events
            .Where(group => group.Key is not null && !known.Contains(group.Key))
            .Select(group => Make(null, [.. group], starts, evidence))
            .Where(job => job.Log is not null);
        return [.. listed, .. logged];
    }

    private static ObservedJob Make(ListedJob? listing, LoggedEvent[] events, DateTimeOffset[] starts, Evidence evidence)
    {
        JobStory? log = JobStory.OfLog(events, starts);
        ListedJob? inUtc = InUtc(listing, log);
        DateTimeOffset logEnd = evidence.Events.Count > 0 ? evidence.Events[^1].At : default;
        bool endsBefore = log is not null && EarliestModified(inUtc, log) > logEnd + Blur;
        if (log is not null && !endsBefore && inUtc is { IsLocal: false, Modified: { } modified } && modified > log.End)
        {
            log = new JobStory([.. log.Steps, new StoryStep(modified, StoryStepKind.Seen)]);
        }

        string? name = listing?.Name ?? events.Select(entry => entry.JobName).OfType<string>().LastOrDefault();
        return new ObservedJob(listing?.Id ?? events.FirstOrDefault()?.Job, name ?? "(no name)", inUtc, log)
        {
            Urls = [.. (listing?.Urls ?? []).Concat(log?.Urls ?? []).Distinct()],
            Owner = listing?.Owner ?? events.Select(entry => entry.Owner).OfType<string>().FirstOrDefault(),
            LogEnd = logEnd,
            LogEndsBeforeListing = endsBefore,
            LaterServiceStart = log is null ? null : starts.Where(start => start > log.End).Select(start => (DateTimeOffset?)start).FirstOrDefault(),
        };
    }

    /// <summary>A name as long as BITS lets one be; longer ones come from no job.</summary>
    internal static string Fitting(string name)
    {
        int end = Math.Min(name.Length, Arguments.MaximumDisplayNameLength);
        return end < name.Length && char.IsHighSurrogate(name[end - 1]) ? name[..(end - 1)] : name[..end];
    }

    /// <summary>
    /// A listing with local times, where the log tells when the job was created and when it was modified, so that the zone is known at both; else as it is.
    /// Between the two it may have changed to summer time or back.
    /// </summary>
    private static ListedJob? InUtc(ListedJob? listing, JobStory? log)
    {
        if (listing is not { IsLocal: true, Created: { } created } || log is null || ZoneOf(created, log) is not { } zone)
        {
            return listing;
        }

        if (listing.Modified is not { } modified)
        {
            return listing with { IsLocal = false, Created = created - zone };
        }

        DateTimeOffset? nearest = log.Steps
            .Select(step => step.At)
            .Where(at => IsZone(modified - at, Blur) && (RoundToZone(modified - at) - zone).Duration() <= SummerTime)
            .OrderBy(at => (RoundToZone(modified - at) - zone).Duration())
            .Select(at => (DateTimeOffset?)at)
            .FirstOrDefault();
        return nearest is { } step
            ? listing with { IsLocal = false, Created = created - zone, Modified = modified - RoundToZone(modified - step) }
            : listing;
    }

    /// <summary>The earliest instant at which a listed job can have been modified; null if nothing tells.</summary>
    private static DateTimeOffset? EarliestModified(ListedJob? listing, JobStory log) => listing switch
    {
        { IsLocal: false } => listing.Modified,
        { IsLocal: true, Created: { } created } when ZoneOf(created, log) is { } zone => listing.Modified - zone - SummerTime,
        _ => null,
    };

    /// <summary>The zone in which a job was created; null if the log does not tell when that was.</summary>
    private static TimeSpan? ZoneOf(DateTimeOffset created, JobStory log) => log.KnowsCreation && IsZone(created - log.Start, TimeSpan.FromMinutes(1)) ? RoundToZone(created - log.Start) : null;

    /// <summary>Whether a local time and an instant in UTC can be the same.</summary>
    private static bool IsZone(TimeSpan difference, TimeSpan blur) =>
        (difference - RoundToZone(difference)).Duration() < blur && RoundToZone(difference).Duration() <= TimeSpan.FromHours(LargestZone / QuartersPerHour);

    private static TimeSpan RoundToZone(TimeSpan difference) => TimeSpan.FromHours(Math.Round(difference.TotalHours * QuartersPerHour) / QuartersPerHour);
}

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

    internal IReadOnlyList<string> Urls { get; init; } = [];

    internal string? Owner { get; init; }

    /// <summary>Until when the log goes on, whatever it is about.</summary>
    internal DateTimeOffset LogEnd { get; init; }

    /// <summary>When the service started after the last that the log tells of the job; null: it did not.</summary>
    internal DateTimeOffset? LaterServiceStart { get; init; }

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
        if (log is not null && inUtc is { IsLocal: false, Modified: { } modified } && modified > log.End)
        {
            log = new JobStory([.. log.Steps, new StoryStep(modified, StoryStepKind.Seen)]);
        }

        string? name = listing?.Name ?? events.Select(entry => entry.JobName).OfType<string>().LastOrDefault();
        return new ObservedJob(listing?.Id ?? events.FirstOrDefault()?.Job, name ?? "(no name)", inUtc, log)
        {
            Urls = [.. (listing?.Urls ?? []).Concat(log?.Urls ?? []).Distinct()],
            Owner = listing?.Owner ?? events.Select(entry => entry.Owner).OfType<string>().FirstOrDefault(),
            LogEnd = evidence.Events.Count > 0 ? evidence.Events[^1].At : default,
            LaterServiceStart = log is null ? null : starts.Where(start => start > log.End).Select(start => (DateTimeOffset?)start).FirstOrDefault(),
        };
    }

    /// <summary>A listing with local times, where the log tells when the job was created, so that the zone is known; else as it is.</summary>
    private static ListedJob? InUtc(ListedJob? listing, JobStory? log)
    {
        if (listing is not { IsLocal: true, Created: { } created } || log is not { KnowsCreation: true })
        {
            return listing;
        }

        TimeSpan difference = created - log.Start;
        double quarters = Math.Round(difference.TotalHours * QuartersPerHour);
        TimeSpan zone = TimeSpan.FromHours(quarters / QuartersPerHour);
        return Math.Abs(quarters) <= LargestZone && (difference - zone).Duration() < TimeSpan.FromMinutes(1)
            ? listing with { IsLocal = false, Created = created - zone, Modified = listing.Modified - zone }
            : listing;
    }
}

namespace Bits.RetrySim.Tool;

/// <summary>Judges a job: makes the library go through what is known of it, and holds the outcome against what was read.</summary>
internal static class DiagnosisMaker
{
    internal static Diagnosis Make(ObservedJob job)
    {
        ObservedSettings settings = ObservedSettings.Of(job.Listing, job.Log);
        if (job is not { LogEndsBeforeListing: true, Log: { } early })
        {
            return Make(job, settings);
        }

        return LeadsTo(job.Listing!, early, settings) is { } story
            ? Make(job with { Log = story, LogEndsBeforeListing = false }, settings)
            : Make(job with { Log = null }, settings) with { Job = job, Story = early, StorySettings = settings };
    }

    /// <summary>
    /// A log that ends before the job was modified may yet tell all: nothing is logged when BITS gives up. So it does if by the rules the job comes to what is
    /// listed, at that instant; the story until then, or null.
    /// </summary>
    private static JobStory? LeadsTo(ListedJob listing, JobStory log, ObservedSettings settings)
    {
        if (listing is not { IsLocal: false, Modified: { } modified })
        {
            return null;
        }

        JobStory story = new([.. log.Steps, new StoryStep(modified, StoryStepKind.Seen)]);
        using Reconstruction run = Reconstruction.Of(story, "", settings);
        bool isThen = (story.Start + run.Status.Since - modified).Duration() < TimeSpan.FromSeconds(1);
        return isThen && run.Status.State == listing.State && run.ErrorCount == listing.ErrorCount ? story : null;
    }

    private static Diagnosis Make(ObservedJob job, ObservedSettings settings)
    {
        (JobStory Story, ObservedSettings Settings)? known = job.Log is { } log ? (log, settings) : ListingStory.Of(job.Listing!, settings);
        if (known is not { } told)
        {
            return OfStateOnly(job, settings);
        }

        using Reconstruction run = Reconstruction.Of(told.Story, job.Name, told.Settings);
        return Judge(job, settings, told.Story, told.Settings, run);
    }

    private static Diagnosis OfStateOnly(ObservedJob job, ObservedSettings settings) => new()
    {
        Job = job,
        Settings = settings,
        State = job.Listing!.State,
        Since = job.Listing.Modified,
        IsLocal = job.Listing.IsLocal,
        ErrorCount = job.Listing.ErrorCount,
        CountText = CountCheck.OfUnknownError(job.Listing.ErrorCount),
        AllowsRetry = settings is { KnowsDelay: true, KnowsTimeout: true } ? !NeverRetries(WarningsOf(settings)) : null,
        Warnings = settings is { KnowsDelay: true, KnowsTimeout: true } ? WarningsOf(settings) : [],
        Unknown = ["The input does not tell the error, without which nothing can be said of what comes next; bitsadmin /info " + IdOf(job) + " /verbose tells it."],
    };

    private static Diagnosis Judge(ObservedJob job, ObservedSettings settings, JobStory story, ObservedSettings storySettings, Reconstruction run)
    {
        RetryStatus status = run.Status;
        ListedJob? listing = job.Listing;
        bool hasDates = job.Log is not null || listing!.Modified is not null || listing.Created is not null;
        DateTimeOffset? At(TimeSpan? span) => hasDates && span is { } elapsed ? Clamp(story.Start, elapsed) : null;
        bool knowsSettings = settings is { KnowsDelay: true, KnowsTimeout: true };
        bool isListed = listing is not null && (job.Log is null || listing.State != status.State);
        BackgroundCopyJobState state = isListed ? listing!.State : status.State;
        int? error = listing?.ErrorCode ?? status.ErrorCode;
        bool isConsistent = state == status.State;
        DateTimeOffset? givesUp = isConsistent ? At(status.GivesUpAt) : null;
        TimeSpan? frozen = status.BlockedBy is null ? null : FrozenCancel(job, story, storySettings);
        return new Diagnosis
        {
            Job = job,
            Settings = settings,
            State = state,
            Since = isListed ? listing!.Modified : At(status.Since),
            IsLocal = job.Log is null && listing!.IsLocal,
            Reason = isConsistent ? status.Reason : null,
            ErrorCode = error,
            ErrorClass = error is { } code ? new ErrorClassification().Classify(code) : null,
            NextAttempt = isConsistent ? At(status.NextAttemptAt) : null,
            NoProgressSince = givesUp - storySettings.Timeout,
            GivesUp = givesUp,
            GivesUpAtEarliest = Earliest(job, givesUp, storySettings.Timeout),
            Cancelled = isConsistent ? At(run.CancelledByPolicyAt) : null,
            CancelledIfFrozen = At(frozen),
            AllowsRetry = knowsSettings ? !NeverRetries(WarningsOf(settings)) : null,
            HasTimedOut = state == BackgroundCopyJobState.Error && run.HasTimedOut,
            ErrorCount = listing?.ErrorCount ?? run.ErrorCount,
            CountFits = CountCheck.Fits(job, settings, run.ErrorCount),
            CountText = CountCheck.Describe(job, settings, run.ErrorCount),
            Warnings = knowsSettings ? WarningsOf(settings) : [],
            Nudges = job.Log is null ? [] : run.Nudges,
            Doubts = [.. Doubts(job, settings, storySettings, run)],
            Unknown = [.. Unknowns(job, settings, state, hasDates)],
            IsExplained = storySettings == settings && isConsistent,
            Story = story,
            StorySettings = storySettings,
        };
    }

    /// <summary>When the policy would cancel a job if the time in which it is held back does not count towards its timeout (OQ-4).</summary>
    private static TimeSpan? FrozenCancel(ObservedJob job, JobStory story, ObservedSettings settings)
    {
        using Reconstruction frozen = Reconstruction.Of(story, job.Name, settings, BlockedTimeout.Freeze);
        return frozen.CancelledByPolicyAt;
    }

    /// <summary>A listing does not tell when the first of several failures was: at the earliest when the job was created.</summary>
    private static DateTimeOffset? Earliest(ObservedJob job, DateTimeOffset? latest, TimeSpan timeout) =>
        job is { Log: null, Listing: { ErrorCount: > 1 or null, Created: { } created } } && latest is not null && created + timeout < latest ? created + timeout : null;

    private static IReadOnlyList<SettingsWarning> WarningsOf(ObservedSettings settings)
    {
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = new SimulatedClock(), Transport = new ManualTransport() });
        BackgroundCopyJob job = manager.CreateJob("settings");
        job.MinimumRetryDelay = settings.Delay;
        job.NoProgressTimeout = settings.Timeout;
        job.Priority = settings.Priority;
        return job.CheckSettings();
    }

    private static bool NeverRetries(IReadOnlyList<SettingsWarning> warnings) =>
        warnings.Any(warning => warning.Kind is SettingsWarningKind.DelayAboveTimeout or SettingsWarningKind.TimeoutZero);

    private static IEnumerable<string> Doubts(ObservedJob job, ObservedSettings settings, ObservedSettings storySettings, Reconstruction run)
    {
        if (settings.RetriedCode is { } code)
        {
            yield return $"{Codes.Describe(code)} counts as fatal here, and yet the job is in Transient error: BITS retries it.";
        }

        if (storySettings != settings)
        {
            yield return "By its settings BITS would have retried; so they were others when it failed, or the failure was not the one that is listed.";
        }

        if (run.Refused is { } refused)
        {
            yield return $"By the rules the job could not have come to what was seen of it at {Stamp.Of(refused.At, job.Log is null && job.Listing!.IsLocal)}: not all of "
                + "what happened before is known.";
        }

        if (job is { Log: not null, Listing: { } listing } && listing.State != run.Status.State)
        {
            yield return $"The listing says {LaneText.StateName(listing.State)}, the log leads to {LaneText.StateName(run.Status.State)}: they are not of the same time, "
                + "or the log is not whole.";
        }
    }

    private static IEnumerable<string> Unknowns(ObservedJob job, ObservedSettings settings, BackgroundCopyJobState state, bool hasDates)
    {
        bool isFinal = state is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled;
        if (job.Log is { } log)
        {
            if (!log.KnowsCreation)
            {
                yield return "The log begins after the job did; what was before is not known.";
            }

            if (job.Listing is null && !isFinal)
            {
                yield return "State, count and timeout are not in the log: they are what follows from it by the rules. "
                    + (settings.KnowsDelay ? "" : "No gap tells the retry delay; that of BITS, if nothing is set, is assumed. ")
                    + $"The timeout is assumed to be BITS's default, {Durations.Text(settings.Timeout)}.";
            }
        }
        else if (job.LogEndsBeforeListing)
        {
            yield return $"The log ends at {Stamp.Of(job.LogEnd, isLocal: false)}, before the job came to what the listing shows: how it is now is told by the listing alone.";
        }
        else if (!hasDates)
        {
            yield return "The input has no dates that could be read.";
        }

        if (job is { Log: null, Listing: { ErrorCount: > 0, State: BackgroundCopyJobState.TransientError, ErrorCode: { } code } } && HeldBack.ByCode(code) is not null)
        {
            yield return "Whether the no-progress time began with one of the failures before is not in a listing; the event log tells it.";
        }
    }

    private static string IdOf(ObservedJob job) => job.Id?.ToString("B") ?? "JOB";

    /// <summary>No date lies beyond the calendar.</summary>
    private static DateTimeOffset Clamp(DateTimeOffset start, TimeSpan elapsed) =>
        elapsed < DateTimeOffset.MaxValue - start ? start + elapsed : DateTimeOffset.MaxValue;
}

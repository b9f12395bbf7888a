namespace Bits.RetrySim.Tool;

/// <summary>A diagnosis in sentences, each under a word that says what it is about.</summary>
internal static class DiagnosisText
{
    /// <summary>The whole of it in one sentence.</summary>
    internal static string Headline(Diagnosis diagnosis) => diagnosis.State switch
    {
        _ when diagnosis.IsUntried => "created, and not tried as far as the log goes.",
        BackgroundCopyJobState.Acknowledged => "complete.",
        BackgroundCopyJobState.Cancelled => "cancelled.",
        BackgroundCopyJobState.Error when diagnosis.HasTimedOut => "gave up, as no byte had come for the whole no-progress timeout.",
        BackgroundCopyJobState.Error when diagnosis is { AllowsRetry: false, ErrorClass: ErrorClass.Transient } =>
            "gave up at its first failure: its settings allow no retry.",
        BackgroundCopyJobState.Error when !diagnosis.IsExplained => "in Error; BITS does nothing more by itself.",
        BackgroundCopyJobState.Error => "failed for good; BITS does nothing more by itself.",
        BackgroundCopyJobState.TransientError when diagnosis.IsBlocked =>
            $"held back, which is no failure; no retry delay runs. {BackgroundCopyManager.GetErrorDescription(diagnosis.ErrorCode!.Value)}",
        BackgroundCopyJobState.TransientError when diagnosis is { NextAttempt: { } next } =>
            $"waits for its retry delay; the next try is due {About(diagnosis)}{Time(diagnosis, next)}.",
        BackgroundCopyJobState.TransientError => "failed, and is tried again.",
        BackgroundCopyJobState.Suspended => "suspended; nothing happens until somebody resumes it.",
        BackgroundCopyJobState.Transferred => "has everything, and waits to be completed.",
        BackgroundCopyJobState.Queued => "waits for its turn.",
        BackgroundCopyJobState.Connecting => "is contacting the server.",
        _ => "is transferring.",
    };

    internal static IEnumerable<(string Label, string Text)> Lines(Diagnosis diagnosis, Privacy privacy)
    {
        string since = diagnosis.Since is { } at ? $" since {Time(diagnosis, at)}" : ", since when is not told";
        yield return ("state", diagnosis.IsUntried ? $"Suspended or Queued{since}: no log tells whether it was resumed" : LaneText.StateName(diagnosis.State) + since);
        foreach (string url in diagnosis.Job.Urls)
        {
            yield return ("file", privacy.Url(url));
        }

        if (privacy.Owner(diagnosis.Job) is { } owner)
        {
            yield return ("owner", owner);
        }

        if (Bytes(diagnosis) is { } bytes)
        {
            yield return ("bytes", bytes);
        }

        if (diagnosis.ErrorCode is { } code && !diagnosis.IsFinal)
        {
            yield return ("error", $"{Codes.Describe(code)}; {Kind(diagnosis, code)}");
        }

        if (!diagnosis.IsFinal)
        {
            foreach ((string, string) line in Future(diagnosis))
            {
                yield return line;
            }
        }

        yield return ("error count", diagnosis.CountText);
        yield return ("settings", Settings(diagnosis));
        foreach (DateTimeOffset retry in diagnosis.ImmediateRetries)
        {
            yield return ("at once", $"one immediate retry at {Stamp.Exact(retry)} UTC, which no program sees");
        }

        foreach (SettingsWarning warning in diagnosis.Warnings)
        {
            yield return ("warning", warning.Message);
        }

        foreach (string doubt in diagnosis.Doubts)
        {
            yield return ("doubt", doubt);
        }

        foreach (string advice in Advice.For(diagnosis))
        {
            yield return ("do", advice);
        }

        foreach (string unknown in diagnosis.Unknown)
        {
            yield return ("not known", unknown);
        }
    }

    /// <summary>What BITS does next, and when.</summary>
    private static IEnumerable<(string Label, string Text)> Future(Diagnosis diagnosis)
    {
        yield return ("next", Next(diagnosis));
        if (diagnosis.LogGoesOn is { } until)
        {
            yield return ("but", $"the log goes on until {Time(diagnosis, until)} and shows no such try: it was completed, cancelled or suspended, the computer slept, "
                + "there was no network, or the log was cut");
        }

        if (diagnosis.Job.LaterServiceStart is { } start)
        {
            yield return ("but", $"the service started at {Time(diagnosis, start)}, when every waiting job is tried at once, and the log shows no try of this one");
        }

        if (GivesUp(diagnosis) is { } givesUp)
        {
            yield return ("gives up", givesUp);
        }

        if (diagnosis.Cancelled is { } cancelled && !diagnosis.IsBlocked)
        {
            yield return ("cancelled", $"{Time(diagnosis, cancelled)} by the inactivity policy, if its default holds and nothing else counts as activity before");
        }
    }

    private static string Next(Diagnosis diagnosis) => diagnosis.State switch
    {
        _ when diagnosis.IsUntried => "an attempt, once it is resumed, has its turn, and its owner is logged on",
        BackgroundCopyJobState.Error => "nothing: in Error only Resume, Complete or Cancel does anything",
        BackgroundCopyJobState.Suspended => "nothing before Resume",
        BackgroundCopyJobState.Transferred => "nothing before Complete; until then the files are not at their places",
        BackgroundCopyJobState.Queued => "an attempt, as soon as it has its turn and its owner is logged on",
        BackgroundCopyJobState.Connecting => "the server's answer, or a failure",
        BackgroundCopyJobState.Transferring => "bytes, until the file is complete or the connection fails",
        _ when diagnosis.IsBlocked => "it is tried as soon as that ends, whatever the retry delay",
        _ when diagnosis.NextAttempt is { } next => $"a try {About(diagnosis)}{Time(diagnosis, next)}, when the retry delay is over; before that if the network changes, "
            + "the service restarts, or somebody resumes it",
        _ when diagnosis.Reason == RetryReason.WaitingForTimeout => "no try before the no-progress timeout is over",
        _ => "a try, when the retry delay is over",
    };

    private static string? GivesUp(Diagnosis diagnosis)
    {
        if (diagnosis.GivesUp is not { } latest)
        {
            return null;
        }

        if (diagnosis.IsBlocked)
        {
            string otherwise = diagnosis.CancelledIfFrozen is { } cancelled
                ? $"; read the other way, it is not, and the job is cancelled by the inactivity policy, not before {Time(diagnosis, cancelled)} if nothing else counts"
                : "";
            return $"Error at {Time(diagnosis, latest)}, {Durations.Text(diagnosis.StorySettings!.Timeout)} after it began to wait, if the time of a block counts towards the no-progress "
                + $"timeout, as Microsoft's pages literally say{otherwise}";
        }

        string condition = diagnosis.Settings.KnowsTimeout ? "if no byte comes" : "if no byte comes and the timeout is BITS's default";
        return diagnosis.GivesUpAtEarliest is { } earliest
            ? $"Error between {Time(diagnosis, earliest)} and {Time(diagnosis, latest)}, {condition}: when the first failure without progress was is not told"
            : $"Error at {Time(diagnosis, latest)}, {condition}: the no-progress time runs since {Time(diagnosis, diagnosis.NoProgressSince!.Value)}";
    }

    private static string Kind(Diagnosis diagnosis, int code)
    {
        bool isUnlisted = Codes.IsUnknown(code);
        string kind = diagnosis.ErrorClass switch
        {
            ErrorClass.WaitsForCondition => "no failure but a block: BITS waits until it ends",
            ErrorClass.Transient when diagnosis.HasTimedOut => "transient: BITS retried it until the no-progress timeout was over",
            ErrorClass.Transient when diagnosis.State == BackgroundCopyJobState.Error => "transient: BITS normally retries it",
            ErrorClass.Transient => "transient: BITS retries it",
            _ when diagnosis.State == BackgroundCopyJobState.TransientError => "BITS retries it",
            _ => "fatal: BITS does not retry it",
        };
        return isUnlisted ? $"this code is not known here, and by the rule for such codes {kind}" : kind;
    }

    private static string? Bytes(Diagnosis diagnosis)
    {
        long? bytes = diagnosis.Job.Listing?.Bytes ?? (diagnosis.Attempts.Count > 0 ? diagnosis.Attempts.GroupBy(attempt => attempt.Url).Aggregate(0L, (sum, file) => long.CreateSaturating((Int128)sum + file.Last().BytesAfter)) : null);
        long? total = diagnosis.Job.Listing?.BytesTotal ?? diagnosis.Attempts.Select(attempt => attempt.Size).LastOrDefault(size => size is not null);
        return bytes is null ? null
            : total is null || diagnosis.Job.Urls.Count > 1 && diagnosis.Job.Listing is null ? $"{Stamp.Bytes(bytes.Value)} of an unknown size"
            : $"{Stamp.Bytes(bytes.Value)} of {Stamp.Bytes(total.Value)}";
    }

    private static string Settings(Diagnosis diagnosis)
    {
        ObservedSettings settings = diagnosis.Settings;
        string delay = settings.Guess is { } guess
            ? $"{Durations.Text(settings.Delay)} (read from {(guess.AllGaps == 1 ? "one gap" : $"{guess.Gaps} of {guess.AllGaps} gaps")})"
            : settings.KnowsDelay ? Durations.Text(settings.Delay) : $"not told, {Durations.Text(settings.Delay)} assumed";
        string timeout = settings.KnowsTimeout ? Durations.Text(settings.Timeout) : $"not told, {Durations.Text(settings.Timeout)} assumed";
        string verdict = diagnosis.AllowsRetry switch
        {
            true => "; retries are possible",
            false => "; no retry is possible",
            null => "",
        };
        return $"retry delay {delay}, no-progress timeout {timeout}{verdict}";
    }

    private static string Time(Diagnosis diagnosis, DateTimeOffset at) => Stamp.Of(at, diagnosis.IsLocal);

    /// <summary>A delay that was read from gaps is not exact, nor is the instant of a listing, which has whole seconds.</summary>
    private static string About(Diagnosis diagnosis) => diagnosis.Settings.Guess is not null || diagnosis.Job.Log is null || diagnosis.Job.LogEndsBeforeListing ? "about " : "at ";
}

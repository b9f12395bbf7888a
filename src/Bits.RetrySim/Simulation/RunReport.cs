using System.Text;

namespace Bits.RetrySim;

/// <summary>Why a run has not come where a test wanted it, in a few lines that a person reads: bounded, on any culture the same, without secrets.</summary>
internal sealed class RunReport(BitsSimulation bits)
{
    private const int MostAttempts = 5;
    private const int MostJobs = 3;
    private const int LongestCondition = 300;
    private const int LongestLine = 400;

    private readonly StringBuilder _text = new();

    /// <summary>A job that has not come to a state.</summary>
    /// <param name="job">The job.</param>
    /// <param name="failure">What it has not done, as in "has not been Transferred".</param>
    /// <param name="limit">How long it had.</param>
    internal string OfJob(BackgroundCopyJob job, string failure, TimeSpan limit)
    {
        string why = job.IsFinal ? "and cannot be any more" : TimeText.Invariant($"within {limit:c}");
        Line("", $"{JobText.Name(job)} {failure} {why}: it is {job.State} at {InstantText.Of(bits.Clock.Elapsed)}.");
        Describe(job);
        Hints([job]);
        return _text.ToString();
    }

    /// <summary>A condition that has not held.</summary>
    /// <param name="name">Its source text.</param>
    /// <param name="limit">How long there was time for it.</param>
    internal string OfCondition(string name, TimeSpan limit)
    {
        string shown = Shortened(string.Join(' ', FileNames.WithoutSecrets(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestCondition);
        Line("", TimeText.Invariant($"Within {limit:c}, up to {InstantText.Of(bits.Clock.Elapsed)}, this did not hold: {shown}"));
        IReadOnlyList<BackgroundCopyJob> jobs = bits.Manager.ShownJobs;
        foreach (BackgroundCopyJob job in jobs.Take(MostJobs))
        {
            Line("", $"{JobText.Name(job)} is {job.State}.");
            Describe(job);
        }

        if (jobs.Count > MostJobs)
        {
            Line("", $"And {TimeText.Count(jobs.Count - MostJobs, "more job")}.");
        }

        if (jobs.Count == 0)
        {
            Line("", "No job is left, or was ever made.");
        }

        Hints([.. jobs.Take(MostJobs)]);
        return _text.ToString();
    }

    private void Describe(BackgroundCopyJob job)
    {
        Line("  ", job.RetryStatus.ToString());
        JournalSnapshot journal = bits.Manager.ReadJournal();
        if (!bits.EventLog.IsEnabled || !journal.IsComplete)
        {
            Line("  ", "Its attempts are not told, as the event log does not keep them; let RecordEvents be true.");
            return;
        }

        IReadOnlyList<LaneAttempt> attempts = JobTimeline.Of(journal, []).Lanes.FirstOrDefault(lane => lane.Number == job.Number)?.Attempts ?? [];
        if (attempts.Count > 0)
        {
            Line("  ", attempts.Count > MostAttempts ? $"Its last {MostAttempts} of {TimeText.Count(attempts.Count, "attempt")}:" : "Its attempts:");
        }

        foreach (LaneAttempt attempt in attempts.TakeLast(MostAttempts))
        {
            Line("    ", Sentence(attempt));
        }
    }

    private static string Sentence(LaneAttempt attempt)
    {
        string took = attempt.End > attempt.Start ? $" after {TimeText.Span(attempt.End - attempt.Start)}" : "";
        string how = attempt.Outcome switch
        {
            AttemptOutcome.Failed => $"failed{took}: {CodeText.Long(attempt.HResult)}",
            AttemptOutcome.Interrupted => attempt.HResult == 0 ? $"interrupted{took}" : $"interrupted{took}: {CodeText.Long(attempt.HResult)}",
            AttemptOutcome.Succeeded => $"succeeded{took}",
            _ => "is under way",
        };
        return TimeText.Invariant($"attempt {attempt.Number} at {InstantText.Of(attempt.Start)} {how}");
    }

    private void Hints(IReadOnlyList<BackgroundCopyJob> jobs)
    {
        string[] hints = [.. RunHints.For(bits, jobs)];
        if (hints.Length > 0)
        {
            Line("", "Hints:");
        }

        foreach (string hint in hints)
        {
            Line("  - ", hint);
        }
    }

    private void Line(string indent, string text)
    {
        _text.Append(_text.Length == 0 ? "" : "\n").Append(indent).Append(Shortened(SafeText.OneLine(text), LongestLine));
    }

    private static string Shortened(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 3), "...");
}

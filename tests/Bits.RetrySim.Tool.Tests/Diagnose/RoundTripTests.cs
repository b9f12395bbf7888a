using Bits.RetrySim.Tests;
using Xunit.Abstractions;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>Runs written as events of Bits-Client, and read back: every script of the golden corpus.</summary>
public sealed class RoundTripTests(ITestOutputHelper output)
{
    /// <summary>
    /// Every attempt comes back, with its outcome, its instant and its bytes. With a listing of the job's settings, which no log holds, so does what the job is
    /// in, what is due and how many errors were counted, unless the script did what neither log nor listing tells: other readings or another classification,
    /// a maximum download time or settings that changed, several blocks at a time, a job that was done or failed without an attempt.
    /// </summary>
    /// <param name="group">The scripts.</param>
    /// <param name="jobs">How many jobs they have.</param>
    /// <param name="exact">How many of them come back in all of that; no more and no fewer.</param>
    [Theory]
    [InlineData("hours", 181, 163)]
    [InlineData("incidents", 40, 40)]
    [InlineData("line", 432, 425)]
    [InlineData("manual", 78, 64)]
    [InlineData("model", 258, 243)]
    [InlineData("placed", 192, 171)]
    [InlineData("readme", 6, 6)]
    [InlineData("tiny", 107, 103)]
    [InlineData("weeks", 62, 62)]
    public void GoldenScripts_WrittenAndReadBack_AreTheSame(string group, int jobs, int exact)
    {
        List<string> others = [];
        int all = 0;
        foreach (GoldenScript script in GoldenEdition.Present.Groups[group])
        {
            using GoldenStage stage = Play(script);
            foreach (BackgroundCopyJob job in stage.Jobs)
            {
                all++;
                if (Compare(stage, job, script.Setup.Start) is { } difference)
                {
                    others.Add($"{script.Name}, job {job.Number}: {difference}");
                }
            }
        }

        others.ForEach(output.WriteLine);
        all.Should().Be(jobs);
        (all - others.Count).Should().Be(exact);
    }

    [Fact]
    public void Groups_AreAllHere() => GoldenEdition.Present.Groups.Keys.Should().BeEquivalentTo("hours", "incidents", "line", "manual", "model", "placed", "readme", "tiny", "weeks");

    private static GoldenStage Play(GoldenScript script)
    {
        GoldenStage stage = new(script.Setup, GoldenTwist.None);
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            script.Play(stage);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        return stage;
    }

    /// <summary>In what the diagnosis of a job is otherwise than the job; null: in nothing.</summary>
    private static string? Compare(GoldenStage stage, BackgroundCopyJob job, DateTimeOffset start)
    {
        ListedJob listing = new(job.State)
        {
            Id = job.Id,
            Delay = job.MinimumRetryDelay,
            Timeout = job.NoProgressTimeout,
            Priority = job.Priority,
            ErrorCount = job.ErrorCount,
            ErrorCode = job.Error?.Code,
            Created = start + InstantOf(stage, job, entry => entry.Call == JobCall.CreateJob),
            Modified = start + InstantOf(stage, job, entry => entry.Kind == JobEventKind.Transition || entry.Call == JobCall.CreateJob),
        };
        Evidence evidence = ReadBack(stage, job, start);
        ObservedJob observed = ObservedJob.AllOf(evidence with { Jobs = [listing] }).Should().ContainSingle().Which;
        AssertSameAttempts(stage, job, observed.Log!, start);

        Diagnosis diagnosis = DiagnosisMaker.Make(observed);
        RetryStatus status = job.RetryStatus;
        if (!diagnosis.IsExplained || diagnosis.State != status.State)
        {
            return $"{status} / {diagnosis.State}";
        }

        return diagnosis.NextAttempt == start + status.NextAttemptAt && diagnosis.GivesUp == start + status.GivesUpAt && diagnosis.CountFits == true && diagnosis.Reason == status.Reason
            ? null
            : $"{status} {job.ErrorCount} / {diagnosis.Reason} {diagnosis.NextAttempt - start} {diagnosis.GivesUp - start} {diagnosis.CountText}";
    }

    private static TimeSpan InstantOf(GoldenStage stage, BackgroundCopyJob job, Func<JobEvent, bool> isMeant) =>
        stage.Manager.EventLog.Last(entry => entry.Job == job.Number && isMeant(entry)).Instant;

    private static Evidence ReadBack(GoldenStage stage, BackgroundCopyJob job, DateTimeOffset start)
    {
        string xml = EventXmlWriter.Write(ClientEvents.Of(stage.Manager.EventLog, [job], start));
        RecordReader records = new(new DateReader(xml));
        List<string> notes = [];
        foreach (FieldBag bag in EventXmlReader.Read(xml, notes))
        {
            records.Add(bag);
        }

        Evidence evidence = records.ToEvidence(notes);
        evidence.Notes.Should().BeEmpty();
        return evidence;
    }

    /// <summary>What the journal says of attempts that ended by themselves: when, with which code, and how far the job had come.</summary>
    private static void AssertSameAttempts(GoldenStage stage, BackgroundCopyJob job, JobStory read, DateTimeOffset start)
    {
        List<(DateTimeOffset End, int Code)> made = [];
        bool runs = false;
        foreach (JobEvent entry in stage.Manager.EventLog.Where(entry => entry.Job == job.Number))
        {
            bool isRetry = entry is { Kind: JobEventKind.Retry, RetryCause: RetryCause.ImmediateRetry };
            bool isEnd = entry.Kind == JobEventKind.Transition && entry.To is not (BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring);
            if (runs && (isRetry || (isEnd && !entry.IsBlock && entry.To is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error)))
            {
                made.Add((start + entry.Instant, entry.HResult));
            }

            runs = entry.Kind == JobEventKind.Attempt || (runs && !isEnd);
        }

        read.Attempts.Where(attempt => attempt.IsFailure).Select(attempt => (attempt.Ended!.Value, attempt.Code)).Should().Equal(made);
        if (job.State is BackgroundCopyJobState.Transferred or BackgroundCopyJobState.Error or BackgroundCopyJobState.TransientError && job.Files.Count == 1)
        {
            read.Attempts.Select(attempt => attempt.BytesAfter).LastOrDefault().Should().Be(job.Progress.BytesTransferred);
        }
    }
}

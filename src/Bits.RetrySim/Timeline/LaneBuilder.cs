namespace Bits.RetrySim;

/// <summary>Makes a lane of the events of one job.</summary>
internal sealed class LaneBuilder
{
    private readonly List<JobEvent> _events = [];
    private readonly List<StateSpan> _spans = [];
    private readonly List<LaneAttempt> _attempts = [];
    private readonly List<ProgressPoint> _progress = [];
    private readonly List<LaneDue> _dues = [];
    private readonly int _number;
    private string _name = "";
    private long? _bytesTotal;

    internal LaneBuilder(int number) => _number = number;

    /// <summary>Takes the next event of the job.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="isReconnect">Whether the network came back at its instant.</param>
    internal void Add(JobEvent entry, bool isReconnect)
    {
        switch (entry.Kind)
        {
            case JobEventKind.Call:
                TakeName(entry);
                break;
            case JobEventKind.Attempt:
                _attempts.Add(new LaneAttempt(entry.Attempt, entry.Instant, entry.Instant, AttemptOutcome.Running, 0));
                break;
            case JobEventKind.Retry when entry.RetryCause == RetryCause.ImmediateRetry:
                _attempts[^1] = _attempts[^1] with { End = entry.Instant, Outcome = AttemptOutcome.Failed, HResult = entry.HResult };
                break;
            case JobEventKind.FileRestarted:
                _dues.Add(new LaneDue(LaneDueKind.BeginsAgain, entry.Instant, IsPending: false));
                break;
            case JobEventKind.Transition:
                TakeDue(entry, isReconnect);
                EndAttempt(entry);
                Enter(entry.To!.Value, entry);
                break;
        }

        if (entry.Progress is { } progress)
        {
            _progress.Add(new ProgressPoint(entry.Instant, progress.BytesTransferred));
            _bytesTotal = progress.BytesTotal;
        }

        _events.Add(entry);
    }

    /// <summary>The lane up to an instant.</summary>
    /// <param name="now">The end of what is known.</param>
    /// <param name="job">How the job is now; null if it has ended.</param>
    internal JobLane Build(TimeSpan now, LiveJob? job)
    {
        if (job is not null)
        {
            _spans[^1] = _spans[^1] with { End = now };
            _progress.Add(new ProgressPoint(now, job.Progress.BytesTransferred));
            _bytesTotal = job.Progress.BytesTotal;
            AddPending(job.Status);
            if (_attempts.Count > 0 && _attempts[^1].Outcome == AttemptOutcome.Running)
            {
                _attempts[^1] = _attempts[^1] with { End = now };
            }
        }

        return new JobLane(_number, _name, _events, CycleFolding.Fold(_events), _spans, _attempts, _progress, _dues, _bytesTotal);
    }

    private void TakeName(JobEvent call)
    {
        if (call.Call is JobCall.CreateJob or JobCall.SetDisplayName)
        {
            _name = call.Argument.TrimStart(' ');
        }

        if (call.Call == JobCall.CreateJob)
        {
            _progress.Add(new ProgressPoint(call.Instant, 0));
            Enter(BackgroundCopyJobState.Suspended, call);
        }
    }

    private void Enter(BackgroundCopyJobState state, JobEvent entry)
    {
        if (_spans.Count > 0)
        {
            _spans[^1] = _spans[^1] with { End = entry.Instant };
        }

        _spans.Add(new StateSpan(state, entry.Instant, entry.Instant, entry.HResult, _events.Count));
    }

    private void EndAttempt(JobEvent entry)
    {
        if (_attempts.Count == 0 || _attempts[^1].Outcome != AttemptOutcome.Running || JobData.IsActiveState(entry.To!.Value))
        {
            return;
        }

        AttemptOutcome outcome = entry.To switch
        {
            BackgroundCopyJobState.Transferred => AttemptOutcome.Succeeded,
            BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error when !entry.IsBlock => AttemptOutcome.Failed,
            _ => AttemptOutcome.Interrupted,
        };
        _attempts[^1] = _attempts[^1] with { End = entry.Instant, Outcome = outcome, HResult = entry.HResult };
    }

    /// <summary>A wait that ends neither by a call nor with a block nor by the network nor by a restart ended because something was due.</summary>
    private void TakeDue(JobEvent entry, bool isReconnect)
    {
        // Why a wait ends before its retry is due is told between a call and what follows from it.
        bool isHurried = _events.Count > 0 && _events[^1] is { Kind: JobEventKind.Retry } hurry && hurry.Instant == entry.Instant;
        JobEvent? cause = _events.FindLast(earlier => earlier.Kind != JobEventKind.Retry);
        bool isCalled = cause is { Call: JobCall.Resume or JobCall.Cancel } call
            && call.Instant == entry.Instant;
        LaneDueKind? kind = (entry.From, entry.To) switch
        {
            (BackgroundCopyJobState.TransientError, BackgroundCopyJobState.Queued) when isHurried => LaneDueKind.AtOnce,
            _ when isCalled => null,
            (_, BackgroundCopyJobState.Cancelled) => LaneDueKind.Cancelled,
            (_, BackgroundCopyJobState.Error) when entry.HasTimedOut => LaneDueKind.GivesUp,
            (BackgroundCopyJobState.TransientError, BackgroundCopyJobState.Queued) when !entry.IsBlock && !isReconnect => LaneDueKind.Retry,
            _ => null,
        };
        if (kind is { } due)
        {
            _dues.Add(new LaneDue(due, entry.Instant, IsPending: false));
        }
    }

    private void AddPending(RetryStatus status)
    {
        AddPending(LaneDueKind.Retry, status.NextAttemptAt);
        AddPending(LaneDueKind.GivesUp, status.GivesUpAt);
        AddPending(LaneDueKind.Answer, status.AnswerDueBy);
        AddPending(LaneDueKind.DownloadTimeOver, status.DownloadTimeEndsAt ?? status.NextAttemptAt + status.DownloadTimeLeft);
        AddPending(LaneDueKind.Cancelled, status.CancelledByPolicyAt);
    }

    private void AddPending(LaneDueKind kind, TimeSpan? at)
    {
        if (at is { } instant)
        {
            _dues.Add(new LaneDue(kind, instant, IsPending: true));
        }
    }
}

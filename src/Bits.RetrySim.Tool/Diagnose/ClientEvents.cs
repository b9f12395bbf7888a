namespace Bits.RetrySim.Tool;

/// <summary>
/// What Bits-Client would have written into its log about a run. The log knows less than the run: neither states nor settings nor why a job waits. When
/// each of several files of one attempt was complete a run does not keep; it is written at the end of the attempt.
/// </summary>
internal sealed class ClientEvents
{
    private readonly BackgroundCopyJob _job;
    private readonly DateTimeOffset _start;
    private readonly List<LoggedEvent> _events = [];
    private JobEvent? _attempt;
    private bool _isAnswered;
    private int _retriesLeft = int.MaxValue;

    private ClientEvents(BackgroundCopyJob job, DateTimeOffset start) => (_job, _start) = (job, start);

    /// <param name="log">What happened.</param>
    /// <param name="jobs">The jobs it happened to.</param>
    /// <param name="start">The instant 0 of the run.</param>
    internal static IReadOnlyList<LoggedEvent> Of(EventLog log, IReadOnlyList<BackgroundCopyJob> jobs, DateTimeOffset start)
    {
        IEnumerable<LoggedEvent> machine = log
            .Where(entry => entry.Environment?.Kind == EnvironmentChangeKind.ServiceRestarted)
            .Select(entry => new LoggedEvent(LoggedEvent.ListLoaded, start + entry.Instant));
        IEnumerable<LoggedEvent> ofJobs = jobs.SelectMany(job => new ClientEvents(job, start).Of(log.Where(entry => entry.Job == job.Number)));
        return [.. machine.Concat(ofJobs).OrderBy(entry => entry.At).Select((entry, i) => entry with { Record = i + 1 })];
    }

    private List<LoggedEvent> Of(IEnumerable<JobEvent> entries)
    {
        JobEvent? before = null;
        foreach (JobEvent entry in entries)
        {
            Add(entry, before);
            before = entry;
        }

        return _events;
    }

    private void Add(JobEvent entry, JobEvent? before)
    {
        switch (entry.Kind)
        {
            case JobEventKind.Call:
                AddCall(entry);
                break;
            case JobEventKind.Attempt:
                (_attempt, _isAnswered) = (entry, false);
                break;
            case JobEventKind.Retry when entry.RetryCause == RetryCause.ImmediateRetry:
                _retriesLeft = entry.MostImmediateRetries - entry.ImmediateRetry;
                Answer(_attempt!.Instant);
                End(entry, LoggedEvent.TransferFailed, entry.HResult, _attempt.Progress!.Value);
                break;
            case JobEventKind.FileRestarted when _attempt is not null:
                AddBytes(entry, LoggedEvent.TransferStopped, entry.File, 0, LoggedEvent.FileChanged);
                AddBytes(entry, LoggedEvent.TransferStarted, entry.File, 0);
                break;
            case JobEventKind.Transition:
                AddTransition(entry, before);
                break;
        }
    }

    private void AddCall(JobEvent call)
    {
        int number = call.Call switch
        {
            JobCall.CreateJob => LoggedEvent.JobCreated,
            JobCall.Resume => LoggedEvent.JobResumed,
            JobCall.Suspend => LoggedEvent.JobSuspended,
            JobCall.Complete => LoggedEvent.JobCompleted,
            JobCall.Cancel => LoggedEvent.JobCancelled,
            _ => 0,
        };
        if (number != 0)
        {
            Add(call, number);
        }
    }

    private void AddTransition(JobEvent entry, JobEvent? before)
    {
        if (entry.To == BackgroundCopyJobState.Transferring && _attempt is not null)
        {
            Answer(entry.Instant);
            return;
        }

        if (_attempt is not null && entry.To is not (BackgroundCopyJobState.Connecting or BackgroundCopyJobState.Transferring))
        {
            EndAttempt(entry);
        }

        if (entry is { IsBlock: true, HResult: not 0 })
        {
            _events.Add(New(entry, LoggedEvent.JobBlocked) with { Code = entry.HResult });
        }

        if (entry.To == BackgroundCopyJobState.Cancelled && before is not { Call: JobCall.Cancel })
        {
            Add(entry, LoggedEvent.JobScavenged);
        }
    }

    private void EndAttempt(JobEvent entry)
    {
        BackgroundCopyJobProgress progress = entry.Progress ?? _attempt!.Progress!.Value;
        bool isFailure = entry is { To: BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error, IsBlock: false };
        bool hasMoved = progress.BytesTransferred != _attempt!.Progress!.Value.BytesTransferred || progress.FilesTransferred != _attempt.Progress.Value.FilesTransferred;
        if (entry.From == BackgroundCopyJobState.Transferring && (!isFailure || hasMoved || HasNoRetryLeft(entry)))
        {
            Answer(_attempt.Instant);
        }

        if (isFailure)
        {
            End(entry, LoggedEvent.TransferFailed, entry.HResult, progress);
        }
        else if (_isAnswered)
        {
            End(entry, LoggedEvent.TransferStopped, entry.To == BackgroundCopyJobState.Transferred ? 0 : LoggedEvent.StoppedFromThisSide, progress);
        }

        _attempt = null;
    }

    /// <summary>
    /// Whether a failure for good without a byte came after the answer: only if the immediate retries are used up, since each one that is left would have been
    /// made (RETRY-28). A run tells of the answer to the first request of an attempt only.
    /// </summary>
    private bool HasNoRetryLeft(JobEvent entry) => _retriesLeft <= 0 || entry.HResult == HResults.BG_E_MAXDOWNLOAD_TIMEOUT;

    private void Answer(TimeSpan instant)
    {
        if (!_isAnswered)
        {
            _isAnswered = true;
            AddBytes(_attempt! with { Instant = instant }, LoggedEvent.TransferStarted, _attempt!.File, _attempt.Offset);
        }
    }

    /// <summary>The files that are complete by then, and the end of the last one.</summary>
    private void End(JobEvent entry, int number, int code, BackgroundCopyJobProgress progress)
    {
        int file = _attempt!.File;
        long earlier = _attempt.Progress!.Value.BytesTransferred - _attempt.Offset;
        while (file <= progress.FilesTransferred && (file < progress.FilesTotal || code != 0))
        {
            long size = SizeOf(file) ?? 0;
            AddBytes(entry, LoggedEvent.TransferStopped, file, size, code: 0);
            earlier += size;
            file++;
            if (file > progress.FilesTotal)
            {
                return;
            }

            bool isAnswered = progress.BytesTransferred > earlier || HasNoRetryLeft(entry) || entry.Kind == JobEventKind.Retry;
            if (number != LoggedEvent.TransferFailed || file <= progress.FilesTransferred || isAnswered)
            {
                AddBytes(entry, LoggedEvent.TransferStarted, file, 0);
            }
        }

        AddBytes(entry, number, file, Math.Max(0, progress.BytesTransferred - earlier), code);
    }

    private void AddBytes(JobEvent entry, int number, int file, long bytes, int? code = null) => _events.Add(New(entry, number) with
    {
        Url = _job.Files[file - 1].RemoteName,
        Code = code,
        Bytes = bytes,
        Size = SizeOf(file),
    });

    private long? SizeOf(int file) => _job.Files[file - 1].Progress.BytesTotal;

    private void Add(JobEvent entry, int number) => _events.Add(New(entry, number));

    private LoggedEvent New(JobEvent entry, int number) => new(number, _start + entry.Instant)
    {
        Job = _job.Id,
        JobName = _job.DisplayName,
        Owner = _job.Owner.Name,
    };
}

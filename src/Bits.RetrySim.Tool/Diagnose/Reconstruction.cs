namespace Bits.RetrySim.Tool;

/// <summary>
/// Lets the library go through what is known of a job, instant by instant: what a job is in then, what comes next and what picture it gives is what the
/// library says. Attempts begin when the library starts them, and where the story has them at another time, something from outside must have been
/// the reason: it is played too, and noted.
/// </summary>
internal sealed class Reconstruction : IDisposable
{
    private const string LocalName = @"C:\Downloads\file";
    private const string UnknownUrl = "https://server.example/file";

    /// <summary>A job that was stopped, nobody knows why, waits as if its owner had logged off; a picture then says "logged off: ", and this.</summary>
    private const string OtherReason = "or put off otherwise";

    private static readonly TimeSpan Early = TimeSpan.FromSeconds(0.2);

    /// <summary>What was seen of a job later shows that no policy had cancelled it before, so it is replayed under the longest one that there is.</summary>
    private static readonly TimeSpan LongestInactivity = TimeSpan.FromDays(GroupPolicy.LongestInactivityDays);

    private readonly JobStory _story;
    private readonly SimulatedClock _clock;
    private readonly ManualTransport _transport = new();
    private readonly BackgroundCopyManager _manager;
    private readonly List<Nudge> _nudges = [];
    private readonly BackgroundCopyJob _job;
    private readonly BackgroundCopyUser _owner;
    private ManualAttempt? _accepted;
    private Condition? _block;
    private (NudgeKind Kind, DateTimeOffset At, int Code)? _pending;

    /// <summary>When an attempt was due of which there was no sign; null once there was one of a later one.</summary>
    private DateTimeOffset? _missed;

    private Reconstruction(JobStory story, string name, ObservedSettings settings, BlockedTimeout blockedTimeout, bool hasDate)
    {
        _story = story;
        _clock = hasDate ? new SimulatedClock(story.Start) : new SimulatedClock();
        string[] urls = [.. story.Urls];
        (int seen, bool areUsedUp) = story.ImmediateRetries();
        BackgroundCopyManagerOptions options = new()
        {
            TimeProvider = _clock,
            Transport = _transport,
            RecordEvents = true,
            Policy = new GroupPolicy { JobInactivityTimeout = LongestInactivity, MaxFilesPerJob = Math.Max(1, urls.Length) },
            DefaultOwner = new BackgroundCopyUser(OtherReason),
            Readings = new BitsReadings { BlocksForeground = BlockConditions.All, BlockedTimeout = blockedTimeout },
        };
        if (areUsedUp)
        {
            options.Readings.ImmediateRetries = Math.Min(seen, options.Readings.ImmediateRetries);
        }

        if (settings.RetriedCode is { } retried)
        {
            options.Classification.Override(retried, ErrorClass.Transient);
        }

        _owner = options.DefaultOwner;
        _manager = new BackgroundCopyManager(options);
        _job = _manager.CreateJob(ObservedJob.Fitting(name));
        _job.MinimumRetryDelay = settings.Delay;
        _job.NoProgressTimeout = settings.Timeout;
        _job.Priority = settings.Priority;
        for (int file = 0; file < Math.Max(1, urls.Length); file++)
        {
            _job.AddFile(file < urls.Length && IsHttp(urls[file]) ? urls[file] : UnknownUrl, $"{LocalName}{file + 1}");
        }
    }

    /// <summary>How the job is when the story ends; instants are counted from its start.</summary>
    internal RetryStatus Status => _job.RetryStatus;

    internal int ErrorCount => _job.ErrorCount;

    internal long Bytes => _job.Progress.BytesTransferred;

    /// <summary>When the inactivity policy cancels the job if it is BITS's default; null: never, or the story shows that it is another.</summary>
    internal TimeSpan? CancelledByPolicyAt =>
        Status.CancelledByPolicyAt - LongestInactivity + Defaults.JobInactivityTimeout is { } due && due >= _clock.Elapsed ? due : null;

    /// <summary>The first step that no job could take by the rules, after all before; null: it could take all.</summary>
    internal StoryStep? Refused { get; private set; }

    /// <summary>Whether its no-progress timeout put it in ERROR.</summary>
    internal bool HasTimedOut => _manager.EventLog.LastOrDefault(entry => entry.To is not null)?.HasTimedOut == true;

    internal IReadOnlyList<Nudge> Nudges => _nudges;

    internal JobTimeline Timeline => JobTimeline.Of(_manager);

    /// <summary>Plays a story. The caller disposes the result.</summary>
    /// <param name="story">The story.</param>
    /// <param name="name">The name of the job.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="blockedTimeout">How the time of a block counts.</param>
    /// <param name="hasDate">Whether a picture has dates, which are UTC.</param>
    internal static Reconstruction Of(
        JobStory story, string name, ObservedSettings settings, BlockedTimeout blockedTimeout = BlockedTimeout.Run, bool hasDate = true)
    {
        Reconstruction reconstruction = new(story, name, settings, blockedTimeout, hasDate);
        for (int i = 0; i < story.Steps.Count; i++)
        {
            reconstruction.Play(story.Steps[i], i + 1 < story.Steps.Count ? story.Steps[i + 1] : null);
        }

        reconstruction._clock.Advance(TimeSpan.Zero);
        reconstruction.EndPending(null);
        return reconstruction;
    }

    public void Dispose() => _manager.Dispose();

    /// <summary>Goes on as long as nothing happens by the rules: until just before the job is tried, given up or cancelled.</summary>
    internal void GoOn()
    {
        if ((Status.NextAttemptAt ?? Status.GivesUpAt ?? CancelledByPolicyAt) is { } due && due > _clock.Elapsed)
        {
            _clock.AdvanceTo(due - TimeSpan.FromTicks(1));
        }
    }

    private static bool IsHttp(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && url.Length < 2000;

    private void Play(StoryStep step, StoryStep? next)
    {
        bool isSign = step.Kind == StoryStepKind.Began || (step.Kind == StoryStepKind.Ended && _accepted is not { IsRunning: true });
        if (IsFinal)
        {
            return;
        }

        try
        {
            if (isSign)
            {
                Run(step.At);
            }
            else
            {
                AdvanceTo(step.At, isSign: false);
            }

            if (IsFinal)
            {
                Refused ??= step;
                return;
            }

            Do(step, next);
        }
        catch (BitsException)
        {
            Refused ??= step;
        }

        _clock.Advance(TimeSpan.Zero);
    }

    private void Do(StoryStep step, StoryStep? next)
    {
        switch (step.Kind)
        {
            case StoryStepKind.Created or StoryStepKind.Seen:
                break;
            case StoryStepKind.Resumed:
                Resume();
                break;
            case StoryStepKind.Suspended:
                _job.Suspend();
                break;
            case StoryStepKind.Completed:
                _job.Complete();
                break;
            case StoryStepKind.Cancelled or StoryStepKind.Scavenged:
                _job.Cancel();
                break;
            case StoryStepKind.Began:
                Accept(step);
                break;
            case StoryStepKind.FileChanged:
                ChangeFile(step);
                break;
            case StoryStepKind.Ended:
                End(step);
                break;
            case StoryStepKind.Stopped:
                Stop(step, next);
                break;
            case StoryStepKind.Blocked:
                Block(step.At, step.Code);
                break;
            case StoryStepKind.ServiceStarted:
                _manager.RestartService();
                _pending = (NudgeKind.ServiceStarted, _pending?.Kind == NudgeKind.Stopped ? _pending.Value.At : step.At, 0);
                break;
        }
    }

    private bool IsFinal => _job.State is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled;

    private ManualAttempt? Running => _transport.Running is [var attempt, ..] ? attempt : null;

    private TimeSpan Elapsed(DateTimeOffset at) => at - _story.Start;

    /// <summary>Sees to it that an attempt runs at an instant at which there was one.</summary>
    private void Run(DateTimeOffset sign)
    {
        TimeSpan? due = _job.RetryStatus.NextAttemptAt;
        AdvanceTo(sign, isSign: true);
        if (Running is null)
        {
            switch (_job.State)
            {
                case BackgroundCopyJobState.Suspended:
                    Resume();
                    break;
                case BackgroundCopyJobState.TransientError when due > Elapsed(sign) + Early:
                    Note(NudgeKind.TriedEarly, sign, sign);
                    _manager.Environment.NetworkChanged();
                    break;
                case BackgroundCopyJobState.TransientError when due is not null && _block is null:
                    _manager.Environment.NetworkChanged();
                    break;
                case BackgroundCopyJobState.Error:
                    Note(NudgeKind.Resumed, sign, sign);
                    Resume();
                    break;
            }

            EndPending(sign);
            _clock.Advance(TimeSpan.Zero);
        }

        EndPending(sign);
    }

    private void Resume()
    {
        _job.MaximumDownloadTime = _manager.Policy.MaxDownloadTime;
        _job.Resume();
    }

    /// <summary>What kept the job from being tried is over, or has led to an attempt.</summary>
    private void EndPending(DateTimeOffset? sign)
    {
        if (_pending is { } pending)
        {
            _nudges.Add(new Nudge(pending.Kind, pending.At, sign) { Code = pending.Code });
            _pending = null;
        }

        if (sign is not null)
        {
            _block?.Set(_manager, false);
            _block = null;
            _manager.Environment.LogOn(_owner);
        }
    }

    private void Note(NudgeKind kind, DateTimeOffset from, DateTimeOffset until) => _nudges.Add(new Nudge(kind, from, until));

    /// <summary>Lets time pass. An attempt that falls due meanwhile and of which the story shows no sign was not made: the computer slept, or the like.</summary>
    private void AdvanceTo(DateTimeOffset at, bool isSign)
    {
        TimeSpan to = Elapsed(at);
        if (_job.RetryStatus.NextAttemptAt is { } due && due < to && !HasSign(due))
        {
            if (due > _clock.Elapsed)
            {
                _clock.AdvanceTo(due - TimeSpan.FromTicks(1));
            }

            _missed ??= _story.Start + due;
            _clock.Sleep(to - _clock.Elapsed);
        }
        else if (to > _clock.Elapsed)
        {
            _clock.AdvanceTo(to);
        }

        if (isSign && _missed is { } missed)
        {
            Note(NudgeKind.TriedLate, missed, at);
            _missed = null;
        }
    }

    private bool HasSign(TimeSpan due) => _story.HasSign(_story.Start + due - Early, _story.Start + due + JobStory.LongestConnect);

    private void Accept(StoryStep step)
    {
        if (Running is not { } attempt || attempt == _accepted)
        {
            return;
        }

        _accepted = attempt;
        attempt.Accept(_story.SizeOf(step.Url));
        bool isOnlyFile = _job.Files.Count == 1;
        if (isOnlyFile && step.Bytes < attempt.BytesReceived)
        {
            attempt.Restart(_story.SizeOf(step.Url));
        }

        Receive(attempt, step);
    }

    private static void Receive(ManualAttempt attempt, StoryStep step)
    {
        if (step.Bytes is { } bytes && Math.Min(bytes, attempt.Size ?? bytes) - attempt.BytesReceived is > 0 and var more)
        {
            attempt.Receive(more);
        }
    }

    private void ChangeFile(StoryStep step)
    {
        if (_accepted is { IsRunning: true } attempt)
        {
            attempt.Restart(_story.SizeOf(step.Url));
        }
    }

    private void End(StoryStep step)
    {
        if (Running is not { } attempt)
        {
            return;
        }

        bool isAccepted = attempt == _accepted;
        if (!isAccepted && (step.Code == 0 || step.Bytes > attempt.BytesReceived))
        {
            attempt.Accept(_story.SizeOf(step.Url));
            isAccepted = true;
        }

        if (isAccepted && step.Code != 0)
        {
            Receive(attempt, step);
        }

        if (step.Code == 0)
        {
            attempt.Complete();
        }
        else if (step.Code == HResults.BG_E_MAXDOWNLOAD_TIMEOUT)
        {
            // How much of it there was is not known; there is none left.
            _job.MaximumDownloadTime = TimeSpan.Zero;
        }
        else if (HeldBack.ByCode(step.Code) is not null)
        {
            Block(step.At, step.Code);
        }
        else
        {
            attempt.Fail(step.Code);
        }
    }

    private void Block(DateTimeOffset at, int code)
    {
        _block = HeldBack.ByCode(code);
        _block?.Set(_manager, true);
        _pending = (NudgeKind.Blocked, at, code);
    }

    /// <summary>What stopped the transfer is the next step, if that can be; else the job was put off in a way that the log does not tell.</summary>
    private void Stop(StoryStep step, StoryStep? next)
    {
        if (Running is not { } attempt)
        {
            return;
        }

        if (attempt == _accepted)
        {
            Receive(attempt, step);
        }

        _pending = (NudgeKind.Stopped, step.At, 0);
        if (next is null or { Kind: StoryStepKind.Began or StoryStepKind.Ended })
        {
            _manager.Environment.LogOff(_owner);
        }
    }
}

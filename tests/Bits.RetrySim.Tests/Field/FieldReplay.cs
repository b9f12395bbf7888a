using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>Plays the surroundings, the client's calls and the outcomes of a trace, and holds what the emulator does against it.</summary>
internal sealed class FieldReplay
{
    private readonly FieldTrace _trace;
    private readonly FieldTimes _times;
    private readonly FieldTransport _transport;
    private readonly SimulatedClock _clock = new();
    private readonly BackgroundCopyManager _manager;
    private readonly BackgroundCopyJob[] _jobs;
    private readonly List<string> _faults = [];
    private readonly long _end;

    private FieldReplay(FieldTrace trace)
    {
        _trace = trace;
        _times = new FieldTimes(trace);
        _transport = new FieldTransport(trace, _times);
        _jobs = new BackgroundCopyJob[trace.Jobs.Count];
        _end = _times.End(trace.ObservedUntil);
        _manager = new BackgroundCopyManager(new BackgroundCopyManagerOptions { TimeProvider = _clock, Transport = _transport });
    }

    // Of one instant: a job is there before anything is asked of it, and the log saw a state before the client acted on it.
    private enum Order
    {
        Creation,
        State,
        Call,
        Sleep,
    }

    internal static FieldVerdict Of(FieldTrace trace) => new FieldReplay(trace).Run();

    private FieldVerdict Run()
    {
        using (_manager)
        {
            ArmSurroundings();
            foreach ((long at, Order _, Action act) in Steps().Where(step => step.At <= _end).OrderBy(step => step.At).ThenBy(step => step.Order))
            {
                AdvanceTo(_times.ToEngine(at));
                act();
            }

            AdvanceTo(_times.ToEngine(_end));
        }

        return Judge();
    }

    /// <summary>Changes around the jobs come before everything else that is due at their instants (phase 0 of D-1).</summary>
    private void ArmSurroundings()
    {
        // Engine time stands still in a stop, and the restart at its end comes first at that instant; what is seen in it is seen before.
        foreach (FieldJob job in _trace.Jobs)
        {
            foreach (FieldState state in job.States.Where(state => state.At <= _trace.ObservedUntil && _times.IsStopped(state.At)))
            {
                _manager.At(Ms(_times.ToEngine(state.At)), () => Look(job, state));
            }
        }

        foreach (FieldEvent change in _trace.Environment.Where(change => change.At <= _end))
        {
            _manager.At(Ms(_times.ToEngine(change.At)), () => Play(change));
        }
    }

    private void Play(FieldEvent change)
    {
        switch (change.Event)
        {
            case "networkLost":
                _manager.Environment.NetworkAvailable = false;
                break;
            case "networkBack":
                _manager.Environment.NetworkAvailable = true;
                break;
            case "networkChanged":
                _manager.Environment.NetworkChanged();
                break;
            case "serviceStarted":
                Restart(_times.StopEndingAt(change.At));
                break;
            default:
                break; // serviceStopped: engine time stands still; sleep and wake are one step of the clock
        }
    }

    private void Restart(long stoppedFor)
    {
        _clock.StepSystemTime(Ms(stoppedFor));
        _times.Stopped += stoppedFor;
        _manager.RestartService();
        foreach (FieldJob job in _trace.Jobs.Where(job => job.HighPerformance && _jobs[job.Job - 1] is { } open && IsUnfinished(open.State)))
        {
            _jobs[job.Job - 1].Cancel(); // PROG-8: no open job of this kind was ever seen again after a start of the service
        }
    }

    private static bool IsUnfinished(BackgroundCopyJobState state) => state
        is not (BackgroundCopyJobState.Transferred or BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled);

    private IEnumerable<(long At, Order Order, Action Act)> Steps()
    {
        foreach (FieldJob job in _trace.Jobs)
        {
            yield return (job.Created, Order.Creation, () => Create(job));
            foreach (FieldState state in job.States.Where(state => !_times.IsStopped(state.At)))
            {
                yield return (_times.LastChangeBefore(state.At), Order.State, () => Look(job, state));
            }

            foreach (FieldCall call in job.Calls)
            {
                yield return (call.At, Order.Call, () => Call(job, call));
            }
        }

        foreach ((long from, long to) in _times.Sleeps)
        {
            yield return (from, Order.Sleep, () => _clock.Sleep(Ms(Math.Min(to, _end) - from)));
        }
    }

    private void Create(FieldJob settings)
    {
        BackgroundCopyJob job = _manager.CreateJob($"job {settings.Job}");
        job.Priority = settings.Priority == "foreground" ? BackgroundCopyJobPriority.Foreground : BackgroundCopyJobPriority.Normal;
        job.MinimumRetryDelay = TimeSpan.FromSeconds(settings.MinimumRetryDelay);
        job.NoProgressTimeout = TimeSpan.FromSeconds(settings.NoProgressTimeout);
        job.AddFile("http://server/file", $"/files/{settings.Job}");
        _jobs[settings.Job - 1] = job;
    }

    private void Look(FieldJob seen, FieldState state)
    {
        BackgroundCopyJob job = _jobs[seen.Job - 1];
        if (job.State != state.Value)
        {
            Fault(seen, state.At, $"is {job.State} and should be {state.State}");
        }
        else if (CodeKnownAt(seen, state) is int code && job.Error?.Code != code)
        {
            Fault(seen, state.At, $"has the error 0x{job.Error?.Code:X8} and should have 0x{code:X8}");
        }
    }

    /// <summary>The code of a job that failed is that of its last attempt, if nothing but that attempt can have been the reason (OQ-6).</summary>
    private int? CodeKnownAt(FieldJob job, FieldState state)
    {
        FieldAttempt? last = job.Attempts.LastOrDefault(attempt => attempt.EndedAt <= state.At);
        bool failed = state.Value is BackgroundCopyJobState.Error or BackgroundCopyJobState.TransientError && last is { IsFailure: true };
        bool blocked = _trace.Environment.Any(change => change.Event == "networkLost" && change.At >= last?.FirstSign && change.At <= state.At);
        return failed && !blocked ? last!.Code : null;
    }

    private void Call(FieldJob seen, FieldCall call)
    {
        BackgroundCopyJob job = _jobs[seen.Job - 1];
        bool isWhole = seen.Attempts.LastOrDefault(attempt => attempt.EndedAt <= call.At)?.Code == FieldAttempt.Complete;
        try
        {
            BackgroundCopyResult result = BackgroundCopyResult.Ok;
            switch (call.Call)
            {
                case "resume":
                    job.Resume();
                    break;
                case "cancel":
                    result = job.Cancel();
                    break;
                default:
                    result = job.Complete();
                    break;
            }

            if (isWhole && result != BackgroundCopyResult.Ok)
            {
                Fault(seen, call.At, $"answers {result} to {call.Call}");
            }
        }
        catch (BitsException refused)
        {
            Fault(seen, call.At, $"refuses {call.Call} with 0x{refused.HResult:X8}");
        }
    }

    private FieldVerdict Judge()
    {
        int matched = 0;
        int tellingMatched = 0;
        foreach (FieldJob job in _trace.Jobs)
        {
            List<long> starts = _transport.Starts[job.Job - 1];
            for (int i = 0; i < job.Attempts.Count; i++)
            {
                FieldAttempt attempt = job.Attempts[i];
                long? start = i < starts.Count ? starts[i] : null;
                if (start >= attempt.Earliest && start <= attempt.Latest)
                {
                    matched++;
                    tellingMatched += attempt.IsTelling ? 1 : 0;
                    continue;
                }

                Fault(job, attempt.FirstSign, $"attempt {i + 1} {(start is null ? "was not made" : $"was started at {start}")}, not from {attempt.Earliest} to {attempt.Latest}");
            }

            foreach (long start in starts.Skip(job.Attempts.Count))
            {
                Fault(job, start, "starts an attempt that Windows did not make");
            }
        }

        FieldAttempt[] all = [.. _trace.Jobs.SelectMany(job => job.Attempts)];
        return new FieldVerdict(_trace.Id, all.Length, matched, all.Count(attempt => attempt.IsTelling), tellingMatched, _faults);
    }

    private void Fault(FieldJob job, long at, string text) =>
        _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{_trace.Id} at {at}: job {job.Job} {text}"));

    // Within a sleep nothing can be done; it is done at the wake.
    private void AdvanceTo(long engineMs)
    {
        if (Ms(engineMs) >= _clock.Elapsed)
        {
            _clock.AdvanceTo(Ms(engineMs));
        }
    }

    private static TimeSpan Ms(long milliseconds) => TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond);
}

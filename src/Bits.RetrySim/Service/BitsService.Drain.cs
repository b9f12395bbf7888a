using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Bringing the engine up to a point in time, instant by instant (D-2, D-3).</summary>
internal sealed partial class BitsService
{
    /// <summary>Somebody brings the engine up to date; others who come meanwhile leave their effects to it.</summary>
    private bool _draining;

    /// <summary>A tick met a drain: look at the clock again (D-3).</summary>
    private bool _again;

    /// <summary>The engine's present instant; while a drain runs it may lie behind the clock.</summary>
    private long _instant;

    /// <summary>Wall ticks minus engine ticks, as of the last look at the clocks.</summary>
    private long _wallOffset;

    private int _entriesAtInstant;

    /// <summary>The number of the job that something happened to last; 0 before.</summary>
    private int _lastJob;

    /// <summary>Ticks and clocks that wait until the drain that runs is over.</summary>
    private int _waitingToDrain;

    /// <summary>When something is due next, as of the last time the lock was let go; read without it.</summary>
    private long _next = long.MaxValue;

    public long NextTimestamp => Volatile.Read(ref _stirred) ? Provider.GetTimestamp() : _clock.ToTimestamp(Volatile.Read(ref _next));

    private Moment Now => new(_instant, _instant + _wallOffset);

    public void Pump(ICollection<Exception> errors)
    {
        lock (_gate)
        {
            Drain_NeedsLock();
            if (_rethrown.Count > 0)
            {
                HandOver(_rethrown, errors);
            }
        }
    }

    private static void HandOver(List<Exception> exceptions, ICollection<Exception> to)
    {
        foreach (Exception exception in exceptions)
        {
            to.Add(exception);
        }

        exceptions.Clear();
    }

    public void Wake()
    {
        lock (_gate)
        {
            MoveTo(_clock.Now);
            ReadWallClock();
            _queue.Rebase(entry => Math.Max(entry.Instant, _instant));
            ShowNext();
        }
    }

    /// <summary>Bytes that nobody has looked at yet carry the wall time at which they came (TIME-1, CLOCK-4).</summary>
    public void BeforeStep()
    {
        using CallScope call = Enter(evenIfDisposed: true);
        foreach (JobRecord job in _jobs.Values)
        {
            SettleBytes(job);
        }
    }

    /// <summary>Begins a call: what is due strictly before now comes first (D-2).</summary>
    internal CallScope Enter(bool evenIfDisposed = false)
    {
        Monitor.Enter(_gate);
        bool drains = false;
        try
        {
            ObjectDisposedException.ThrowIf(_disposed && !evenIfDisposed, Face);
            if (!_draining)
            {
                drains = _draining = true;
                LookForListeners();
                long now = Math.Max(_instant, _clock.Now);
                RunDue(now - 1, deferNotificationsTo: now);
                MoveTo(now);
                ReadWallClock();
            }

            return new CallScope(this, drains, Now);
        }
        catch
        {
            Exit(drains);
            throw;
        }
    }

    internal void Exit(bool drains)
    {
        try
        {
            if (drains)
            {
                EndDrain();
            }
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    /// <summary>Processes everything due at or before now, to quiescence.</summary>
    private void Drain_NeedsLock()
    {
        if (!MayDrain())
        {
            return;
        }

        _draining = true;
        LookForListeners();
        try
        {
            do
            {
                _again = false;
                FollowOtherManagers();
                RunDue(_clock.Now, deferNotificationsTo: null);
            }
            while (_again || Volatile.Read(ref _stirred));
        }
        finally
        {
            EndDrain();
        }
    }

    private void FollowOtherManagers()
    {
        if (Volatile.Read(ref _stirred))
        {
            RunDue(_clock.Now - 1, deferNotificationsTo: null);
            MoveTo(_clock.Now);
            Volatile.Write(ref _stirred, false);
            _line.Refresh(_instant);
        }
    }

    /// <summary>
    /// A tick that meets a drain leaves a note and goes. A simulated clock waits: it may not move on before its instant is done, and a call
    /// on another thread is over soon.
    /// </summary>
    private bool MayDrain()
    {
        while (_draining && _simulatedClock is not null)
        {
            _waitingToDrain++;
            Monitor.Wait(_gate);
            _waitingToDrain--;
        }

        _again |= _draining;
        return !_draining && !_disposed;
    }

    private void ShowNext() => Volatile.Write(ref _next, _queue.NextInstant);

    private void EndDrain()
    {
        try
        {
            PerformEffects();
            _line.Flush(_instant);
            ArmTimer();
            _line.Flush(_instant);
        }
        finally
        {
            _draining = false;
            ShowNext();
            if (_waitingToDrain > 0)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>The timer is armed by whoever drained, so that no older arming overtakes a newer one.</summary>
    private void ArmTimer()
    {
        while (_timer is not null && !_disposed && _timer.MustBeArmedFor(_queue.NextInstant))
        {
            TimeSpan delay = _timer.Plan(_queue.NextInstant, _clock.Now);
            Monitor.Exit(_gate);
            try
            {
                _timer.Arm(delay);
            }
            finally
            {
                Monitor.Enter(_gate);
            }

            PerformEffects();
        }
    }

    private void RunDue(long limit, long? deferNotificationsTo)
    {
        while (FlushAndPeek() <= limit && !_disposed)
        {
            MoveTo(_queue.NextInstant);
            DueWork work = (DueWork)_queue.Pop();
            _lastJob = work.Job?.Number ?? _lastJob;
            if (deferNotificationsTo is { } later && work.IsNotification && _dispatch == CallbackDispatch.Inline)
            {
                // Never inside a client's own call (D-20).
                _queue.Arm(work, later);
                continue;
            }

            if (++_entriesAtInstant <= _maximumEntriesPerInstant)
            {
                HandleSafely(work);
            }
            else
            {
                BreakLivelock(work);
            }

            PerformEffects();
        }
    }

    /// <summary>When something is due next; what the line has put off until the end of the instant is told first.</summary>
    private long FlushAndPeek()
    {
        if (_queue.NextInstant > _instant)
        {
            _line.Flush(_instant);
        }

        return _queue.NextInstant;
    }

    private void MoveTo(long instant)
    {
        if (instant > _instant)
        {
            _instant = instant;
            _entriesAtInstant = 0;
            ReadWallClock();
        }
    }

    /// <summary>The wall clock can be set between any two calls, and by any callback.</summary>
    private void ReadWallClock() => _wallOffset = _clock.UtcNow.UtcTicks - _clock.Now;

    /// <summary>
    /// More happened at one instant than can be meant: a callback that resumes a job that fails at once goes on for ever. Under a
    /// simulated clock that is the test's error; elsewhere it goes on a millisecond from now, so that others have their turn (D-4).
    /// </summary>
    private void BreakLivelock(DueWork work)
    {
        _entriesAtInstant = 0;
        string text = $"More than {_maximumEntriesPerInstant} things happened at the instant {TimeSpan.FromTicks(_instant):c}, the last to "
            + (_lastJob == 0 ? "no job" : $"job {_lastJob}")
            + $" ({work.Kind}). A callback that resumes a job that fails at once does this; "
            + "BackgroundCopyManagerOptions.MaximumEntriesPerInstant is the limit.";
        if (_simulatedClock is not null)
        {
            _queue.Arm(work, _instant);
            throw new InvalidOperationException(text);
        }

        _queue.Arm(work, Math.Max(_instant, _clock.Now) + TimeSpan.TicksPerMillisecond);
        _effects.Enqueue(new Effect(EffectKind.LogLivelock, Object: text));
    }

    /// <summary>A mistake of the service must not leave a tick, where nobody could catch it; a simulated clock hands it to the test.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "An exception that leaves a timer ends the process; this one is logged as critical.")]
    private void HandleSafely(DueWork work)
    {
        try
        {
            Handle(work);
        }
        catch (Exception exception) when (_simulatedClock is null)
        {
            _effects.Enqueue(new Effect(EffectKind.LogFailure, Object: exception));
        }
    }

    private void Handle(DueWork work)
    {
        switch (work.Kind)
        {
            case DueKind.Action:
                _effects.Enqueue(new Effect(EffectKind.RunAction, Object: work.Action));
                break;
            case DueKind.PolicyInterval:
                ApplyBandwidthLimit();
                break;
            case DueKind.Report:
                DeliverReport(work.Job!);
                break;
            case DueKind.MaximumDownloadTime:
                WhenDue(work, RetryTimers.MaximumDownloadTimeDue(work.Job!.Data, _settings), JobTrigger.MaximumDownloadTimeDue);
                break;
            case DueKind.Retry:
                Apply(work.Job!, JobTrigger.RetryDue);
                break;
            case DueKind.Turn:
                RunTurn();
                break;
            case DueKind.SliceEnd:
                EndSlice();
                break;
            case DueKind.NoProgress:
                WhenDue(work, RetryTimers.NoProgressDue(work.Job!.Data), JobTrigger.NoProgressDue);
                break;
            case DueKind.Inactivity:
                SettleBytes(work.Job!);
                WhenDue(work, RetryTimers.InactivityDue(work.Job!.Data, _settings), JobTrigger.InactivityDue);
                break;
            default:
                Deliver(work);
                break;
        }
    }

    /// <summary>
    /// Timers that only ever move away are not re-armed each time they do: the entry is reached at its old instant, looked at, and armed
    /// again if it came too early (D-40).
    /// </summary>
    private void WhenDue(DueWork work, long due, JobTrigger trigger)
    {
        if (due <= _instant)
        {
            Apply(work.Job!, trigger);
        }
        else if (due != RetryTimers.Never)
        {
            _queue.Arm(work, due);
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            Drain_NeedsLock();
        }
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>
/// The lock, and the one way through it for whatever happens: bring the engine up to now, let something happen, carry out what follows after
/// the lock is let go (D-2, D-3). It knows no job.
/// </summary>
/// <param name="clock">The engine's time.</param>
/// <param name="driver">Who moves it.</param>
/// <param name="agenda">What is due.</param>
/// <param name="guard">Counts what happens at one instant.</param>
/// <param name="effects">What is carried out after it.</param>
/// <param name="owner">Whose name an exception bears at the end.</param>
internal sealed class ServiceLoop(EngineClock clock, TimeDriver driver, Agenda agenda, LivelockGuard guard, EffectQueue effects, object owner)
{
    private readonly ServiceLock _gate = new();

    /// <summary>Somebody brings the engine up to date; others who come meanwhile leave their effects to it.</summary>
    private bool _draining;

    /// <summary>A tick met a drain: look at the clock again (D-3).</summary>
    private bool _again;

    /// <summary>Something happened at the present instant that nobody has closed yet.</summary>
    private bool _instantIsOpen;

    /// <summary>Effects have been carried out in the pump that runs.</summary>
    private bool _ranEffects;

    /// <summary>Pumps that wait until the drain that runs is over.</summary>
    private int _waitingToDrain;

    internal bool HasEnded { get; private set; }

    /// <summary>Who knows what is due; set before anything happens.</summary>
    internal ILoopWork Work { get; set; } = null!;

    /// <summary>Begins a call: what is due strictly before now comes first (D-2).</summary>
    internal CallScope Enter(bool evenIfEnded = false)
    {
        _gate.Enter();
        bool drains = false;
        try
        {
            if (!evenIfEnded)
            {
                ThrowIfEnded();
            }

            if (!_draining)
            {
                drains = true;
                BeginDrain();
                long now = Math.Max(agenda.Instant, clock.Present);
                RunDue(now - 1, callAt: now);
                MoveTo(now);
                agenda.ReadWallClock();
            }

            _instantIsOpen = true;
            return new CallScope(this, drains, agenda.Now);
        }
        catch
        {
            Exit(drains);
            throw;
        }
    }

    internal void Exit(bool drains)
    {
        using (new ReadScope(_gate))
        {
            if (drains)
            {
                EndDrain();
            }
            else
            {
                ShowNext();
            }
        }

        if (!drains && !_gate.IsHeld)
        {
            Work.AfterCallInDrain();
        }
    }

    /// <summary>Has the lock for a read: nothing is brought forward (D-2).</summary>
    internal ReadScope Look()
    {
        _gate.Enter();
        return new ReadScope(_gate);
    }

    /// <summary>What a reader takes for now, given what the clock said before he had the lock.</summary>
    internal long InstantOfReading(long now) => _draining ? agenda.Instant : Math.Max(agenda.Instant, now);

    internal void ThrowIfEnded() => ObjectDisposedException.ThrowIf(HasEnded, owner);

    /// <summary>From within a call: waits, with the lock let go meanwhile, until somebody calls <see cref="WakeWaiting"/>.</summary>
    internal void WaitInCall() => _gate.Wait();

    internal void WakeWaiting() => _gate.WakeAll();

    /// <summary>How many threads wait: in calls, or for a drain to be over.</summary>
    internal int Asleep => _gate.Asleep;

    /// <summary>From within a call: stepped time moves on no further, or it does again (D-42).</summary>
    internal void HoldTime(bool holds) => driver.Hold(holds);

    /// <summary>
    /// Brings the engine up to date: everything due at or before now, to quiescence, and what comes after it as long as time lets nobody else
    /// come in between.
    /// </summary>
    internal void Pump()
    {
        _gate.Enter();
        try
        {
            if (!MayDrain())
            {
                return;
            }

            BeginDrain();
            try
            {
                RunUpToNowAndOn();
            }
            finally
            {
                EndDrain();
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>
    /// From within a call, for a report from outside that was just armed: what comes before it comes first, as if it had been scheduled
    /// (D-47). If a drain runs elsewhere, that one gets to it.
    /// </summary>
    internal void RunThrough(DueEntry entry, CallScope call)
    {
        while (call.Drains && entry.IsArmed && entry.Instant <= call.Now.Engine && !HasEnded)
        {
            RunNext(callAt: null);
        }
    }

    /// <summary>Nothing could run meanwhile: what fell due is due now, in its old order.</summary>
    internal void Wake(long slept)
    {
        using ReadScope scope = Look();
        MoveTo(clock.Present);
        agenda.ReadWallClock();
        agenda.Rebase(entry => Math.Max(entry.Instant, agenda.Instant));
        Work.Wake(slept);
        CarryOutEffects();
    }

    internal void BeforeJump(bool sleeps)
    {
        using CallScope call = Enter(evenIfEnded: true);
        Work.BeforeJump(sleeps);
    }

    /// <summary>Ends everything: after <paramref name="finish"/> nothing is due any more.</summary>
    internal void End(Action finish)
    {
        using ReadScope scope = Look();
        if (HasEnded)
        {
            return;
        }

        HasEnded = true;
        if (!_draining)
        {
            // What has arrived up to now has arrived, and can still be read.
            MoveTo(clock.Present);
        }

        finish();
        agenda.Clear();
        CarryOutEffects();
    }

    /// <summary>Something failed on a thread where nobody could catch it.</summary>
    internal void Fail(Exception exception)
    {
        using ReadScope scope = Look();
        Work.Fail(exception);
        CarryOutEffects();
    }

    /// <summary>From within a read: what it left to be carried out is, unless a drain that is under way does so.</summary>
    private void CarryOutEffects()
    {
        if (!_draining)
        {
            _draining = true;
            EndDrain();
        }
    }

    private void MoveTo(long instant)
    {
        if (agenda.MoveTo(instant))
        {
            guard.BeginAgain(agenda.LastSequence);
        }
    }

    /// <summary>
    /// A tick that meets a drain leaves a note and goes. Stepped time waits: it may not move on before its instant is done, and a call on
    /// another thread is over soon.
    /// </summary>
    private bool MayDrain()
    {
        while (driver.WaitsForDrains && (_draining || Work.IsBusyOutside))
        {
            _waitingToDrain++;
            _gate.Wait();
            _waitingToDrain--;
        }

        _again |= _draining;
        return !_draining && !HasEnded;
    }

    private void BeginDrain()
    {
        _draining = true;
        guard.BeginAgain(agenda.LastSequence);
        Work.Begin(driver.TakeStir());
    }

    private void EndDrain()
    {
        try
        {
            PerformEffects();
            Exception? failure = null;
            while (failure is null && !HasEnded && driver.MustBeArmedFor(NextInstant()))
            {
                // By whoever drained, so that no older arming overtakes a newer one.
                failure = driver.TryArm(agenda.NextInstant, _gate);
                if (failure is not null)
                {
                    Work.Fail(failure);
                }

                PerformEffects();
            }
        }
        finally
        {
            _draining = false;
            ShowNext();
            if (_waitingToDrain > 0)
            {
                _gate.WakeAll();
            }
        }
    }

    /// <summary>An instant that is not closed has something due: whoever steps time comes by, waits for the drain that runs, and does not move on before.</summary>
    private void ShowNext() => driver.ShowNext(_instantIsOpen && !HasEnded ? agenda.Instant : agenda.NextInstant);

    private void RunUpToNowAndOn()
    {
        _ranEffects = false;
        do
        {
            _again = false;
            RunDue(clock.Present, callAt: null);
            while (!_ranEffects && !_gate.IsWaitedFor && !HasEnded && driver.TryStepTo(NextInstant()))
            {
                RunDue(agenda.NextInstant, callAt: null);
            }
        }
        while (_again);
    }

    private void RunDue(long limit, long? callAt)
    {
        while (NextInstant() <= limit && !HasEnded)
        {
            RunNext(callAt);
        }
    }

    /// <summary>When something is due next. Before time moves on, the present instant is closed, which may plan something more.</summary>
    private long NextInstant()
    {
        if (_instantIsOpen && agenda.NextInstant > agenda.Instant && !HasEnded)
        {
            _instantIsOpen = false;
            Work.EndInstant();
        }

        return agenda.NextInstant;
    }

    private void RunNext(long? callAt)
    {
        MoveTo(agenda.NextInstant);
        DueEntry entry = agenda.Pop();
        if (callAt is { } later && !Work.MayRunInCall(entry))
        {
            agenda.Arm(entry, later);
            return;
        }

        _instantIsOpen = true;
        if (guard.Count(entry.Sequence, agenda.LastSequence))
        {
            HandleSafely(entry);
        }
        else
        {
            BreakLivelock(entry);
        }

        PerformEffects();
    }

    /// <summary>A mistake of the service must not leave a tick, where nobody could catch it; stepped time hands it to the test.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "An exception that leaves a timer ends the process; this one is logged as critical.")]
    private void HandleSafely(DueEntry entry)
    {
        try
        {
            Work.Handle(entry);
        }
        catch (Exception exception) when (!driver.HandsMistakesOn)
        {
            Work.Fail(exception);
        }
    }

    /// <summary>
    /// A callback that resumes a job that fails at once goes on for ever. Under stepped time that is the test's error; elsewhere it goes on a
    /// millisecond from now, so that others have their turn (D-4).
    /// </summary>
    private void BreakLivelock(DueEntry entry)
    {
        guard.BeginAgain(agenda.LastSequence);
        string explanation = guard.Explain(agenda.Instant, Work.Describe(entry));
        if (driver.HandsMistakesOn)
        {
            agenda.Arm(entry, agenda.Instant);
            throw new InvalidOperationException(explanation);
        }

        agenda.Arm(entry, Math.Max(agenda.Instant, clock.Present) + TimeSpan.TicksPerMillisecond);
        Work.WarnOfLivelock(explanation);
    }

    /// <summary>Most of what happens has none. Commands under the lock come first, then what leads to somebody else's code.</summary>
    private void PerformEffects()
    {
        do
        {
            Work.Settle();
            while (effects.TryTake(out Effect effect))
            {
                Perform(effect);
                Work.Settle();
            }
        }
        while (Work.HasToFollow());
    }

    /// <summary>Called with the lock held, returns with it held.</summary>
    private void Perform(Effect effect)
    {
        _ranEffects = true;
        ShowNext();
        _gate.Exit();
        Exception? failure = EffectQueue.Perform(effect, driver);
        _gate.Enter();
        if (!effect.IsReport)
        {
            agenda.ReadWallClock();
        }

        if (failure is not null && !driver.TryRethrow(failure) && !effect.IsReport)
        {
            Work.Fail(failure);
        }
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Carrying out, outside the lock, what was decided under it (D-3).</summary>
internal sealed partial class BitsService
{
    /// <summary>Most of what happens has none.</summary>
    private void PerformEffects()
    {
        while (_effects.Count > 0 || _scriptChanged)
        {
            PerformAllEffects();
            if (_scriptChanged)
            {
                FollowScript();
            }
        }
    }

    /// <summary>
    /// Called with the lock held, returns with it held; lets go of it for each effect, which leads to somebody else's code. No effect is lost
    /// because another one fails.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "What a logger or a scripted action throws is rethrown by the simulated clock, or logged.")]
    private void PerformAllEffects()
    {
        while (_effects.TryDequeue(out Effect effect))
        {
            Exception? failure = null;
            ShowNext();
            Monitor.Exit(_gate);
            try
            {
                Perform(effect);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
            finally
            {
                Monitor.Enter(_gate);
            }

            if (effect.Kind is EffectKind.Notify or EffectKind.RunAction)
            {
                ReadWallClock();
            }

            if (failure is not null)
            {
                OnEffectFailed(effect.Kind, failure);
            }
        }
    }

    /// <summary>At once, if the transport calls nobody but this service; a live one like everybody else, after the lock is released.</summary>
    private void TellTransport(in Effect effect)
    {
        if (_line.IsLive)
        {
            _effects.Enqueue(effect);
        }
        else
        {
            Perform(effect);
        }
    }

    /// <summary>The simulated clock rethrows it (D-24); elsewhere it is logged, unless it was the logger that failed.</summary>
    private void OnEffectFailed(EffectKind kind, Exception failure)
    {
        if (_simulatedClock is not null)
        {
            _rethrown.Add(failure);
        }
        else if (kind < EffectKind.LogStateChange)
        {
            _effects.Enqueue(new Effect(EffectKind.LogFailure, Object: failure));
        }
    }

    private void Perform(in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.StartTransfer:
                StartTransfer(effect.Job!, (TransferOrder)effect.Object!);
                break;
            case EffectKind.ContinueTransfer:
                CurrentHandle(effect)?.Continue(_instant);
                break;
            case EffectKind.StopTransfer:
                effect.Job!.Transfer!.Handle?.Stop(_instant);
                break;
            case EffectKind.SetForeground:
                effect.Job!.Transfer!.Handle?.SetForeground(!effect.Job.IsBackground, _instant);
                break;
            case EffectKind.SetBackgroundLimit:
                _line.SetBackgroundLimit((long?)effect.Object, _instant);
                break;
            case EffectKind.CloseLine:
                _line.Close(_instant);
                break;
            case EffectKind.Notify:
                Notify(effect.Job!, (Notification)effect.Object!);
                break;
            case EffectKind.RunAction:
                ((Action)effect.Object!)();
                break;
            case EffectKind.TraceStart:
                TraceStart(effect.Job!.Transfer!, (AttemptStart)effect.Object!);
                break;
            case EffectKind.TraceEnd:
                effect.Job!.Transfer?.Trace?.End((StateChange)effect.Object!);
                break;
            case EffectKind.Measure:
                Measure(effect.Object!);
                break;
            case EffectKind.MeasureBytes:
                _telemetry.CountBytes(effect.Value, (string)effect.Object!);
                break;
            default:
                WriteLog(effect);
                break;
        }
    }

    /// <summary>The handle of the attempt that was meant, if it still runs.</summary>
    private static TransferHandle? CurrentHandle(in Effect effect) =>
        effect.Job!.Transfer is { } transfer && transfer.Generation == effect.Value ? transfer.Handle : null;

    private void StartTransfer(JobRecord job, in TransferOrder order)
    {
        JobTransfer transfer = job.Transfer!;
        if (transfer.Generation != order.Generation)
        {
            return;
        }

        if (transfer.Handle is null)
        {
            transfer.Handle = _line.Open();
            transfer.Handle.Owner = job;
        }

        transfer.Handle.Start(order);
    }

    private void WriteLog(in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.LogStateChange:
                Log.StateChanged(_logger, (StateChange)effect.Object!);
                break;
            case EffectKind.LogAttempt:
                Log.AttemptStarted(_logger, (AttemptStart)effect.Object!);
                break;
            case EffectKind.LogCallbackFailure:
                Log.CallbackFailed(_logger, effect.Job!.Number, (NotificationKind)effect.Value, (Exception)effect.Object!);
                break;
            case EffectKind.LogWarning:
                Log.DoubtfulSettings(_logger, effect.Job!.Number, (string)effect.Object!);
                break;
            case EffectKind.LogLivelock:
                Log.Livelock(_logger, (string)effect.Object!);
                break;
            case EffectKind.LogFailure:
                Log.StepFailed(_logger, (Exception)effect.Object!);
                break;
            case EffectKind.LogHint:
                Log.ScriptHint(_logger, (string)effect.Object!);
                break;
            default:
                throw new InvalidOperationException($"{effect.Kind} is not a kind of effect.");
        }
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Carrying out, outside the lock, what was decided under it (D-3).</summary>
internal sealed partial class BitsService
{
    /// <summary>Called with the lock held, returns with it held; lets go of it for each effect.</summary>
    private void PerformEffects()
    {
        while (_effects.TryDequeue(out Effect effect))
        {
            Monitor.Exit(_gate);
            try
            {
                Perform(effect);
            }
            finally
            {
                Monitor.Enter(_gate);
            }

            if (effect.Kind is EffectKind.Notify or EffectKind.RunAction)
            {
                ReadWallClock();
            }
        }
    }

    private void Perform(in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.StartTransfer:
                StartTransfer(effect.Job!.Transfer!, effect);
                break;
            case EffectKind.ContinueTransfer:
                if (effect.Job!.Transfer!.Generation == effect.Value)
                {
                    effect.Job.Transfer.Handle?.Continue(_instant);
                }

                break;
            case EffectKind.StopTransfer:
                effect.Job!.Transfer!.Handle?.Stop(_instant);
                break;
            case EffectKind.SetForeground:
                effect.Job!.Transfer!.Handle?.SetForeground(!effect.Job.IsBackground, _instant);
                break;
            case EffectKind.SetBackgroundLimit:
                _transport.SetBackgroundLimit((long?)effect.Object, _instant);
                break;
            case EffectKind.Notify:
                Notify(effect.Job!, (Notification)effect.Object!);
                break;
            case EffectKind.RunAction:
                Run((Action)effect.Object!);
                break;
            default:
                WriteLog(effect);
                break;
        }
    }

    private void StartTransfer(JobTransfer transfer, in Effect effect)
    {
        if (transfer.Generation != effect.Value)
        {
            return;
        }

        if (transfer.Handle is null)
        {
            transfer.Handle = _transport.Open();
            transfer.Handle.Owner = effect.Job;
        }

        transfer.Handle.Start(transfer.Request);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "An exception of one scripted action must lose no other event; the clock rethrows it (D-24).")]
    private void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                _callbackExceptions.Add(exception);
            }
        }
    }

    private void WriteLog(in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.LogStateChange:
                Log.JobStateChanged(_logger, effect.Job!.Number, effect.From, effect.To, (int)effect.Value);
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
            case EffectKind.LogHint:
                Log.ScriptHint(_logger, (string)effect.Object!);
                break;
            default:
                throw new InvalidOperationException($"{effect.Kind} is not a kind of effect.");
        }
    }
}

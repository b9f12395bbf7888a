namespace Bits.RetrySim;

/// <summary>Clients that wait for a job's state (D-33).</summary>
internal sealed partial class BitsService
{
    /// <summary>Completes when the job passes through one of the states; never drives time.</summary>
    internal async Task<BackgroundCopyJobState> WaitAsync(JobRecord job, int states, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateWaiter waiter = AddWaiter(job, states);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            (_, token) => RemoveWaiter(job, waiter, token), null);
        return await waiter.Task.ConfigureAwait(false);
    }

    private StateWaiter AddWaiter(JobRecord job, int states)
    {
        StateWaiter waiter = new(states, inline: _dispatch == CallbackDispatch.Inline);
        lock (_gate)
        {
            ThrowIfDisposed();
            if (!waiter.IsOver(job.Data.State, job.Data.IsFinal))
            {
                (job.Waiters ??= []).Add(waiter);
                return waiter;
            }
        }

        waiter.End();
        return waiter;
    }

    private void RemoveWaiter(JobRecord job, StateWaiter waiter, CancellationToken token)
    {
        lock (_gate)
        {
            job.Waiters?.Remove(waiter);
        }

        waiter.Cancel(token);
    }

    /// <summary>What follows a wait is the client's own code: it runs outside the lock (D-3), in the order in which they began to wait.</summary>
    private void TellWaiters(JobRecord job)
    {
        for (int i = 0; i < (job.Waiters?.Count ?? 0); i++)
        {
            StateWaiter waiter = job.Waiters![i];
            if (waiter.IsOver(job.Data.State, job.Data.IsFinal))
            {
                job.Waiters.RemoveAt(i--);
                _effects.Enqueue(new Effect(EffectKind.RunAction, Object: (Action)waiter.End));
            }
        }
    }
}

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
        lock (_gate)
        {
            ThrowIfDisposed();
            StateWaiter waiter = new(states);
            if (!waiter.Tell(job.Data.State, job.Data.IsFinal))
            {
                (job.Waiters ??= []).Add(waiter);
            }

            return waiter;
        }
    }

    private void RemoveWaiter(JobRecord job, StateWaiter waiter, CancellationToken token)
    {
        lock (_gate)
        {
            job.Waiters?.Remove(waiter);
        }

        waiter.Cancel(token);
    }

    private static void TellWaiters(JobRecord job)
    {
        for (int i = (job.Waiters?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (job.Waiters![i].Tell(job.Data.State, job.Data.IsFinal))
            {
                job.Waiters.RemoveAt(i);
            }
        }
    }

    private static void CancelWaiters(JobRecord job)
    {
        foreach (StateWaiter waiter in job.Waiters ?? [])
        {
            waiter.Cancel(new CancellationToken(canceled: true));
        }

        job.Waiters = null;
    }
}

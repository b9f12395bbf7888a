namespace Bits.RetrySim;

/// <summary>Clients that wait for a job's state (D-33).</summary>
/// <param name="loop">Whose lock guards the waits.</param>
/// <param name="effects">Carries out what follows a wait.</param>
/// <param name="inline">Whether what follows runs where the wait ends.</param>
internal sealed class StateWaits(ServiceLoop loop, EffectQueue effects, bool inline)
{
    /// <summary>Completes when the job passes through one of the states; never drives time.</summary>
    internal async Task<BackgroundCopyJobState> WaitAsync(JobRecord job, int states, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateWait wait = Begin(job, states);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister((_, token) => Remove(job, wait, token), null);
        return await wait.Task.ConfigureAwait(false);
    }

    /// <summary>What follows a wait is the client's own code: it runs outside the lock (D-3), in the order in which they began to wait.</summary>
    internal void Follow(JobRecord job)
    {
        LinkedListNode<StateWait>? next = job.Extras.Waits?.First;
        while (next is { Value: var wait } node)
        {
            next = node.Next;
            if (wait.IsOver(job.Data.State, job.Data.IsFinal))
            {
                Forget(job, node);
                effects.Add(new ClientAction(wait.End));
            }
        }
    }

    /// <summary>The waits for a job whose manager ends.</summary>
    internal static IReadOnlyCollection<StateWait> TakeAll(JobRecord job)
    {
        if (job.Extras.Waits is not { } waits)
        {
            return [];
        }

        job.MakeExtras().Waits = null;
        return waits;
    }

    /// <summary>A wait for the job to pass through one of the states; who begins one sees to it that it ends, or leaves it.</summary>
    internal StateWait Begin(JobRecord job, int states)
    {
        StateWait wait = new(states, inline);
        using (loop.Look())
        {
            loop.ThrowIfEnded();
            if (!wait.IsOver(job.Data.State, job.Data.IsFinal))
            {
                wait.Node = (job.MakeExtras().Waits ??= []).AddLast(wait);
                return wait;
            }
        }

        wait.End();
        return wait;
    }

    /// <summary>Nobody waits any more.</summary>
    internal void Leave(JobRecord job, StateWait wait)
    {
        using (loop.Look())
        {
            if (wait.Node is { List: not null } node)
            {
                Forget(job, node);
            }
        }
    }

    /// <summary>One that waited leaves, at the same cost wherever it stands.</summary>
    private static void Forget(JobRecord job, LinkedListNode<StateWait> node)
    {
        LinkedList<StateWait> waits = node.List!;
        waits.Remove(node);
        if (waits.Count == 0)
        {
            job.MakeExtras().Waits = null;
        }
    }

    private void Remove(JobRecord job, StateWait wait, CancellationToken token)
    {
        Leave(job, wait);
        wait.Cancel(token);
    }
}

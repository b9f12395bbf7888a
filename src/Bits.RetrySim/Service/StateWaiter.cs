namespace Bits.RetrySim;

/// <summary>A client that waits until its job passes through one of some states.</summary>
internal sealed class StateWaiter(int states)
{
    /// <summary>Continuations never run on the thread that moves the job.</summary>
    private readonly TaskCompletionSource<BackgroundCopyJobState> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<BackgroundCopyJobState> Task => _source.Task;

    /// <summary>A set of states, a bit for each.</summary>
    internal static int Set(params ReadOnlySpan<BackgroundCopyJobState> states)
    {
        int set = 0;
        foreach (BackgroundCopyJobState state in states)
        {
            set |= 1 << (int)state;
        }

        return set;
    }

    /// <summary>Tells the waiter the job's state; true when it has nothing more to wait for.</summary>
    internal bool Tell(BackgroundCopyJobState state, bool isFinal)
    {
        if ((states & (1 << (int)state)) != 0)
        {
            _source.TrySetResult(state);
            return true;
        }

        if (isFinal)
        {
            _source.TrySetException(Failure.Bits(
                HResults.BG_E_INVALID_STATE, $"The job is {state} and can no longer reach the state that is waited for."));
            return true;
        }

        return false;
    }

    internal void Cancel(CancellationToken token) => _source.TrySetCanceled(token);
}

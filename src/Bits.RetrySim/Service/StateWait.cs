namespace Bits.RetrySim;

/// <summary>A client that waits until its job passes through one of some states.</summary>
/// <param name="states">The states, a bit for each.</param>
/// <param name="inline">Whether what follows the wait runs where it ends, as inline callbacks do (D-20); else on a thread of the pool.</param>
internal sealed class StateWait(int states, bool inline)
{
    private readonly TaskCompletionSource<BackgroundCopyJobState> _source =
        new(inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    private BackgroundCopyJobState _last;

    /// <summary>Its place among those who wait for the job; null if it never had to wait.</summary>
    internal LinkedListNode<StateWait>? Node { get; set; }

    internal Task<BackgroundCopyJobState> Task => _source.Task;

    /// <summary>TRANSFERRED, ERROR and the final states: the job has come to something.</summary>
    internal static int Outcomes { get; } = Set(
        BackgroundCopyJobState.Transferred,
        BackgroundCopyJobState.Error,
        BackgroundCopyJobState.Acknowledged,
        BackgroundCopyJobState.Cancelled);

    /// <summary>One state that a client names.</summary>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) There is no such state.</exception>
    internal static int SetOf(BackgroundCopyJobState state, string paramName) => Enum.IsDefined(state)
        ? Set(state)
        : throw Failure.OutOfRange(paramName, state, $"{(int)state} is not a state; 0 to 8 are.");

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

    /// <summary>Takes note of the job's state; true when there is nothing more to wait for, so that the wait is to be ended.</summary>
    internal bool IsOver(BackgroundCopyJobState state, bool isFinal)
    {
        _last = state;
        return isFinal || IsIn(state);
    }

    /// <summary>Whether the wait has been ended, for whoever asks rather than awaits it.</summary>
    /// <param name="reached">The state that was waited for; null if it is not reached, or cannot be any more.</param>
    internal bool IsOverFor(out BackgroundCopyJobState? reached)
    {
        Task<BackgroundCopyJobState> task = _source.Task;
        reached = task.IsCompletedSuccessfully ? task.Result : null;

        // What it failed with is looked at, so that nobody takes it for a failure that was overlooked.
        return task.IsCompleted && (task.IsCompletedSuccessfully || task.IsCanceled || task.Exception is not null);
    }

    /// <summary>Ends the wait, outside the lock.</summary>
    internal void End()
    {
        if (IsIn(_last))
        {
            _source.TrySetResult(_last);
        }
        else
        {
            _source.TrySetException(Failure.Bits(
                HResults.BG_E_INVALID_STATE, $"The job is {_last} and can no longer reach the state that is waited for."));
        }
    }

    /// <summary>Ends the wait without a state, outside the lock.</summary>
    internal void Cancel(CancellationToken token) => _source.TrySetCanceled(token);

    private bool IsIn(BackgroundCopyJobState state) => (states & (1 << (int)state)) != 0;
}

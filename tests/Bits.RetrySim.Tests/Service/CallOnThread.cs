namespace Bits.RetrySim.Tests;

/// <summary>A call on a thread of its own, so that a test can look while it waits.</summary>
internal sealed class CallOnThread
{
    private readonly TaskCompletionSource<Exception?> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    private CallOnThread(Action call)
    {
        _thread = new Thread(() => _failure.SetResult(Record.Exception(call))) { IsBackground = true, Name = "a call of a test" };
        _thread.Start();
    }

    /// <summary>Whether it has returned or thrown.</summary>
    internal bool IsOver => _failure.Task.IsCompleted;

    internal static CallOnThread Begin(Action call) => new(call);

    /// <summary>Begins a call that has to wait for somebody; returns when it does.</summary>
    internal static CallOnThread BeginAndWait(Action call)
    {
        CallOnThread begun = new(call);
        SpinWait.SpinUntil(() => begun.IsOver || (begun._thread.ThreadState & ThreadState.WaitSleepJoin) != 0, Guard.Limit).Should().BeTrue();
        begun.IsOver.Should().BeFalse("it has to wait");
        return begun;
    }

    /// <summary>What it threw; null when it went well.</summary>
    internal Task<Exception?> Failure => _failure.Task.Within();
}

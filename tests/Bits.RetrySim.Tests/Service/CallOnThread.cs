namespace Bits.RetrySim.Tests;

/// <summary>A call on a thread of its own, so that a test can look while it waits.</summary>
internal sealed class CallOnThread
{
    private readonly TaskCompletionSource<Exception?> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CallOnThread(Action call)
    {
        Thread thread = new(() => _failure.SetResult(Record.Exception(call))) { IsBackground = true, Name = "a call of a test" };
        thread.Start();
    }

    /// <summary>Whether it has returned or thrown.</summary>
    internal bool IsOver => _failure.Task.IsCompleted;

    internal static CallOnThread Begin(Action call) => new(call);

    /// <summary>Begins a call that has to wait for somebody; returns when it does.</summary>
    /// <param name="call">The call.</param>
    /// <param name="asleep">How many threads wait there: one that waits for a moment elsewhere does not count.</param>
    internal static CallOnThread BeginAndWait(Action call, Func<int> asleep)
    {
        int others = asleep();
        CallOnThread begun = new(call);
        SpinWait.SpinUntil(() => begun.IsOver || asleep() > others, Guard.Limit).Should().BeTrue();
        begun.IsOver.Should().BeFalse("it has to wait");
        return begun;
    }

    /// <summary>What it threw; null when it went well.</summary>
    internal Task<Exception?> Failure => _failure.Task.Within();

    /// <summary>The same where nobody can await: blocks this thread until it is over.</summary>
    internal Exception? Join() => Failure.GetAwaiter().GetResult();
}

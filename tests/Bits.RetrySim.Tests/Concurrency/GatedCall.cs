namespace Bits.RetrySim.Tests;

/// <summary>A callback that has begun and stays inside until the test lets it return.</summary>
internal sealed class GatedCall(string name, BackgroundCopyJob job)
{
    private readonly TaskCompletionSource<Exception?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOver;

    internal string Name { get; } = name;

    internal BackgroundCopyJob Job { get; } = job;

    /// <summary>Whether the callback has nothing left to do but return.</summary>
    internal bool IsOver => _isOver;

    internal void Return() => _answer.SetResult(null);

    internal void Fail(int hresult) => _answer.SetResult(new BitsException("The test lets the callback fail.", hresult));

    /// <summary>Runs on the thread of the callback.</summary>
    internal void Wait()
    {
        Exception? failure = _answer.Task.Within().GetAwaiter().GetResult();
        _isOver = true;
        if (failure is not null)
        {
            throw failure;
        }
    }
}

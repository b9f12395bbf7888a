namespace Bits.RetrySim.Tests;

/// <summary>How a callback ended.</summary>
internal enum CallOutcome
{
    Running,
    Succeeded,
    Failed,
}

/// <summary>A callback that was called.</summary>
internal sealed class LoadCall(string name)
{
    private volatile int _outcome;

    internal string Name { get; } = name;

    internal CallOutcome Outcome
    {
        get => (CallOutcome)_outcome;
        set => _outcome = (int)value;
    }
}

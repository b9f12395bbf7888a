namespace Bits.RetrySim.Tests;

/// <summary>Steps of an attempt that often come together.</summary>
internal static class AttemptSteps
{
    /// <summary>The attempt is accepted and the whole file is there.</summary>
    internal static void Arrive(this ManualAttempt attempt, long size = Bench.FileSize)
    {
        attempt.Accept(size);
        attempt.Complete();
    }

    /// <summary>The attempt is accepted and some bytes come.</summary>
    internal static void Deliver(this ManualAttempt attempt, long bytes)
    {
        attempt.Accept(Bench.FileSize);
        attempt.Receive(bytes);
    }
}

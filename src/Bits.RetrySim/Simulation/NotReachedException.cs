namespace Bits.RetrySim;

/// <summary>
/// What a test waited for did not come about: thrown by <see cref="BitsSimulation.RunUntil(BackgroundCopyJob, BackgroundCopyJobState, TimeSpan)"/>,
/// <see cref="BitsSimulation.RunUntil(Func{bool}, TimeSpan, string)"/>, <see cref="BitsSimulation.RunUntilBytes"/>, <see cref="BitsSimulation.RunToOutcome"/> and
/// <see cref="SimulatedClock.Run(Func{Task}, TimeSpan?)"/>.
/// </summary>
/// <remarks>
/// The message says why, for whoever reads the failed test: where the job is and what it waits for, its last attempts, and hints. It is bounded, the
/// same in every culture, and shows neither passwords nor queries of addresses. It is not meant for programs.
/// </remarks>
/// <threadsafety>Instances do not change and may be used from any thread.</threadsafety>
public sealed class NotReachedException : Exception
{
    internal NotReachedException(string message)
        : base(message)
    {
    }
}

namespace Bits.RetrySim;

/// <summary>What became of a job, for the handlers of <see cref="BackgroundCopyEvents"/>.</summary>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed class BackgroundCopyJobEventArgs : EventArgs
{
    internal BackgroundCopyJobEventArgs(BackgroundCopyJob job) => Job = job;

    /// <summary>The job, as it is now: it may have gone on since.</summary>
    public BackgroundCopyJob Job { get; }
}

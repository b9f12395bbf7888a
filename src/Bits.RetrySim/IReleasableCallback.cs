namespace Bits.RetrySim;

/// <summary>
/// What a callback implements besides <see cref="IBackgroundCopyCallback"/> or <see cref="IBackgroundCopyServerCertificateValidationCallback"/> if it stands for
/// something that has to be given back: BITS releases the pointer that a client has registered (CB-14).
/// </summary>
/// <threadsafety>Called on the thread that makes the job let go, before that call returns, and never under a lock; it may call any method of any job.</threadsafety>
public interface IReleasableCallback
{
    /// <summary>
    /// The job lets go of the callback, once for each time that it was set: another one or none was set, the job came to a final state, the service was restarted,
    /// or the manager ended. Where callbacks run on the thread pool, one that was decided before may still be under way, or begin.
    /// </summary>
    /// <param name="job">The job.</param>
    void Release(BackgroundCopyJob job);
}

namespace Bits.RetrySim;

/// <summary>
/// What a callback implements besides <see cref="IBackgroundCopyCallback"/> or <see cref="IBackgroundCopyServerCertificateValidationCallback"/> if it stands for
/// something that has to be given back: BITS releases the pointer that a client has registered (CB-14).
/// </summary>
/// <threadsafety>Called as the callback is: never under a lock, never inside a client's own call; it may call any method of any job.</threadsafety>
public interface IReleasableCallback
{
    /// <summary>
    /// The job lets go of the callback, once for each time that it was set: another one or none was set, the job came to a final state, the service was restarted,
    /// or the manager ended. No call for the job begins after this; one that has begun may still be under way.
    /// </summary>
    /// <param name="job">The job.</param>
    void Release(BackgroundCopyJob job);
}

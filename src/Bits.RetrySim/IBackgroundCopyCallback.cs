namespace Bits.RetrySim;

/// <summary>
/// What a client implements to hear of a job's events; set as the job's NotifyInterface, for the events in its NotifyFlags (CB-1, CB-2).
/// </summary>
/// <remarks>
/// A method that returns has succeeded. One that throws has failed: a <see cref="System.Runtime.InteropServices.COMException"/> stands
/// for the HRESULT it carries, any other exception for an unspecified failure. Failed calls are repeated, except
/// <see cref="JobModification"/>. The methods may call any method of any job (CB-16). <see cref="BackgroundCopyCallback"/> is an
/// implementation made of delegates.
/// </remarks>
/// <threadsafety>
/// Calls for one job never overlap. Calls for several jobs may, if one object is set on several jobs and the manager dispatches
/// callbacks to the thread pool (<see cref="CallbackDispatch"/>).
/// </threadsafety>
public interface IBackgroundCopyCallback
{
    /// <summary>Every file of the job is here. Called again until it succeeds or the job leaves TRANSFERRED (CB-3, CB-4, CB-5).</summary>
    /// <param name="job">The job, as a rule in <see cref="BackgroundCopyJobState.Transferred"/>.</param>
    void JobTransferred(BackgroundCopyJob job);

    /// <summary>
    /// The job went to ERROR; a transient error does not call this (CB-6). Called again until it succeeds or the job leaves ERROR
    /// (CB-3, CB-4, CB-5).
    /// </summary>
    /// <param name="job">The job, as a rule in <see cref="BackgroundCopyJobState.Error"/>.</param>
    /// <param name="error">The error that ended the transfer.</param>
    void JobError(BackgroundCopyJob job, BackgroundCopyError error);

    /// <summary>
    /// Something about the job changed, except to ERROR or TRANSFERRED. Several changes within the job's MinimumNotificationInterval make
    /// one call; a failure is not repeated (CB-7, CB-12).
    /// </summary>
    /// <param name="job">The job, in the state it has now rather than the one it changed to.</param>
    void JobModification(BackgroundCopyJob job);

    /// <summary>
    /// A file of a download is here. Called again until it succeeds; until then later files, JobTransferred and JobError wait (CB-10).
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="file">The file.</param>
    void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file);
}

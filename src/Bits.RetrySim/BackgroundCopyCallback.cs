namespace Bits.RetrySim;

/// <summary>
/// A callback made of delegates, one per event. An event without a delegate succeeds and does nothing; it is still delivered only
/// if the job's NotifyFlags ask for it.
/// </summary>
/// <remarks>A delegate fails as a method of <see cref="IBackgroundCopyCallback"/> does: by throwing.</remarks>
/// <threadsafety>
/// Set the delegates before the object is given to a job. Calls are made as <see cref="IBackgroundCopyCallback"/> says.
/// </threadsafety>
public sealed class BackgroundCopyCallback : IBackgroundCopyCallback3
{
    /// <summary>Called when every file of a job is here (CB-3); null, the default, does nothing.</summary>
    public Action<BackgroundCopyJob>? JobTransferred { get; set; }

    /// <summary>Called when a job went to ERROR (CB-3, CB-6); null, the default, does nothing.</summary>
    public Action<BackgroundCopyJob, BackgroundCopyError>? JobError { get; set; }

    /// <summary>Called when something about a job changed (CB-7, CB-12); null, the default, does nothing.</summary>
    public Action<BackgroundCopyJob>? JobModification { get; set; }

    /// <summary>Called when a file of a download is here (CB-10); null, the default, does nothing.</summary>
    public Action<BackgroundCopyJob, BackgroundCopyFile>? FileTransferred { get; set; }

    /// <summary>Called when parts of a file are here that were asked for (CB-11); null, the default, does nothing.</summary>
    public Action<BackgroundCopyJob, BackgroundCopyFile, IReadOnlyList<BackgroundCopyFileRange>>? FileRangesTransferred { get; set; }

    /// <inheritdoc/>
    void IBackgroundCopyCallback.JobTransferred(BackgroundCopyJob job) => JobTransferred?.Invoke(job);

    /// <inheritdoc/>
    void IBackgroundCopyCallback.JobError(BackgroundCopyJob job, BackgroundCopyError error) => JobError?.Invoke(job, error);

    /// <inheritdoc/>
    void IBackgroundCopyCallback.JobModification(BackgroundCopyJob job) => JobModification?.Invoke(job);

    /// <inheritdoc/>
    void IBackgroundCopyCallback.FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) => FileTransferred?.Invoke(job, file);

    /// <inheritdoc/>
    void IBackgroundCopyCallback3.FileRangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, IReadOnlyList<BackgroundCopyFileRange> ranges) =>
        FileRangesTransferred?.Invoke(job, file, ranges);
}

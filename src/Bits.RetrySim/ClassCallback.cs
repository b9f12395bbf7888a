namespace Bits.RetrySim;

/// <summary>A notification class in the place of a callback: a new object of it takes each event (CB-15).</summary>
internal sealed class ClassCallback(Func<Guid, IBackgroundCopyCallback?> make, Guid id) : IBackgroundCopyCallback3
{
    public void JobTransferred(BackgroundCopyJob job) => Make().JobTransferred(job);

    public void JobError(BackgroundCopyJob job, BackgroundCopyError error) => Make().JobError(job, error);

    public void JobModification(BackgroundCopyJob job) => Make().JobModification(job);

    public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) => Make().FileTransferred(job, file);

    /// <summary>An object that does not know the call has nothing to say to it.</summary>
    public void FileRangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, IReadOnlyList<BackgroundCopyFileRange> ranges) =>
        (Make() as IBackgroundCopyCallback3)?.FileRangesTransferred(job, file, ranges);

    private IBackgroundCopyCallback Make() =>
        make(id) ?? throw Failure.Bits(HResults.REGDB_E_CLASSNOTREG, $"BackgroundCopyManagerOptions.NotificationClasses has made no object of class {id}.");
}

namespace Bits.RetrySim;

/// <summary>A callback that also hears of parts of files (CB-1, CB-11); the name is that of BITS, whose second interface is in <see cref="IBackgroundCopyCallback"/> here.</summary>
/// <threadsafety>As <see cref="IBackgroundCopyCallback"/>.</threadsafety>
public interface IBackgroundCopyCallback3 : IBackgroundCopyCallback
{
    /// <summary>
    /// Parts of a file that were asked for with <see cref="BackgroundCopyFile.RequestFileRanges"/> are here: those that are since the last call, which may be cut
    /// otherwise than they were asked for (CB-11). What was here before it was asked for is not told. Calls come no more often than the job's
    /// MinimumNotificationInterval allows (CB-12), and before FileTransferred at the same instant; one that fails is repeated, and nothing waits for it (our reading).
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="file">The file.</param>
    /// <param name="ranges">The parts, at least one, none of which goes to an end that is not known.</param>
    void FileRangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, IReadOnlyList<BackgroundCopyFileRange> ranges);
}

namespace Bits.RetrySim.Interop;

/// <summary>Those of an object of this process; what it throws stays what it is.</summary>
internal sealed class ManagedCallbackMethods(IBackgroundCopyCallback client) : CallbackMethods
{
    internal override int JobTransferred(nint job) => client.JobTransferred(JobOf(job));

    internal override int JobError(nint job, nint error) => client.JobError(JobOf(job), ComPointer.Borrow<IBackgroundCopyError>(error));

    internal override int JobModification(nint job) => client.JobModification(JobOf(job), reserved: 0);

    internal override int FileTransferred(nint job, nint file) => ((IBackgroundCopyCallback2)client).FileTransferred(JobOf(job), FileOf(file));

    internal override int FileRangesTransferred(nint job, nint file, BG_FILE_RANGE[] ranges) =>
        ((IBackgroundCopyCallback3)client).FileRangesTransferred(JobOf(job), FileOf(file), (uint)ranges.Length, ranges);

    private static IBackgroundCopyJob JobOf(nint job) => ComPointer.Borrow<IBackgroundCopyJob>(job);

    private static IBackgroundCopyFile FileOf(nint file) => ComPointer.Borrow<IBackgroundCopyFile>(file);
}

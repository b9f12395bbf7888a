namespace Bits.RetrySim.Interop;

/// <summary>The methods of a client's callback; the pointers stay the caller's.</summary>
internal abstract class CallbackMethods
{
    internal abstract int JobTransferred(nint job);

    internal abstract int JobError(nint job, nint error);

    internal abstract int JobModification(nint job);

    internal abstract int FileTransferred(nint job, nint file);

    internal abstract int FileRangesTransferred(nint job, nint file, BG_FILE_RANGE[] ranges);
}

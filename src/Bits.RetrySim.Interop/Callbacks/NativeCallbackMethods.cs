namespace Bits.RetrySim.Interop;

/// <summary>Those of an object of another language, by their slots (section 21.3): three of IUnknown come first.</summary>
internal sealed unsafe class NativeCallbackMethods(ComClient client) : CallbackMethods
{
    private const int JobTransferredSlot = 3;
    private const int JobErrorSlot = 4;
    private const int JobModificationSlot = 5;
    private const int FileTransferredSlot = 6;
    private const int FileRangesTransferredSlot = 7;

    internal override int JobTransferred(nint job) =>
        client.Call(job, static (self, job) => ((delegate* unmanaged[MemberFunction]<nint, nint, int>)ComPointer.SlotsOf(self)[JobTransferredSlot])(self, job));

    internal override int JobError(nint job, nint error) => client.Call(
        (Job: job, Error: error),
        static (self, call) => ((delegate* unmanaged[MemberFunction]<nint, nint, nint, int>)ComPointer.SlotsOf(self)[JobErrorSlot])(self, call.Job, call.Error));

    internal override int JobModification(nint job) => client.Call(
        job,
        static (self, job) => ((delegate* unmanaged[MemberFunction]<nint, nint, uint, int>)ComPointer.SlotsOf(self)[JobModificationSlot])(self, job, 0));

    internal override int FileTransferred(nint job, nint file) => client.Call(
        (Job: job, File: file),
        static (self, call) => ((delegate* unmanaged[MemberFunction]<nint, nint, nint, int>)ComPointer.SlotsOf(self)[FileTransferredSlot])(self, call.Job, call.File));

    internal override int FileRangesTransferred(nint job, nint file, BG_FILE_RANGE[] ranges) => client.Call(
        (Job: job, File: file, Ranges: ranges),
        static (self, call) =>
        {
            fixed (BG_FILE_RANGE* first = call.Ranges)
            {
                return ((delegate* unmanaged[MemberFunction]<nint, nint, nint, uint, BG_FILE_RANGE*, int>)ComPointer.SlotsOf(self)[FileRangesTransferredSlot])(
                    self, call.Job, call.File, (uint)call.Ranges.Length, first);
            }
        });
}

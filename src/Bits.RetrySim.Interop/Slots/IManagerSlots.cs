using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyManager"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("5CE34C0D-0DC9-4C1F-897C-DAA1B78CEE7C")]
internal unsafe partial interface IManagerSlots
{
    [PreserveSig]
    int CreateJob(char* displayName, BG_JOB_TYPE type, Guid* jobId, nint* job);

    [PreserveSig]
    int GetJob(Guid* jobId, nint* job);

    [PreserveSig]
    int EnumJobs(uint flags, nint* jobs);

    [PreserveSig]
    int GetErrorDescription(int hresult, uint languageId, char** description);
}

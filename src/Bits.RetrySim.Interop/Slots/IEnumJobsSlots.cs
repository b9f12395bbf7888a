using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IEnumBackgroundCopyJobs"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("1AF4F612-3B71-466F-8F58-7B6F73AC57AD")]
internal unsafe partial interface IEnumJobsSlots
{
    [PreserveSig]
    int Next(uint count, nint* jobs, uint* fetched);

    [PreserveSig]
    int Skip(uint count);

    [PreserveSig]
    int Reset();

    [PreserveSig]
    int Clone(nint* copy);

    [PreserveSig]
    int GetCount(uint* count);
}

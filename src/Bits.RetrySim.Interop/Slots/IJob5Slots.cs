using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyJob5"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("E847030C-BBBA-4657-AF6D-484AA42BF1FE")]
internal unsafe partial interface IJob5Slots : IJob4Slots
{
    [PreserveSig]
    int SetProperty(BITS_JOB_PROPERTY_ID property, BITS_JOB_PROPERTY_VALUE value);

    [PreserveSig]
    int GetProperty(BITS_JOB_PROPERTY_ID property, BITS_JOB_PROPERTY_VALUE* value);
}

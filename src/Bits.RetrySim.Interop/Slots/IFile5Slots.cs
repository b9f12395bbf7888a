using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyFile5"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("85C1657F-DAFC-40E8-8834-DF18EA25717E")]
internal unsafe partial interface IFile5Slots : IFile4Slots
{
    [PreserveSig]
    int SetProperty(BITS_FILE_PROPERTY_ID property, BITS_FILE_PROPERTY_VALUE value);

    [PreserveSig]
    int GetProperty(BITS_FILE_PROPERTY_ID property, BITS_FILE_PROPERTY_VALUE* value);
}

using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBitsTokenOptions"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("9A2584C3-F7D2-457A-9A5E-22B67BFFC7D2")]
internal unsafe partial interface ITokenOptionsSlots
{
    [PreserveSig]
    int SetHelperTokenFlags(uint flags);

    [PreserveSig]
    int GetHelperTokenFlags(uint* flags);

    [PreserveSig]
    int SetHelperToken();

    [PreserveSig]
    int ClearHelperToken();

    [PreserveSig]
    int GetHelperTokenSid(char** sid);
}

using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary><see cref="BG_FILE_INFO"/> as it lies in memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileInfoSlot
{
    internal char* RemoteName;
    internal char* LocalName;
}

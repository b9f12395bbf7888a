using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>The value of a property of a file.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct BITS_FILE_PROPERTY_VALUE
{
    /// <summary>Text that the reader frees with <see cref="Marshal.FreeCoTaskMem"/>, or null.</summary>
    public nint String;
}
